using System.Text;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Import;
using Infohub.Sharing.Posts;
using static Infohub.Modules.Tests.Intelligence.Tags.TagCast;

namespace Infohub.Modules.Tests.Intelligence.Tags;

/// <summary>Tags are content of a version: checked when it is shared, and read, counted and found by its readers alone (law R7, R9).</summary>
public sealed class TagTests
{
    private const string Calm = "harbour:sea-state=\"calm\"";
    private const string Tea = "harbour:cargo=\"tea\"";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_tag_of_what_is_loaded_must_be_in_it_and_exclude_no_other(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var mei = await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank"));
        // Not loaded: a tag as any other.
        Assert.Null((await ShareAsync(hub, mei, "community", "TLP:GREEN", "", "harbour:sea-state=\"glassy\"")).Refusal);
        var officers = await OfficersAsync(hub);
        await LoadAsync(hub, officers, Harbour);
        await LoadAsync(hub, officers, Crews);
        foreach (var (tags, code) in new (string[], string)[]
        {
            (["harbour:sea-state=\"glassy\""], "tag-unknown"), (["harbour:moon"], "tag-unknown"), (["misp-galaxy:crew=\"Red Gull\""], "tag-unknown"),
            ([Calm, "harbour:sea-state=\"rough, and rising\""], "tag-exclusive"), (["tlp:amber"], "tag-marking"), (["PAP:RED"], "tag-marking"), ([new string('a', 41)], "tag-long"),
        })
        {
            var refused = (await ShareAsync(hub, mei, "community", "TLP:GREEN", "", tags)).Refusal!;
            Assert.Equal((code, "tags"), (refused.Code, refused.Field));
        }

        // Of a predicate that excludes nothing several stand; words and other machine tags stay as they are; spelling is the taxonomy's.
        var shared = await ShareAsync(hub, mei, "community", "TLP:GREEN", "", "HARBOUR:Sea-State=\"Calm\"", Tea, "harbour:cargo=\"salt\"", "misp-galaxy:crew=\"grey heron\"", "phishing", "other:kind=\"of tag\"");
        string[] kept = [Calm, Tea, "harbour:cargo=\"salt\"", "misp-galaxy:crew=\"Grey Heron\"", "phishing", "other:kind=\"of tag\""];
        Assert.Equal(kept, await TagsAsync(hub, mei, shared.Value.Uid));

        // A revision is checked where it changes them, and only there.
        var revise = hub.Get<RevisePost>();
        Assert.Equal("tag-unknown", (await revise.RunAsync(await hub.ViewerAsync(mei), shared.Value.Uid, 1, new PostChange(Tags: [.. kept, "harbour:moon"]))).Refusal!.Code);
        await LoadAsync(hub, officers, Harbour.Replace("\"version\": 3", "\"version\": 4", StringComparison.Ordinal).Replace("\"tea\"", "\"silk\"", StringComparison.Ordinal));
        Assert.Null((await revise.RunAsync(await hub.ViewerAsync(mei), shared.Value.Uid, 1, new PostChange(Body: "More."))).Refusal);
        Assert.Equal(kept, await TagsAsync(hub, mei, shared.Value.Uid));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_tagged_is_found_and_counted_by_its_readers_alone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await LoadAsync(hub, await OfficersAsync(hub), Harbour);
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        var (mei, ka, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ka", ferry), await hub.PersonAsync("Wong", shop));
        var open = await ShareAsync(hub, mei, "community", "TLP:GREEN", "", Calm);
        var before = await SeenAsync(hub, wong);
        Assert.Equal($"1 0; {open.Value.Uid}; ", before);

        // A circle's, a draft's and a RED one's change nothing for who does not read them; RED is counted for nobody (R8).
        var closed = await ShareAsync(hub, mei, "circle:TRANSPORT", "TLP:AMBER", "", Calm, Tea);
        await ShareAsync(hub, mei, "person:KA", "TLP:RED", "", Tea);
        Assert.Null((await hub.Get<SaveDraft>().RunAsync(await hub.ViewerAsync(mei), new PostInput { Kind = "indicators", Title = "Draft", Label = "TLP:GREEN", Tags = [Tea] }, null)).Refusal);
        Assert.Equal(before, await SeenAsync(hub, wong));
        Assert.Equal($"2 1; {closed.Value.Uid} {open.Value.Uid}; {closed.Value.Uid}", await SeenAsync(hub, ka));

        // R9: a tag that an older version had is that version's.
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await hub.ViewerAsync(mei), closed.Value.Uid, 1, new PostChange(Tags: ["harbour:cargo=\"salt\""]))).Refusal);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await hub.ViewerAsync(mei), closed.Value.Uid, "TLP:GREEN", ["community"])).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(before, await SeenAsync(hub, wong));
        Assert.Equal(["harbour:cargo=\"salt\""], await TagsAsync(hub, wong, closed.Value.Uid));

        // Nor do machines get it.
        var objects = await hub.Get<ObjectShelf>().PageAsync(await hub.ViewerAsync(wong), Channel.Machine, new ObjectQuery { Versions = VersionFilter.Any }, default);
        Assert.DoesNotContain(objects.Objects, o => Encoding.UTF8.GetString(o.Bytes).Contains("tea", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Tags_go_out_as_labels_of_the_report_and_come_in_as_tags_of_the_draft(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await LoadAsync(hub, await OfficersAsync(hub), Harbour);
        var mei = await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank"));
        await ShareAsync(hub, mei, "community", "TLP:GREEN", "198.51.100.7", Calm, "phishing");
        var report = Assert.Single((await hub.Get<ObjectShelf>().PageAsync(await hub.ViewerAsync(mei), Channel.Machine, new ObjectQuery { Types = ["report"] }, default)).Objects);
        using var json = System.Text.Json.JsonDocument.Parse(report.Bytes);
        Assert.Equal([Calm, "phishing", "pap:green"], json.RootElement.GetProperty("labels").EnumerateArray().Select(l => l.GetString()));

        var bundle = """
            {"type": "bundle", "id": "bundle--6f0e4b1c-7d2a-4b8e-9f10-0123456789ab", "objects": [
             {"type": "report", "spec_version": "2.1", "id": "report--6f0e4b1c-7d2a-4b8e-9f10-0123456789ac", "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z", "name": "Boats",
              "published": "2026-01-01T00:00:00.000Z", "labels": ["harbour:sea-state=\"calm\"", "tlp:amber", "misp-galaxy:threat-actor=\"Night, Fisher\""], "object_refs": ["report--6f0e4b1c-7d2a-4b8e-9f10-0123456789ad"]}]}
            """;
        var imported = await hub.Get<StartImport>().RunAsync(
            await hub.ViewerAsync(mei), new Import("boats.json", new MemoryStream(Encoding.UTF8.GetBytes(bundle)), ImportForm.Stix), hub.Get<Infohub.Platform.Ui.Words>(), default);
        Assert.Null(imported.Refusal);
        var draft = (await hub.Get<Holdings>().OpenAsync(await hub.ViewerAsync(mei), Channel.Page, imported.Value.Draft, null, default)).Value;
        // TLP is no tag: it tightens (W5), in words that suggest the label.
        Assert.Equal([Calm, "misp-galaxy:threat-actor=\"Night, Fisher\""], draft.Content!.Tags);
        Assert.Contains("TLP:AMBER+STRICT", draft.Content.Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_a_galaxy_names_is_offered_and_never_put_on(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await LoadAsync(hub, await OfficersAsync(hub), Crews);
        var words = hub.Get<TagWords>();
        Assert.Equal(["misp-galaxy:crew=\"Grey Heron\"", "misp-galaxy:crew=\"Blue Crab\""], words.NamedIn("The NIGHT fisher came, then a (blue-crab)."));
        Assert.Equal(["misp-galaxy:crew=\"Blue Crab\""], words.NamedIn("Blue Crab, and Greyish Herons"));
        Assert.Equal(["misp-galaxy:crew=\"Grey Heron\""], words.NamedIn("再見夜鷺。"));
        var mei = await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank"));
        var shared = await ShareAsync(hub, mei, "community", "TLP:GREEN", "Night Fisher again.");
        Assert.Empty(await TagsAsync(hub, mei, shared.Value.Uid));
    }

    /// <summary>How many have each of two tags, and which.</summary>
    private static async Task<string> SeenAsync(TestHub hub, long person)
    {
        var viewer = await hub.ViewerAsync(person);
        return $"{string.Join(' ', await hub.Get<TermCounts>().OfTagsAsync(viewer, [Calm, Tea], default))}; {await FoundAsync(Calm)}; {await FoundAsync(Tea)}";

        async Task<string> FoundAsync(string tag) =>
            string.Join(' ', (await hub.Get<Holdings>().ListAsync(viewer, Channel.List, new ItemQuery { Tag = tag }, default)).Value.Cards.Select(c => c.Uid));
    }

    private static async Task<IReadOnlyList<string>> TagsAsync(TestHub hub, long person, string uid) =>
        (await hub.Get<Holdings>().OpenAsync(await hub.ViewerAsync(person), Channel.Page, uid, null, default)).Value.Content!.Tags;
}
