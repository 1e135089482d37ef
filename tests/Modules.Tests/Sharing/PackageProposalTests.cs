using System.Text;
using Infohub.Community.Public;
using Infohub.Delivery.Inbox;
using Infohub.Intelligence.Brought;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Modules.Tests.Delivery;
using Infohub.Modules.Tests.Sharing.Import;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Import;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Proposals;
using Infohub.Stix.Identifiers;
using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>Corrections of what a machine or an import brought: proposed by a reader, made by the originator's side, seen by others as a newer version like any other.</summary>
public sealed class PackageProposalTests
{
    private const string Wrong = "198.18.7.7";
    private const string Right = "198.18.7.8";

    private static readonly ProposalInput Typo = new("198[.]18[.]7[.]7", "replace", Right, "", "Our proxy has the other one.", AsOrganisation: true);

    private static readonly string Several = Indicator(1, $"[ipv4-addr:value = '{Wrong}'] OR [domain-name:value IN ('evil.example', 'worse.example')]", name: "198[.]18[.]7[.]7");

    private static readonly string Observable = $$"""{"type":"ipv4-addr","spec_version":"2.1","id":"{{IdOf(Wrong)}}","value":"{{Wrong}}"}""";

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Accepted_by_the_originators_side_the_value_alone_is_another_and_readers_see_a_newer_version(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await BringAsync(hub, cast.Mei, Several, Observable, Indicator(2, "[domain-name:value = 'other.example']"));
        await ByKeyAsync(hub, uid);
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        await DrainAsync(hub);
        Assert.Contains(await LinesAsync(hub, cast.Admin), l => l.Kind == NoticeKind.CorrectionProposed);
        // Until it is accepted it changes nothing for anybody, and who is of neither side learns nothing.
        Assert.Empty(await SeenAsync(hub, cast.Ka, uid));
        Assert.Equal((2, 0), (await CountAsync(hub, cast.Ka, Wrong), await CountAsync(hub, cast.Ka, Right)));
        var end = (await PageAsync(hub, cast.Ka)).LastPlace;

        var accepting = Assert.Single(await SeenAsync(hub, cast.Admin, uid)).Accepting!;
        Assert.Equal((true, 2, false), (accepting.CanBeDone, accepting.Objects.Objects.Count, accepting.NamesIt));
        Assert.Contains(accepting.Objects.Objects, o => o.After == $"[ipv4-addr:value = '{Right}'] OR [domain-name:value IN ('evil.example', 'worse.example')]");
        Assert.Equal("originator-only", (await AnswerAsync(hub, cast.Ka, uid, proposed))?.Code);
        Assert.Equal(Refusal.NotFound, await AnswerAsync(hub, cast.Other, uid, proposed));
        Assert.Equal("changed", (await AnswerAsync(hub, cast.Admin, uid, proposed, state: "of another state"))?.Code);
        Assert.Null(await AnswerAsync(hub, cast.Admin, uid, proposed, state: accepting.Objects.State));
        Assert.Equal("answered", (await AnswerAsync(hub, cast.Admin, uid, proposed))?.Code);

        foreach (var reader in (Viewer[])[cast.Ka, cast.Ho, cast.Mei])
        {
            var opened = (await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, reader), Bundles.Id("indicator", 1), default)).Value;
            Assert.Equal(2, opened.Versions.Count);
            Assert.Equal((Right, Right.Replace(".", "[.]", StringComparison.Ordinal), Tlp.Amber), (opened.Current.Values[0].Value, opened.Current.Name, opened.Current.Label));
            Assert.Equal(["evil.example", "worse.example"], opened.Current.Values.Skip(1).Select(v => v.Value));
            Assert.True(opened.Current.Modified > opened.Versions[1].Modified);
            Assert.NotNull((await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, reader), IdOf(Wrong), default)).Refusal);
            Assert.Equal(Right, (await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, reader), IdOf(Right), default)).Value.Current.Values[0].Value);
            Assert.Equal((0, 2), (await CountAsync(hub, reader, Wrong), await CountAsync(hub, reader, Right)));
        }

        // Machines that ask for what is new are told of it; for who reads none of it nothing is there.
        Assert.Equal([Bundles.Id("indicator", 1), IdOf(Right)], (await PageAsync(hub, cast.Ka, end)).Objects.Select(o => $"{o.Type}--{o.Uid}").Order());
        Assert.Equal((0, 0), (await CountAsync(hub, cast.Other, Wrong), await CountAsync(hub, cast.Other, Right)));
        Assert.Equal(2, await hub.NumberAsync($"select count(*) from audit where act = 'item.correct-object' and object_uid = '{uid}'"));

        // The source sends what it has: the same again is known, and a version modified later takes its place.
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await BringAsync(hub, cast.Mei, Several);
        Assert.Equal(Right, await ValueAsync(hub, cast.Ka));
        await BringAsync(hub, cast.Mei, Several.Replace("\"modified\":\"2026-02-01", "\"modified\":\"2026-05-01", StringComparison.Ordinal));
        Assert.Equal(Wrong, await ValueAsync(hub, cast.Ka));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_value_that_goes_leaves_what_asks_for_others_and_revokes_what_asks_for_nothing_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await BringAsync(hub, cast.Mei, Several, Observable, Indicator(2, "[domain-name:value = 'park.example']"), Indicator(3, "[file:name = 'a.exe' AND file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']"));
        var one = (await ProposeAsync(hub, cast.Ho, uid, Typo with { Change = "remove" })).Value;
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, one));
        Assert.Equal("[domain-name:value IN ('evil.example', 'worse.example')]", await PatternAsync(hub, cast.Ka, 1));
        Assert.NotNull((await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, cast.Ka), IdOf(Wrong), default)).Refusal);
        Assert.Equal(0, await CountAsync(hub, cast.Ka, Wrong));

        var park = (await ProposeAsync(hub, cast.Ho, uid, new("park.example", "kind", "", "", "It is a park.", false))).Value;
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, park));
        Assert.True((await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, cast.Ka), Bundles.Id("indicator", 2), default)).Value.Current.IsRevoked);
        Assert.Equal("proposal-unnamed", (await ProposeAsync(hub, cast.Ho, uid, new("park.example", "remove", "", "", "It is a park.", false))).Refusal?.Code);

        // What asks for less finds more: that is no correction.
        var wider = (await ProposeAsync(hub, cast.Ho, uid, new("a.exe", "remove", "", "", "Any name.", false))).Value;
        Assert.False((await SeenAsync(hub, cast.Mei, uid)).Single(p => p.Uid == wider).Accepting!.CanBeDone);
        Assert.Equal("proposal-moved", (await AnswerAsync(hub, cast.Mei, uid, wider))?.Code);
        Assert.True((await SeenAsync(hub, cast.Ho, uid)).Single(p => p.Uid == wider).IsOpen);
        Assert.Null((await hub.Get<AnswerProposal>().RunAsync(await NowAsync(hub, cast.Admin), uid, wider, 0, accept: false, "The hash alone is not enough.")).Refusal);
        await DrainAsync(hub);
        Assert.Equal("The hash alone is not enough.", (await SeenAsync(hub, cast.Ho, uid)).Single(p => p.Uid == wider).Answer);
        Assert.Contains(await LinesAsync(hub, cast.Ho), l => l.Kind == NoticeKind.CorrectionDeclined);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_its_source_changed_meanwhile_stays_so_and_the_proposal_stays_open(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await BringAsync(hub, cast.Mei, Several);
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        var shown = (await SeenAsync(hub, cast.Mei, uid)).Single().Accepting!.Objects.State;
        // In a package that the proposer does not read.
        await AdmitAsync(hub, cast.Mei, new Part(PartKind.Organisation, cast.Mei.OrganisationId), Indicator(1, "[domain-name:value = 'evil.example']", "2026-02-02"));
        Assert.Equal("changed", (await AnswerAsync(hub, cast.Mei, uid, proposed, state: shown))?.Code);
        Assert.Equal("proposal-moved", (await AnswerAsync(hub, cast.Mei, uid, proposed))?.Code);
        var left = Assert.Single(await SeenAsync(hub, cast.Mei, uid));
        Assert.Equal((true, false), (left.IsOpen, left.Accepting!.CanBeDone));
        // For who does not read that one nothing has changed.
        Assert.Equal(Wrong, await ValueAsync(hub, cast.Ho));
        Assert.Null((await ProposeAsync(hub, cast.Ka, uid, Typo)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task One_object_alone_may_be_meant_and_what_another_server_sent_is_corrected_there(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await BringAsync(hub, cast.Mei, Several, Indicator(2, $"[ipv4-addr:value = '{Wrong}']"));
        Assert.Equal("proposal-object", (await ProposeAsync(hub, cast.Ho, uid, Typo with { ObjectId = Bundles.Id("indicator", 3) })).Refusal?.Code);
        Assert.Equal("proposal-unnamed", (await ProposeAsync(hub, cast.Ho, uid, Typo with { Value = "198.18.7.9" })).Refusal?.Code);
        Assert.Equal("proposal-own", (await ProposeAsync(hub, cast.Mei, uid, Typo)).Refusal?.Code);
        Assert.Equal(Refusal.NotFound, (await ProposeAsync(hub, cast.Other, uid, Typo)).Refusal);
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo with { ObjectId = Bundles.Id("indicator", 2) })).Value;
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, proposed));
        Assert.Equal(($"[ipv4-addr:value = '{Right}']", Wrong), (await PatternAsync(hub, cast.Ka, 2), await ValueAsync(hub, cast.Ka)));

        // Nobody here writes the objects of a source, nor of a partner hub.
        foreach (var standing in (int[])[Standing.External, Standing.PartnerHub])
        {
            var source = await hub.OrganisationAsync("Source " + standing, standing);
            await hub.Database.WriteAsync(tx => tx.RunAsync("update item set org_id = @org, person_id = 0 where uid = @uid", default, ("org", source), ("uid", uid)), default);
            Assert.Equal("proposal-outside", (await ProposeAsync(hub, cast.Ho, uid, Typo)).Refusal?.Code);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_an_import_brought_with_a_post_is_corrected_with_its_words_by_its_author(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, "It calls 198[.]18[.]7[.]7 alone.", Several, Observable);

        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        Assert.Equal("author-only", (await AnswerAsync(hub, cast.Admin, uid, proposed))?.Code);
        var accepting = (await SeenAsync(hub, cast.Mei, uid)).Single().Accepting!;
        // The observable that the words say themselves is theirs, and was not kept twice.
        Assert.Equal((true, true, 1), (accepting.CanBeDone, accepting.NamesIt, accepting.Objects.Objects.Count));
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, proposed, state: accepting.Objects.State));
        await DrainAsync(hub);
        var item = (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, cast.Ka), Channel.Page, uid, null, default)).Value;
        Assert.Equal(("It calls 198[.]18[.]7[.]8 alone.", 2), (item.Content!.Body, item.Card.Version));
        Assert.Equal(Right, await ValueAsync(hub, cast.Ka));
        // No words name it: what was brought is corrected alone.
        var evil = (await ProposeAsync(hub, cast.Ho, uid, new("evil.example", "replace", "evil.test", "", "Our proxy has the other one.", true))).Value;
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("changed", (await AnswerAsync(hub, cast.Mei, uid, evil))?.Code);
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, evil, version: 2));
        Assert.Equal($"[ipv4-addr:value = '{Right}'] OR [domain-name:value IN ('evil.test', 'worse.example')]", await PatternAsync(hub, cast.Ka, 1));
        Assert.Equal(2, await hub.NumberAsync($"select version from item where uid = '{uid}'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_an_import_brought_goes_on_with_its_post_also_when_its_first_object_was_taken_out(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, "It calls home.", Observable, Indicator(1, "[domain-name:value = 'evil.example']"), Indicator(2, "[domain-name:value = 'park.example']"));
        var gone = (await ProposeAsync(hub, cast.Ho, uid, Typo with { Change = "remove" })).Value;
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, gone));
        Assert.Equal(0, await CountAsync(hub, cast.Other, "evil.example"));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await NowAsync(hub, cast.Mei), uid, "TLP:GREEN", ["community"])).Refusal);
        await DrainAsync(hub);
        Assert.Equal((1, 1, 0), (await CountAsync(hub, cast.Other, "evil.example"), await CountAsync(hub, cast.Ka, "park.example"), await CountAsync(hub, cast.Ka, Wrong)));
        Assert.Equal("[domain-name:value = 'evil.example']", await PatternAsync(hub, cast.Other, 1));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Beside_a_post_what_can_be_corrected_is_and_the_rest_is_left_to_its_author_by_name(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var together = $"[ipv4-addr:value = '{Wrong}'] AND [file:name = 'a.exe']";
        var uid = await ImportAsync(hub, cast.Mei, "It calls 198[.]18[.]7[.]7 alone.\nIt calls b[.]example.", Several, Indicator(2, together), Indicator(3, "[domain-name:value = 'b.example'] AND [file:name = 'b.exe']"));
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo with { Change = "remove" })).Value;
        var accepting = Assert.Single(await SeenAsync(hub, cast.Mei, uid)).Accepting!;
        Assert.Equal((true, Bundles.Id("indicator", 1), Bundles.Id("indicator", 2)), (accepting.CanBeDone, Assert.Single(accepting.Objects.Objects).Id, Assert.Single(accepting.Objects.ByHand).Id));
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, proposed, state: accepting.Objects.State));
        await DrainAsync(hub);
        Assert.Equal(("[domain-name:value IN ('evil.example', 'worse.example')]", together), (await PatternAsync(hub, cast.Ka, 1), await PatternAsync(hub, cast.Ka, 2)));

        // The words alone, where no object can be.
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        var words = (await ProposeAsync(hub, cast.Ho, uid, new("b.example", "remove", "", "", "It is a park.", false))).Value;
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, words, version: 2));
        Assert.DoesNotContain("b[.]example", (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, cast.Ka), Channel.Page, uid, null, default)).Value.Content!.Body, StringComparison.Ordinal);
        // And nothing, where neither is named so that it can be.
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        var none = (await ProposeAsync(hub, cast.Ho, uid, new("a.exe", "remove", "", "", "Any name.", false))).Value;
        Assert.Equal("proposal-moved", (await AnswerAsync(hub, cast.Mei, uid, none, version: 3))?.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_wrong_value_finds_no_version_before_the_corrected_one_either(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await BringAsync(hub, cast.Mei, Indicator(1, $"[ipv4-addr:value = '{Wrong}']"), Indicator(1, $"[ipv4-addr:value = '{Wrong}'] OR [file:name = 'a.exe']", "2026-02-02"), Indicator(2, "[file:name = 'a.exe']"));
        var key = ValueKeys.Of(hub.Get<KeyRing>(), TypedValue.Of(Infohub.Observables.Extractor.Find(Wrong).Single()));
        Assert.Equal(2, await hub.NumberAsync($"select count(*) from object_key where key = {key}"));
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from object_key where key = {key}"));
        // Under its id each stands as it did, and what was not wrong finds what it found: the version before and the one in its place too.
        Assert.Equal(3, (await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, cast.Ka), Bundles.Id("indicator", 1), default)).Value.Versions.Count);
        Assert.Equal((0, 1, 3), (await CountAsync(hub, cast.Ka, Wrong), await CountAsync(hub, cast.Ka, Right), await CountAsync(hub, cast.Ka, "a.exe")));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_more_than_is_looked_at_or_has_no_later_time_is_not_done_by_itself(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var last = Indicator(1, $"[ipv4-addr:value = '{Wrong}']").Replace("\"modified\":\"2026-02-01T00:00:00.000Z", "\"modified\":\"9999-12-31T23:59:59.999Z", StringComparison.Ordinal);
        var uid = await BringAsync(hub, cast.Mei, last);
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        var accepting = Assert.Single(await SeenAsync(hub, cast.Mei, uid)).Accepting!;
        Assert.Equal((false, 0, 1), (accepting.CanBeDone, accepting.Objects.Objects.Count, accepting.Objects.ByHand.Count));
        Assert.Equal("proposal-moved", (await AnswerAsync(hub, cast.Mei, uid, proposed))?.Code);

        // Of so many versions of one object, the newest alone would be in a plan: it could be one of several that name the value.
        var many = await BringAsync(hub, cast.Mei, [.. Enumerable.Range(0, ItemObjects.MostRows + 1).Select(n => Indicator(2, "[file:name = 'many.exe']", new DateTime(2026, 1, 1).AddDays(n).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Replace("\"created\":\"2026-02-01", "\"created\":\"2026-01-01", StringComparison.Ordinal))]);
        var name = (await ProposeAsync(hub, cast.Ho, many, new("many.exe", "replace", "any.exe", "", "It is any.", false))).Value;
        accepting = Assert.Single(await SeenAsync(hub, cast.Mei, many)).Accepting!;
        Assert.Equal((false, false, true), (accepting.CanBeDone, accepting.Objects.IsWhole, accepting.Objects.IsNamed));
        Assert.Equal("proposal-moved", (await AnswerAsync(hub, cast.Mei, many, name))?.Code);

        var fifty = await BringAsync(hub, cast.Mei, [.. Enumerable.Range(10, ObjectCorrections.MostObjects + 1).Select(n => Indicator(n, "[file:name = 'fifty.exe']"))]);
        Assert.Null((await ProposeAsync(hub, cast.Ho, fifty, new("fifty.exe", "replace", "any.exe", "", "It is any.", false))).Refusal);
        accepting = Assert.Single(await SeenAsync(hub, cast.Mei, fifty)).Accepting!;
        Assert.Equal((false, 0, ObjectCorrections.MostObjects + 1), (accepting.CanBeDone, accepting.Objects.Objects.Count, accepting.Objects.ByHand.Count));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Proposed_to_an_object_that_the_words_make_it_changes_the_words_and_nothing_that_was_brought(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ImportAsync(hub, cast.Mei, "It calls 198[.]18[.]7[.]7 alone.", Several);
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo with { ObjectId = IdOf(Wrong) })).Value;
        var seen = Assert.Single(await SeenAsync(hub, cast.Mei, uid));
        Assert.Equal((true, true, false), (seen.Correction.InTextAlone, seen.Accepting!.CanBeDone, seen.Accepting.Objects.IsNamed));
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, proposed));
        await DrainAsync(hub);
        Assert.Equal("It calls 198[.]18[.]7[.]8 alone.", (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, cast.Ka), Channel.Page, uid, null, default)).Value.Content!.Body);
        Assert.Equal(Wrong, await ValueAsync(hub, cast.Ka));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_shown_is_known_by_all_that_it_says(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var states = new List<string>();
        foreach (var pattern in (string[])[$"[ipv4-addr:value = '{Wrong}']", $"[ipv4-addr:value = '{Wrong}'] OR [file:name = 'a.exe']"])
        {
            // The same id and time: which of the two stands is seen by what it says.
            var uid = await AdmitAsync(hub, cast.Mei, new Part(PartKind.Organisation, states.Count == 0 ? cast.Mei.OrganisationId : cast.Ho.OrganisationId), Indicator(1, pattern));
            var item = (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, cast.Mei), Channel.Page, uid, null, default)).Value;
            var of = Infohub.Observables.Extractor.Find(Wrong).Single();
            states.Add((await hub.Database.ReadAsync(sql => hub.Get<ObjectCorrections>().PlanAsync(sql, item.Viewer, item.Card, new ObjectCorrection(of, null, ""), 0, default), default)).State);
        }

        Assert.NotEqual(states[0], states[1]);
    }

    private static string Indicator(int number, string pattern, string modified = "2026-02-01", string? name = null) =>
        $$"""
        {"type":"indicator","spec_version":"2.1","id":"{{Bundles.Id("indicator", number)}}","created":"2026-02-01T00:00:00.000Z","modified":"{{modified}}T00:00:00.000Z","name":"{{name ?? "Server " + number}}",
        "pattern":"{{pattern}}","pattern_type":"stix","valid_from":"2026-02-01T00:00:00Z"}
        """;

    private static string IdOf(string address)
    {
        using var json = System.Text.Json.JsonDocument.Parse($$"""{"type":"ipv4-addr","value":"{{address}}"}""");
        return ObservableId.Of(json.RootElement)!;
    }

    private static async Task<string> BringAsync(TestHub hub, Viewer by, params string[] objects) =>
        await AdmitAsync(hub, by, new Part(PartKind.Circle, await hub.NumberAsync("select id from circle where uid = 'BANKING'")), objects);

    /// <summary>The address of the newest package.</summary>
    private static async Task<string> AdmitAsync(TestHub hub, Viewer by, Part part, params string[] objects)
    {
        using var bundle = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"objects":[{{string.Join(',', objects)}}]}"""));
        Assert.Null((await hub.Get<Gate>().AdmitAsync(await NowAsync(hub, by), bundle, new Origin("REST", [part]) { Label = Tlp.Amber }, o => { Assert.True(o.IsTaken, o.Reason); return ValueTask.CompletedTask; }, default)).Refusal);
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        return await hub.Database.ReadAsync(sql => sql.FirstAsync("select uid from item order by seq desc limit 1", static r => r.Text(0), default), default) ?? "";
    }

    private static async Task<string> ImportAsync(TestHub hub, Viewer by, string body, params string[] objects)
    {
        var imported = await hub.Get<StartImport>().RunAsync(by, new Infohub.Sharing.Import.Import("seen.json", Bundles.Of(objects), ImportForm.Unknown), new Words(hub.Get<WordBook>()), default);
        var uid = imported.Value.Draft;
        Assert.Null((await hub.Get<SharePost>().RunAsync(by, new PostInput { Kind = "indicators", Title = "Seen", Body = body, Label = "TLP:AMBER", Audience = ["circle:BANKING"] }, uid)).Refusal);
        await DrainAsync(hub);
        await hub.Get<CarryBrought>().RunAsync(default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        return uid;
    }

    /// <summary>As brought by a key of the organisation: no person is its author.</summary>
    private static Task ByKeyAsync(TestHub hub, string uid) => hub.Database.WriteAsync(tx => tx.RunAsync("update item set person_id = 0, key_id = 77 where uid = @uid", default, ("uid", uid)), default);

    private static async Task<Outcome<string>> ProposeAsync(TestHub hub, Viewer viewer, string item, ProposalInput input) =>
        await hub.Get<ProposeCorrection>().RunAsync(await NowAsync(hub, viewer), item, input);

    private static async Task<Refusal?> AnswerAsync(TestHub hub, Viewer viewer, string item, string proposal, string? state = null, int version = 1) =>
        (await hub.Get<AnswerProposal>().RunAsync(await NowAsync(hub, viewer), item, proposal, version, accept: true, "", state)).Refusal;

    private static async Task<IReadOnlyList<ProposalCard>> SeenAsync(TestHub hub, Viewer viewer, string uid) =>
        await PlannedAsync(hub, (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, viewer), Channel.Page, uid, null, default)).Value, "");

    private static async Task<IReadOnlyList<ProposalCard>> PlannedAsync(TestHub hub, ReadableItem item, string opened) =>
        await hub.Get<ProposalBook>().PlannedAsync(item, await hub.Get<ProposalBook>().ListAsync(item, default), opened, default);

    private static async Task<int> CountAsync(TestHub hub, Viewer viewer, string value) => (await hub.Get<LookUp>().RunAsync(await NowAsync(hub, viewer), [value], default)).Value[0].Objects;

    private static async Task<ObjectPage> PageAsync(TestHub hub, Viewer viewer, long after = 0) =>
        await hub.Get<ObjectShelf>().PageAsync(await NowAsync(hub, viewer), Channel.Machine, new ObjectQuery { After = after }, default);

    private static async Task<string> ValueAsync(TestHub hub, Viewer viewer) =>
        (await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, viewer), Bundles.Id("indicator", 1), default)).Value.Current.Values[0].Value;

    private static async Task<string> PatternAsync(TestHub hub, Viewer viewer, int number) =>
        (await hub.Get<OpenObject>().RunAsync(await NowAsync(hub, viewer), Bundles.Id("indicator", number), default)).Value.Properties.Single(p => p.Key == "pattern").Value.GetString()!;
}
