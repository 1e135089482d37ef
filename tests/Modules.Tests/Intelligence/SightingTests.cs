using Infohub.Community.Public;
using Infohub.Intelligence.Sightings;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>Sightings belong to an item and have its audience and label (law section 2): what is said of a value under one item changes nothing for who does not read that item (R7, R9).</summary>
public sealed class SightingTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_sighting_is_read_by_the_readers_of_its_item_and_changes_nothing_for_others(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var before = await cast.PageAsync(cast.Wong);
        var inside = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT");
        var kept = await cast.SayAsync(cast.Ka, "seen", inside, "At the proxy hxxp://198.51.100.7/x");

        var read = Assert.Single((await cast.ReadAsync(cast.Mei)).Sightings);
        Assert.Equal((kept.Value.Uid, SightingKind.Seen, 1, Tlp.Amber, cast.Ka.OrganisationId, false), (read.Uid, read.Kind, read.Count, read.Label, read.Organisation, read.Mine));
        Assert.Equal("At the proxy hxxp://198.51.100.7/x", read.Note);
        Assert.True(Assert.Single((await cast.ReadAsync(cast.KaToo)).Sightings).Mine);
        Assert.Equal(before, await cast.PageAsync(cast.Wong));
        Assert.Empty((await cast.ReadAsync(cast.Mei, "198.51.100.8")).Sightings);
        // What was shown at TLP:AMBER is on record (C2).
        Assert.True(await hub.NumberAsync($"select count(*) from reading r join item i on i.seq = r.item_seq where i.uid = '{inside}' and r.person_id = {cast.Mei.PersonId} and r.channel = {(int)Channel.Analysis}") > 0);
        // Sealed under the item's key: nothing of it stands in the table.
        Assert.Equal(0, await hub.NumberAsync("select count(*) from sighting where cast(says as text) like '%198.51%' or cast(says as text) like '%proxy%'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Without_an_item_it_belongs_to_the_newest_that_names_the_value_and_that_its_speaker_reads(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var open = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        cast = await cast.LaterAsync(TimeSpan.FromMinutes(1));
        var inside = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT");

        Assert.Equal(inside, (await cast.SayAsync(cast.Ka)).Value.ItemUid);
        Assert.Equal(open, (await cast.SayAsync(cast.Wong)).Value.ItemUid);
        Assert.Single((await cast.ReadAsync(cast.Wong)).Sightings);
        Assert.Equal(2, (await cast.ReadAsync(cast.Mei)).Sightings.Count);

        // Of what is hidden the answer is the same as of what is not there.
        var hidden = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT", p => p with { Body = "Also 203.0.113.9." });
        Assert.Equal(await cast.SayAsync(cast.Wong, value: "203.0.113.10"), await cast.SayAsync(cast.Wong, value: "203.0.113.9"));
        Assert.Equal(Refusal.NotFound, (await cast.SayAsync(cast.Wong, "seen", hidden, value: "203.0.113.9")).Refusal);
        Assert.Equal(Refusal.NotFound, (await cast.SayAsync(cast.Wong, "seen", "00000-00000", value: "203.0.113.9")).Refusal);
        Assert.Equal("sighting-unnamed", (await cast.SayAsync(cast.Wong, "seen", open, value: "203.0.113.9")).Refusal!.Code);
        // A link's host is named with the link.
        var link = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community", p => p with { Body = "hxxps://login.shop-example.test/a" });
        Assert.Equal(link, (await cast.SayAsync(cast.Wong, value: "login.shop-example[.]test")).Value?.ItemUid);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_repeat_of_one_day_is_added_and_what_has_words_of_its_own_stands_by_itself(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var first = await cast.SayAsync(cast.Ka, new SightingInput(SightingCast.Address, "seen") { Count = 40 });
        cast = await cast.LaterAsync(TimeSpan.FromMinutes(2));
        var second = await cast.SayAsync(cast.KaToo, new SightingInput(SightingCast.Address, "seen") { Count = 2, First = cast.Ka.Facts.Now is var now ? Micros.ToTime(now - Micros.Hour) : null });
        Assert.Equal((first.Value.Uid, true), (second.Value.Uid, second.Value.Added));
        Assert.False((await cast.SayAsync(cast.Ka, note: "At the firewall")).Value.Added);
        Assert.False((await cast.SayAsync(cast.Ka, "false-positive")).Value.Added);
        Assert.False((await cast.SayAsync(cast.Mei)).Value.Added);
        cast = await cast.LaterAsync(TimeSpan.FromDays(1));
        Assert.False((await cast.SayAsync(cast.Ka)).Value.Added);

        var read = (await cast.ReadAsync(cast.Wong)).Sightings;
        var seen = SightingTotal.Of(read, SightingKind.Seen);
        Assert.Equal(new SightingTotal(4, 45, 2), seen);
        Assert.Equal(new SightingTotal(1, 1, 1), SightingTotal.Of(read, SightingKind.FalsePositive));
        var added = read.Single(s => s.Count == 42);
        Assert.Equal(Micros.Hour, added.LastAt - added.FirstAt);
        Assert.Equal(read.Select(s => s.LastAt).OrderDescending(), read.Select(s => s.LastAt));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_organisation_that_said_it_takes_it_back_and_who_does_not_read_it_finds_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var inside = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT");
        var kept = (await cast.SayAsync(cast.Ka, "seen", inside)).Value;
        var takeBack = hub.Get<TakeBackSighting>();

        Assert.Equal(Refusal.NotFound, (await takeBack.RunAsync(cast.Wong, kept.Uid)).Refusal);
        Assert.Equal(Refusal.NotFound, (await takeBack.RunAsync(cast.Wong, "00000-00000")).Refusal);
        Assert.Equal("sighting-own", (await takeBack.RunAsync(cast.Mei, kept.Uid)).Refusal!.Code);
        Assert.Null((await takeBack.RunAsync(cast.KaToo, kept.Uid)).Refusal);
        Assert.Empty((await cast.ReadAsync(cast.Mei)).Sightings);
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'sighting.take-back' and object_uid = '{inside}' and person_id = {cast.KaToo.PersonId}"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_said_before_an_item_was_widened_stays_with_its_earlier_readers(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var uid = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT");
        await cast.SayAsync(cast.Ka, "seen", uid);
        cast = await cast.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, uid, "TLP:GREEN", ["community"])).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        await cast.SayAsync(cast.Mei, "seen", uid);

        Assert.Equal([Tlp.Green], (await cast.ReadAsync(cast.Wong)).Sightings.Select(s => s.Label));
        Assert.Equal([Tlp.Amber, Tlp.Green], (await cast.ReadAsync(cast.Ka)).Sightings.Select(s => s.Label).OrderDescending());
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task At_red_it_stands_on_its_items_page_alone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var red = await cast.ShareAsync(cast.Mei, "TLP:RED", "person:KA");
        var before = await cast.PageAsync(cast.Ka);
        Assert.Null((await cast.SayAsync(cast.Ka, "seen", red, "quietly")).Refusal);

        Assert.Equal(before, await cast.PageAsync(cast.Ka));
        var item = await hub.Get<Holdings>().OpenAsync(cast.Ka, Channel.Page, red, null, default);
        Assert.Equal(["quietly"], await OfItemAsync(hub, cast.Ka, item.Value));
        Assert.Empty(await OfItemAsync(hub, cast.KaToo, item.Value));
        Assert.Empty(await OfItemAsync(hub, cast.Wong, item.Value));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from sighting where value_key <> 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task It_goes_with_its_item(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var uid = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        await cast.SayAsync(cast.Ka, "seen", uid);
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, uid, "Wrong")).Refusal);

        Assert.Empty((await cast.ReadAsync(cast.Ka)).Sightings);
        Assert.Equal("gone", (await cast.SayAsync(cast.Ka, "seen", uid)).Refusal!.Code);
        Assert.Equal("sighting-nobody", (await cast.SayAsync(cast.Ka)).Refusal!.Code);
        await hub.Database.WriteAsync(async tx => tx.Emit(new ItemErased((await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", uid)))!.Value, uid)), default);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from sighting"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Many_at_once_have_each_an_outcome(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        SightingInput Of(string value, string kind = "seen") => new(value, kind);
        var said = new List<SightingInput>
        {
            Of("198[.]51[.]100[.]7"), Of("no value"), Of("198.51.100.8", "liked"), Of("203.0.113.1"), Of("198.51.100.8") with { Count = 0 }, Of("198.51.100.8") with { Count = 10_000_001 },
            Of("198.51.100.8") with { Last = Micros.ToTime(cast.Ka.Facts.Now + Micros.Hour) }, Of("198.51.100.8") with { First = Micros.ToTime(cast.Ka.Facts.Now), Last = Micros.ToTime(cast.Ka.Facts.Now - 1) },
            Of("198.51.100.8") with { Note = new string('x', 501) }, Of("198.51.100.8") with { Count = 10_000_000 },
        };
        var outcomes = await hub.Get<RecordSightings>().RunAsync(cast.Ka, said);
        Assert.Equal(
            ["", "sighting-value", "sighting-kind", "sighting-nobody", "sighting-count", "sighting-count", "sighting-times", "sighting-times", "sighting-note", ""], outcomes.Value.Select(o => o.Refusal?.Code ?? ""));
        Assert.Equal("sightings-many", (await hub.Get<RecordSightings>().RunAsync(cast.Ka, [.. Enumerable.Repeat(Of("198.51.100.7"), 1001)])).Refusal!.Code);
        Assert.All((await hub.Get<RecordSightings>().RunAsync(cast.Ka, [.. Enumerable.Repeat(Of("198.51.100.7"), 120)])).Value, o => Assert.True(o.Done));
        Assert.Equal(121, Assert.Single((await cast.ReadAsync(cast.Wong)).Sightings).Count);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Stix_sightings_of_an_object_that_names_the_value_count_too(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        const string Indicator = "indicator--7a9d9b4e-6f6a-4f5e-9d6c-0c5b9c2d1e01";
        await cast.AdmitAsync(
            cast.Mei, Tlp.Green,
            $$"""{"type":"indicator","spec_version":"2.1","id":"{{Indicator}}","created":"2026-03-01T00:00:00.000Z","modified":"2026-03-01T00:00:00.000Z","pattern":"[ipv4-addr:value = '198.51.100.7']","pattern_type":"stix","valid_from":"2026-03-01T00:00:00Z","confidence":70}""",
            new Part(PartKind.Community));
        var circle = await hub.NumberAsync("select id from circle where uid = 'TRANSPORT'");
        await cast.AdmitAsync(cast.Ka, Tlp.Amber, Stix("8a9d9b4e-6f6a-4f5e-9d6c-0c5b9c2d1e02", Indicator, "\"count\":12,\"first_seen\":\"2026-03-01T10:00:00Z\",\"last_seen\":\"2026-03-02T07:00:00Z\""), new Part(PartKind.Circle, circle));
        await cast.AdmitAsync(cast.Ka, Tlp.Green, Stix("8a9d9b4e-6f6a-4f5e-9d6c-0c5b9c2d1e03", Indicator, "\"count\":0"), new Part(PartKind.Community));
        await cast.AdmitAsync(cast.Wong, Tlp.Green, Stix("8a9d9b4e-6f6a-4f5e-9d6c-0c5b9c2d1e04", Indicator, "\"x_opencti_negative\":true"), new Part(PartKind.Community));

        var inside = (await cast.ReadAsync(cast.Mei)).Sightings;
        var seen = inside.Single(s => s.Kind == SightingKind.Seen);
        Assert.Equal((12L, cast.Ka.OrganisationId, Tlp.Amber, true), (seen.Count, seen.Organisation, seen.Label, seen.IsObject));
        Assert.Equal([SightingKind.FalsePositive], (await cast.ReadAsync(cast.Wong)).Sightings.Select(s => s.Kind));
        Assert.Equal("F2", (await cast.ScoreAsync(cast.Wong)).Lines[0].Args[0]);
        // A package names what it carries.
        Assert.True((await cast.SayAsync(cast.Wong)).Done);
    }

    private static string Stix(string id, string of, string more) =>
        $$"""{"type":"sighting","spec_version":"2.1","id":"sighting--{{id}}","created":"2026-03-02T07:00:00.000Z","modified":"2026-03-02T07:00:00.000Z","sighting_of_ref":"{{of}}",{{more}}}""";

    private static Task<List<string>> OfItemAsync(TestHub hub, Viewer viewer, ReadableItem item) =>
        hub.Get<VersionRows>().ListAsync(viewer, Channel.Page, SightingRows.OfItem(item), (version, r, at) => SightingRows.Read(viewer, version, r, at).Sighting.Note, default);
}
