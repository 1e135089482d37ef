using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>Objects as one STIX bundle: what the law's row of exports gives, as TAXII would give it (law section 5, R10, C4).</summary>
public sealed class BundleTests
{
    private const string Marked = """
        {"type":"tool","spec_version":"2.1","id":"tool--00000000-0000-4000-8000-000000000001","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"Lever","description":"the source",
        "granular_markings":[{"marking_ref":"marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421","selectors":["description"]}]}
        """;

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_an_item_carries_goes_out_to_who_may_export_it_under_its_label(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ka, wong) = await CastAsync(hub);
        var uid = await ShareAsync(hub, mei, "TLP:AMBER", "Seen: 198.51.100.45.");
        // The same address under a weaker label: the item carries its own all the same.
        await ShareAsync(hub, mei, "TLP:GREEN", "Seen: 198.51.100.45.", audience: "community");

        var objects = await FoundAsync(hub, ka, "", uid);
        Assert.Equal(["identity", "indicator", "ipv4-addr", "report"], TypesOf(objects));
        Assert.All(Carried(objects), o => Assert.Equal(StixMarkings.Tlp2(Tlp.Amber), o.GetProperty("object_marking_refs")[0].GetString()));
        var copy = objects[^1].GetProperty("definition").GetProperty("statement").GetString();
        Assert.StartsWith("Copy for Ka, Ferry, ", copy, StringComparison.Ordinal);
        Assert.Equal(StixMarkings.Tlp2(Tlp.Amber), objects[^1].GetProperty("object_marking_refs")[0].GetString());
        Assert.Contains(objects, o => o.GetProperty("id").GetString() == StixMarkings.Tlp2(Tlp.Amber));
        Assert.Empty(await FoundAsync(hub, wong, "", uid));
        Assert.Empty(await FoundAsync(hub, ka, "", "00000-00000"));
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from reading where person_id = {ka.PersonId} and channel = {(int)Channel.Export}"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Nothing_under_an_embargo_expired_or_withdrawn_goes_into_a_file(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ka, _) = await CastAsync(hub);
        var now = hub.Clock.Now();
        var embargoed = await ShareAsync(hub, mei, "TLP:GREEN", "Seen: 198.51.100.45.", embargo: now + Micros.Day);
        var expiring = await ShareAsync(hub, mei, "TLP:GREEN", "Seen: 198.51.100.46.", expiry: now + Micros.Day);
        Assert.Empty(await FoundAsync(hub, ka, "", embargoed));
        Assert.NotEmpty(await FoundAsync(hub, ka, "", expiring));
        var listed = (await hub.Get<FindObjects>().RunAsync(ka, new ObjectSearch("", null, embargoed), null, default)).Value.Objects;
        Assert.NotEmpty(listed);
        Assert.Empty(await ChosenAsync(hub, ka, [.. listed.Where(o => o.Type is "indicator" or "report").Select(o => o.Id)]));
        Assert.Empty(await hub.Get<SelectedValues>().OfAsync(ka, listed.Where(o => o.Type == "indicator").Select(o => o.Id), default));

        hub.Clock.Advance(TimeSpan.FromDays(2));
        ka = await hub.ViewerAsync(ka.PersonId);
        Assert.NotEmpty(await FoundAsync(hub, ka, "", embargoed));
        Assert.Empty(await FoundAsync(hub, ka, "", expiring));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(await hub.ViewerAsync(mei.PersonId), embargoed, "Not so")).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Empty(await FoundAsync(hub, ka, "", embargoed));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Ids_of_what_may_not_be_read_answer_as_ids_of_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ka, wong) = await CastAsync(hub);
        await ShareAsync(hub, mei, "TLP:GREEN", "Seen: 198.51.100.45.", audience: "community");
        await ShareAsync(hub, mei, "TLP:AMBER", "Seen: 198.51.100.46.");
        var all = (await hub.Get<FindObjects>().RunAsync(ka, new ObjectSearch("", null, ""), null, default)).Value.Objects.Where(o => o.Type == "indicator").ToList();
        var hidden = all.Single(o => o.Name == "198.51.100.46");
        const string none = "indicator--00000000-0000-4000-8000-000000000009";

        Assert.Equal(2, Carried(await ChosenAsync(hub, ka, [.. all.Select(o => o.Id)])).Count());
        var seen = await ChosenAsync(hub, wong, [.. all.Select(o => o.Id)]);
        Assert.Equal(["198.51.100.45"], Carried(seen).Select(o => o.GetProperty("name").GetString()));
        Assert.Equal(seen.Count, (await ChosenAsync(hub, wong, all[0].Id == hidden.Id ? [none, all[1].Id] : [all[0].Id, none])).Count);
        Assert.Equal(await RefusalAsync(hub, wong, none), await RefusalAsync(hub, wong, hidden.Id));
        Assert.Equal(["198.51.100.45"], await hub.Get<SelectedValues>().OfAsync(wong, all.Select(o => o.Id), default));
        Assert.Empty(await hub.Get<SelectedValues>().OfAsync(wong, [hidden.Id, none, "what"], default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_part_above_what_may_go_to_all_readers_stays_behind(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, wong) = await CastAsync(hub);
        await AdmitAsync(hub, mei, Marked);
        var tool = Carried(await FoundAsync(hub, wong, "lever", "")).Single();
        Assert.Equal("Lever", tool.GetProperty("name").GetString());
        Assert.False(tool.TryGetProperty("description", out _));
        Assert.Equal(tool.GetRawText(), Carried(await ChosenAsync(hub, wong, tool.GetProperty("id").GetString()!)).Single().GetRawText());
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_file_holds_no_more_than_its_bound_and_says_so(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, wong) = await CastAsync(hub);
        await AdmitAsync(hub, mei, [.. Enumerable.Range(1, WriteBundle.MostObjects + 1).Select(n => $$"""{"type":"tool","spec_version":"2.1","id":"tool--00000000-0000-4000-8000-{{n:d12}}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"Lever {{n}}"}""")]);
        var objects = await FoundAsync(hub, wong, "", "");
        Assert.Equal(WriteBundle.MostObjects, Carried(objects).Count());
        Assert.EndsWith("The first 10000 objects of more.", objects[^1].GetProperty("definition").GetProperty("statement").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_chosen_goes_out_the_highest_score_first_and_without_what_a_warning_list_knows(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, wong) = await CastAsync(hub);
        await AdmitAsync(hub, mei, Indicator(1, "198.51.100.45", 10), Indicator(2, "8.8.8.8", 90), Indicator(3, "198.51.100.47", 95), Marked);
        var tool = Carried(await FoundAsync(hub, wong, "lever", "")).Single().GetProperty("id").GetString()!;
        var ranked = await hub.Get<RankChosen>().RunAsync(wong, ChosenObjects.Read([tool, Id(1), Id(2), Id(3)]), default);
        Assert.Equal([Id(3), Id(1), tool], ranked.Ids.Select(i => $"{i.Type}--{i.Uid}"));
        Assert.Equal([Id(3), Id(1), tool], Carried(await ChosenAsync(hub, wong, [.. ranked.Ids.Select(i => $"{i.Type}--{i.Uid}")])).Select(o => o.GetProperty("id").GetString()));
        Assert.Empty((await hub.Get<RankChosen>().RunAsync(wong, ChosenObjects.Read([Id(2)]), default)).Ids);

        static string Id(int n) => $"indicator--00000000-0000-4000-8000-{n:d12}";
        static string Indicator(int n, string address, int confidence) =>
            $$"""{"type":"indicator","spec_version":"2.1","id":"{{Id(n)}}","created":"2026-03-01T00:00:00.000Z","modified":"2026-03-01T00:00:00.000Z","name":"{{address}}","pattern":"[ipv4-addr:value = '{{address}}']","pattern_type":"stix","valid_from":"2026-03-01T00:00:00Z","confidence":{{confidence}}}""";
    }

    private static async Task<(Viewer Mei, Viewer Ka, Viewer Wong)> CastAsync(TestHub hub)
    {
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ka", ferry)), await hub.ViewerAsync(await hub.PersonAsync("Wong", shop)));
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer by, string label, string body, string audience = "circle:TRANSPORT", long embargo = 0, long expiry = 0)
    {
        var shared = await hub.Get<SharePost>().RunAsync(by, new PostInput { Kind = "indicators", Title = "Seen", Body = body, Label = label, Audience = [audience], Embargo = embargo, Expiry = expiry });
        Assert.Null(shared.Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        return shared.Value.Uid;
    }

    private static async Task AdmitAsync(TestHub hub, Viewer by, params string[] objects)
    {
        using var bundle = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"objects":[{{string.Join(',', objects)}}]}"""));
        var receipt = await hub.Get<Gate>().AdmitAsync(by, bundle, new Origin("REST", [new Part(PartKind.Community)]) { Label = Tlp.Green }, o => { Assert.True(o.IsTaken, o.Reason); return ValueTask.CompletedTask; }, default);
        Assert.Null(receipt.Refusal);
    }

    private static Task<List<JsonElement>> FoundAsync(TestHub hub, Viewer viewer, string words, string item) =>
        ReadAsync(open => hub.Get<WriteBundle>().RunAsync(viewer, new ObjectSearch(words, null, item), open, default));

    private static Task<List<JsonElement>> ChosenAsync(TestHub hub, Viewer viewer, params string[] ids) =>
        ReadAsync(open => hub.Get<WriteBundle>().RunAsync(viewer, ChosenObjects.Read([string.Join(' ', ids)]), open, default));

    private static async Task<string?> RefusalAsync(TestHub hub, Viewer viewer, string id) =>
        (await hub.Get<WriteBundle>().RunAsync(viewer, ChosenObjects.Read([id]), () => throw new InvalidOperationException("Nothing is to be written."), default))?.Code;

    /// <summary>The objects of the file; none where there is none.</summary>
    private static async Task<List<JsonElement>> ReadAsync(Func<Func<PipeWriter>, Task<Infohub.Platform.Refusals.Refusal?>> write)
    {
        using var file = new MemoryStream();
        var refusal = await write(() => PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true)));
        Assert.Equal(file.Length == 0, refusal is not null);
        return file.Length == 0 ? [] : [.. JsonDocument.Parse(file.ToArray()).RootElement.GetProperty("objects").EnumerateArray()];
    }

    private static IEnumerable<JsonElement> Carried(List<JsonElement> objects) => objects.Where(o => o.GetProperty("type").GetString() != "marking-definition");

    private static IEnumerable<string?> TypesOf(List<JsonElement> objects) => Carried(objects).Select(o => o.GetProperty("type").GetString()).Order();
}
