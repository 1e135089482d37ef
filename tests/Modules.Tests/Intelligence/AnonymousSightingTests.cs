using System.Text;
using Infohub.Community.Keys;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Delivery.Inbox;
using Infohub.Intelligence.Sightings;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Record;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>What is said of a value without the organisation's name (law W7): sealed at its own address, found again by who said it alone.</summary>
public sealed class AnonymousSightingTests
{
    private const string Why = "a court order of 2 March";

    private static readonly SightingInput Unnamed = new(SightingCast.Address, "seen") { Anonymous = true };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Readers_see_a_member_and_nothing_that_is_kept_names_who_it_was(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await hub.KeepersAsync();
        var item = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT");
        var outside = await cast.PageAsync(cast.Wong);
        var kept = (await cast.SayAsync(cast.Ka, Unnamed with { Item = item, Note = "At the proxy" })).Value;

        foreach (var (reader, mine) in new[] { (cast.Mei, false), (cast.KaToo, false), (cast.Ka, true) })
        {
            var read = Assert.Single((await cast.ReadAsync(reader)).Sightings);
            Assert.Equal((kept.Uid, 0L, true, false, mine, "", "At the proxy"), (read.Uid, read.Organisation, read.IsSealed, read.ByAuthor, read.Mine, read.Sector, read.Note));
            var wire = SightingWire.Of(read, await SpeakerNames.OfAsync(hub.Database, [read], default));
            Assert.Equal((null, Card.AnonymousName, null), (wire.OrganisationId, wire.Organisation, wire.Sector));
        }

        Assert.Equal(outside, await cast.PageAsync(cast.Wong));
        var ferry = cast.Ka.OrganisationId;
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from sighting where org_id = {ferry}"));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where act = 'sighting.add' and (person_id <> 0 or org_id <> 0 or key_id <> 0)"));
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'sighting.add' and object_uid = '{item}' and detail = '{kept.Uid}' and commitment is not null"));
        var bytes = await hub.Database.ReadAsync(
            async sql => (List<byte[]>)[.. await sql.ListAsync("select author from seal", static r => r.Bytes(0), default), .. await sql.ListAsync("select box from seal_share", static r => r.Bytes(0), default)], default);
        Assert.Equal(4, bytes.Count);
        Assert.All(bytes, b => Assert.DoesNotContain("FERRY", Encoding.Latin1.GetString(b), StringComparison.OrdinalIgnoreCase));
        // As with an anonymous item, the own record does not show it either: a row there would name who it was.
        Assert.DoesNotContain((await hub.Get<RecordBook>().OwnAsync(cast.Ka, null, default)).Value.Lines, l => l.Act == "sighting.add");
        Assert.Contains((await hub.Get<RecordBook>().OfItemAsync(cast.Mei, item, null, default)).Value.Lines, l => l is { Act: "sighting.add", PersonName: "", OrganisationName: "" });
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task It_is_never_added_to_another_and_taken_back_by_who_said_it_alone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await hub.KeepersAsync();
        var item = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var named = (await cast.SayAsync(cast.Ka)).Value;
        var first = (await cast.SayAsync(cast.Ka, Unnamed)).Value;
        var second = (await cast.SayAsync(cast.Ka, Unnamed)).Value;
        Assert.Equal((false, false, 3), (first.Added, second.Added, new[] { named.Uid, first.Uid, second.Uid }.Distinct().Count()));
        Assert.True((await cast.SayAsync(cast.Ka)).Value.Added);

        var takeBack = hub.Get<TakeBackSighting>();
        Assert.Equal("sighting-own", (await takeBack.RunAsync(cast.KaToo, first.Uid)).Refusal!.Code);
        Assert.Equal("sighting-own", (await takeBack.RunAsync(cast.Mei, first.Uid)).Refusal!.Code);
        Assert.Equal("sighting-own", (await hub.Get<AttributeSighting>().RunAsync(cast.KaToo, first.Uid, "organisation")).Refusal!.Code);
        Assert.Null((await takeBack.RunAsync(cast.Ka, first.Uid)).Refusal);
        Assert.Equal(new HashSet<string> { named.Uid, second.Uid }, (await cast.ReadAsync(cast.Mei)).Sightings.Select(s => s.Uid).ToHashSet());
        Assert.Equal(0, await hub.NumberAsync("select count(*) from audit where act = 'sighting.take-back' and person_id <> 0"));
        // It can be asked later who said what was taken back in time; that goes with the item.
        Assert.Equal(2, await hub.NumberAsync("select count(*) from seal"));
        await hub.Database.WriteAsync(async tx => tx.Emit(new ItemErased((await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", item)))!.Value, item)), default);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(0, await hub.NumberAsync("select (select count(*) from seal) + (select count(*) from seal_share)"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task It_needs_three_keepers_and_a_person(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var hidden = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT", p => p with { Body = "Also 203.0.113.9." });
        var refused = (await cast.SayAsync(cast.Ka, Unnamed)).Refusal!;
        Assert.Equal(("seal-keepers", "anonymous", 0), (refused.Code, refused.Field, refused.Args[0]));
        Assert.Equal(Refusal.NotFound, (await cast.SayAsync(cast.Wong, Unnamed with { Item = hidden, Value = "203.0.113.9" })).Refusal);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from sighting"));
        Assert.False((await hub.Get<AskUnnamed>().RunAsync(cast.Ka, [await CardAsync(hub, cast.Ka, hidden)], true, default)).CanSeal);

        await hub.KeepersAsync();
        var boss = await hub.ViewerAsync(await hub.PersonAsync("Boss", cast.Ka.OrganisationId, Roles.Administrator));
        var source = hub.Get<ViewerSource>();
        async Task<Viewer> KeyAsync(bool ofOrganisation) => (await source.FromKeyAsync(
            (await hub.Get<MakeKey>().RunAsync(boss, new NewKey("siem" + ofOrganisation, ofOrganisation, Scopes.Read | Scopes.Write), default)).Value.Secret, System.Net.IPAddress.Loopback, default))!;
        Assert.Equal("anonymous-key", (await cast.SayAsync(await KeyAsync(true), Unnamed)).Refusal!.Code);
        var kept = await cast.SayAsync(await KeyAsync(false), Unnamed);
        Assert.True(kept.Done);
        Assert.True((await cast.ReadAsync(boss)).Sightings.Single(s => s.Uid == kept.Value.Uid).Mine);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from audit where act = 'sighting.add' and (person_id <> 0 or org_id <> 0 or key_id <> 0)"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_keepers_open_its_seal_without_reading_it_and_who_said_it_is_told(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var keepers = await hub.KeepersAsync();
        var item = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT");
        var kept = (await cast.SayAsync(cast.Ka, Unnamed with { Item = item })).Value;

        Assert.Equal("seal-none", (await hub.Get<AskForSeal>().RunAsync(keepers[0], item, Why)).Refusal!.Code);
        var asked = await hub.Get<AskForSeal>().RunAsync(keepers[0], kept.Uid.ToLowerInvariant(), Why);
        Assert.Null(asked.Refusal);
        Assert.Equal((kept.Uid, "sighting"), Assert.Single(await hub.Get<SealList>().ReadAsync(keepers[1], default)) is var line ? (line.Uid, line.Kind) : default);
        Assert.Null((await hub.Get<GrantSeal>().RunAsync(keepers[1], asked.Value, People.Passphrase(keepers[1]))).Refusal);
        var opened = await hub.Get<OpenSeal>().RunAsync(keepers[0], asked.Value, People.Passphrase(keepers[0]));
        Assert.Null(opened.Refusal);
        Assert.Equal(("Ka", "Ferry", true), (opened.Value.Author.PersonName, opened.Value.Author.OrganisationName, opened.Value.OnRecord));
        Assert.Equal("Ka", (await hub.Get<SeeSeal>().RunAsync(keepers[1], asked.Value, People.Passphrase(keepers[1]))).Value.Author.PersonName);

        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'seal.open' and object_kind = 'sighting' and object_uid = '{kept.Uid}' and person_id = {keepers[0].PersonId} and detail = '{Why}'"));
        Assert.Empty((await cast.ReadAsync(keepers[0])).Sightings);
        Assert.Equal(Refusal.NotFound, (await hub.Get<Holdings>().OpenAsync(keepers[0], Channel.Page, item, null, default)).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        // Also where the item went out of reach in between.
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, item, "TLP:AMBER+STRICT", ["organisation:BANK"])).Refusal);
        var told = Assert.Single(await LinesAsync(hub, cast.Ka), l => l.Kind == NoticeKind.SpeakerSealOpened);
        Assert.Equal((Why, kept.Uid), (told.Reason, told.AboutUid));
        foreach (var other in new[] { cast.Mei, cast.KaToo, cast.Wong, keepers[2] })
        {
            Assert.DoesNotContain(await LinesAsync(hub, other), l => l.Kind is NoticeKind.SpeakerSealOpened or NoticeKind.SealOpened);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_said_it_is_told_of_an_opening_also_where_no_seal_is_left_when_the_notice_is_made(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var keepers = await hub.KeepersAsync();
        var item = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var (named, erased, late) = ((await cast.SayAsync(cast.Ka, Unnamed)).Value.Uid, (await cast.SayAsync(cast.Wong, Unnamed)).Value.Uid, (await cast.SayAsync(cast.KaToo, Unnamed)).Value.Uid);
        async Task<string> GrantedAsync(string uid)
        {
            var asked = (await hub.Get<AskForSeal>().RunAsync(keepers[0], uid, Why)).Value;
            Assert.Null((await hub.Get<GrantSeal>().RunAsync(keepers[1], asked, People.Passphrase(keepers[1]))).Refusal);
            return asked;
        }

        Task<Outcome<OpenedSeal>> OpenAsync(string asked) => hub.Get<OpenSeal>().RunAsync(keepers[0], asked, People.Passphrase(keepers[0]));
        Assert.Equal("sighting", (await OpenAsync(await GrantedAsync(named))).Value.Kind);
        Assert.True((await OpenAsync(await GrantedAsync(erased))).Done);
        var tooLate = await GrantedAsync(late);
        Assert.Null((await hub.Get<AttributeSighting>().RunAsync(cast.Ka, named, "organisation")).Refusal);
        await hub.Database.WriteAsync(async tx => await AuthorSeals.RemoveUnderAsync(tx, (await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", item)))!.Value, "sighting", default), default);
        Assert.Equal("seal-gone", (await OpenAsync(tooLate)).Refusal!.Code);

        await hub.Get<OutboxPump>().DrainAsync(default);
        foreach (var (who, uid) in new[] { (cast.Ka, named), (cast.Wong, erased) })
        {
            var told = Assert.Single(await LinesAsync(hub, who), l => l.Kind == NoticeKind.SpeakerSealOpened);
            Assert.Equal((Why, uid), (told.Reason, told.AboutUid));
        }

        foreach (var other in new[] { cast.Mei, cast.KaToo, keepers[0], keepers[2] })
        {
            Assert.DoesNotContain(await LinesAsync(hub, other), l => l.Kind is NoticeKind.SpeakerSealOpened or NoticeKind.SealOpened);
        }

        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.SpeakerSealOpened} and person_id <> 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_taken_back_at_the_same_moment_is_attributed_or_not_found(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await hub.KeepersAsync();
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        for (var n = 0; n < 8; n++)
        {
            var uid = (await cast.SayAsync(cast.Ka, Unnamed)).Value.Uid;
            var taken = Task.Run(() => hub.Get<TakeBackSighting>().RunAsync(cast.Ka, uid));
            var named = await Task.Run(() => hub.Get<AttributeSighting>().RunAsync(cast.Ka, uid, "organisation"));
            await taken;
            Assert.True(named.Done || named.Refusal == Refusal.NotFound, named.Refusal?.Code);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task It_is_attributed_openly_later_and_then_no_seal_is_left(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var keepers = await hub.KeepersAsync();
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var kept = (await cast.SayAsync(cast.Ka, Unnamed)).Value;
        var attribute = hub.Get<AttributeSighting>();

        Assert.Equal("attribution", (await attribute.RunAsync(cast.Ka, kept.Uid, "anonymous")).Refusal!.Code);
        Assert.Equal(Refusal.NotFound, (await attribute.RunAsync(cast.Ka, "00000-00000", "organisation")).Refusal);
        Assert.Null((await attribute.RunAsync(cast.Ka, kept.Uid, "organisation")).Refusal);
        Assert.Equal("named", (await attribute.RunAsync(cast.Ka, kept.Uid, "organisation")).Refusal!.Code);
        var read = Assert.Single((await cast.ReadAsync(cast.Wong)).Sightings);
        Assert.Equal((cast.Ka.OrganisationId, false, false), (read.Organisation, read.IsSealed, read.ByAuthor));
        Assert.True(Assert.Single((await cast.ReadAsync(cast.KaToo)).Sightings).Mine);
        Assert.Equal("seal-none", (await hub.Get<AskForSeal>().RunAsync(keepers[0], kept.Uid, Why)).Refusal!.Code);
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'sighting.attribute' and person_id = {cast.Ka.PersonId} and detail = '{kept.Uid}'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_author_of_an_anonymous_item_speaks_under_the_items_own_seal(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await hub.KeepersAsync();
        var item = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT", p => p with { Attribution = "anonymous" });
        var own = (await cast.SayAsync(cast.Mei, Unnamed with { Item = item })).Value;
        var other = (await cast.SayAsync(cast.Ka, Unnamed with { Item = item })).Value;

        var read = (await cast.ReadAsync(cast.KaToo)).Sightings.ToDictionary(s => s.Uid);
        Assert.Equal((true, false, false, true), (read[own.Uid].ByAuthor, read[own.Uid].IsSealed, read[other.Uid].ByAuthor, read[other.Uid].IsSealed));
        Assert.Equal(2, await hub.NumberAsync("select count(*) from seal"));
        Assert.Equal("sighting-author", (await hub.Get<AttributeSighting>().RunAsync(cast.Mei, own.Uid, "organisation")).Refusal!.Code);
        // The item's author is named: what another said without a name stays sealed.
        Assert.Null((await hub.Get<OpenAttribution>().RunAsync(cast.Mei, item, "organisation")).Refusal);
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from seal where uid = '{other.Uid}'"));
        Assert.Equal(3, await hub.NumberAsync("select count(*) from seal_share"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_sector_is_told_where_five_of_it_read_by_each_part_and_stays_as_it_was(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await hub.KeepersAsync();
        List<long> orgs = [cast.Ka.OrganisationId, cast.Mei.OrganisationId];
        for (var n = 1; n <= 3; n++)
        {
            orgs.Add(await hub.OrganisationAsync("More " + n));
        }

        await hub.CircleAsync("Five", [.. orgs]);
        await hub.CircleAsync("Late", [.. orgs]);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle_member set reads_from = @later where circle_id = (select id from circle where uid = 'LATE') and org_id = @org", default, ("later", tx.Now + Micros.Day), ("org", orgs[4])), default);
        await SectorAsync(hub, orgs);
        async Task<string> SaidAsync(string item)
        {
            var said = await cast.SayAsync(cast.Ka, Unnamed with { Item = item });
            return (await cast.ReadAsync(cast.Mei)).Sightings.Single(s => s.Uid == said.Value.Uid).Sector;
        }

        var five = await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:FIVE");
        Assert.Equal("finance", await SaidAsync(five));
        Assert.Equal("finance", await SaidAsync(await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community")));
        // Two of the sector read by the other circle; four read what was shared before the fifth joined; one reads as itself.
        Assert.Equal("", await SaidAsync(await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:FIVE", p => p with { Audience = ["circle:FIVE", "circle:TRANSPORT"] })));
        Assert.Equal("", await SaidAsync(await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:LATE")));
        Assert.Equal("", await SaidAsync(await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:FIVE", p => p with { Audience = ["circle:FIVE", "organisation:FERRY"] })));
        await SectorAsync(hub, orgs[..4]);
        Assert.Equal("", await SaidAsync(five));
        Assert.Equal(2, (await cast.ReadAsync(cast.Mei)).Sightings.Count(s => s.Sector == "finance"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_is_about_to_say_it_is_warned_where_few_could_have_as_far_as_they_know_the_readers(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await hub.KeepersAsync();
        List<long> orgs = [cast.Ka.OrganisationId, cast.Mei.OrganisationId];
        for (var n = 1; n <= 3; n++)
        {
            orgs.Add(await hub.OrganisationAsync("More " + n));
        }

        await hub.CircleAsync("Five", [.. orgs]);
        // Of this circle the ferry knows nothing, and so it does not count for it.
        var secret = await hub.CircleAsync("Secret", [.. orgs[1..]]);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0 where id = @id", default, ("id", secret)), default);
        var (two, five, both) = (
            await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT"), await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:FIVE"),
            await cast.ShareAsync(cast.Mei, "TLP:AMBER", "circle:TRANSPORT", p => p with { Audience = ["circle:TRANSPORT", "circle:SECRET"] }));
        var open = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        async Task<string[]> FewAsync(Viewer who)
        {
            var cards = new List<Card>();
            foreach (var item in new[] { two, five, both, open })
            {
                cards.Add(await CardAsync(hub, who, item));
            }

            return [.. (await hub.Get<AskUnnamed>().RunAsync(who, cards, false, default)).Few.Select(c => c.Uid)];
        }

        Assert.Equal([two, both], await FewAsync(cast.Ka));
        Assert.Equal([two], await FewAsync(cast.Mei));
        await cast.ShareAsync(cast.Mei, "TLP:RED", "person:KA");
        Assert.True((await hub.Get<AskUnnamed>().RunAsync(cast.Ka, [await CardAsync(hub, cast.Ka, two)], true, default)) is { CanSeal: true, Recorded: true, OneItem: true });
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task However_many_say_it_without_a_name_weigh_as_one_organisation(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await hub.KeepersAsync();
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var before = (await cast.ScoreAsync(cast.Wong)).Value;
        await cast.SayAsync(cast.Ka, Unnamed with { Kind = "false-positive" });
        var one = await cast.ScoreAsync(cast.Wong);
        Assert.Equal(Math.Max(before - 20, 0), one.Value);
        Assert.Contains(one.Lines, l => l.Text == "Organisations that call it a false positive: {0}; all without a name count as one" && (int)l.Args[0] == 1);
        for (var n = 0; n < 4; n++)
        {
            await cast.SayAsync(cast.Ka, Unnamed with { Kind = "false-positive", Note = "again " + n });
            await cast.SayAsync(cast.KaToo, Unnamed with { Kind = "false-positive" });
        }

        Assert.Equal(one.Value, (await cast.ScoreAsync(cast.Wong)).Value);
        for (var n = 0; n < 9; n++)
        {
            await cast.SayAsync(cast.Ka, Unnamed with { Count = 1000 });
        }

        var seen = (await cast.ScoreAsync(cast.Wong)).Lines.Single(l => l.Text.StartsWith("Sightings:", StringComparison.Ordinal));
        Assert.Equal(("Sightings: {0}, organisations: {1}; all without a name count as one", 8, 1), (seen.Text, seen.Points, (int)seen.Args[1]));
        Assert.Equal(new SightingTotal(9, 9000, 1), SightingTotal.Of((await cast.ReadAsync(cast.Wong)).Sightings, SightingKind.Seen));
    }

    private static Task SectorAsync(TestHub hub, List<long> orgs) =>
        hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("delete from organisation_sector", default);
                foreach (var org in orgs)
                {
                    await tx.RunAsync("insert into organisation_sector(org_id, sector) values (@org, 'finance')", default, ("org", org));
                }
            },
            default);

    private static async Task<Card> CardAsync(TestHub hub, Viewer viewer, string uid) => (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value.Card;

    private static async Task<IReadOnlyList<NoticeLine>> LinesAsync(TestHub hub, Viewer viewer) => (await hub.Get<InboxBook>().ListAsync(await hub.ViewerAsync(viewer.PersonId), null, 50, default)).Value.Lines;
}
