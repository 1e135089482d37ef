using System.Text;
using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library.Objects;

/// <summary>Objects are read through the items that carry them (law R10), in the order in which they were added.</summary>
public sealed class ObjectShelfTests
{
    private static readonly Part Everybody = new(PartKind.Community);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_viewer_gets_the_objects_of_the_items_that_they_read_in_the_order_of_adding(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(1), Some(2));
        await AddAsync(hub, cast.Mei, Tlp.Amber, [new Part(PartKind.Circle, cast.Circle)], Some(3), Some(4, Tlp.AmberStrict));
        await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(5));

        Assert.Equal([1, 2, 3, 4, 5], await NumbersAsync(hub, cast.Ka, new ObjectQuery()));
        Assert.Equal([1, 2, 5], await NumbersAsync(hub, cast.Other, new ObjectQuery()));
        Assert.Equal([3, 4], await NumbersAsync(hub, cast.Ka, new ObjectQuery { Lane = Lane.Circle(cast.Circle, 0) }));
        Assert.Equal([3], await NumbersAsync(hub, cast.Ka, new ObjectQuery { Lane = Lane.Circle(cast.Circle, 0), Ceiling = Tlp.Amber }));
        Assert.Empty(await NumbersAsync(hub, cast.Other, new ObjectQuery { Lane = Lane.Circle(cast.Circle, 0) }));
        Assert.Equal([1, 2, 5], await NumbersAsync(hub, cast.Ka, new ObjectQuery { Ceiling = Tlp.Green }));
        Assert.Equal([1, 2, 5], await NumbersAsync(hub, cast.Ka, new ObjectQuery { Lane = Lane.Community }));
        Assert.Equal([2, 4], await NumbersAsync(hub, cast.Ka, new ObjectQuery { Types = ["malware"] }));
        Assert.Empty(await NumbersAsync(hub, cast.Ka, new ObjectQuery { Types = ["tool"] }));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Pages_of_any_size_go_through_all_and_no_two_objects_share_a_time(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var random = new Random(4);
        for (var n = 1; n <= 60;)
        {
            var many = Math.Min(1 + random.Next(7), 61 - n);
            await AddAsync(hub, cast.Mei, Tlp.Green, random.Next(3) == 0 ? [new Part(PartKind.Circle, cast.Circle)] : [Everybody], [.. Enumerable.Range(n, many).Select(i => Some(i))]);
            n += many;
        }

        foreach (var (viewer, size) in (List<(Viewer, int)>)[(cast.Ka, 1), (cast.Ka, 7), (cast.Ka, 100), (cast.Other, 3), (cast.Hub, 2)])
        {
            var whole = await PageAsync(hub, viewer, new ObjectQuery());
            var met = new List<PlacedObject>();
            for (ObjectPage? page = null; page?.HasMore != false;)
            {
                page = await PageAsync(hub, viewer, new ObjectQuery { After = page?.LastPlace ?? 0, Take = size });
                Assert.True(page.Objects.Count <= size);
                met.AddRange(page.Objects);
            }

            Assert.Equal(whole.Objects.Select(o => o.Uid), met.Select(o => o.Uid));
            Assert.Equal(met.Count, met.Select(o => o.Added).Distinct().Count());
            Assert.Equal(met.Select(o => o.Added).Order(), met.Select(o => o.Added));
            var middle = met[met.Count / 2];
            Assert.Equal(met.Skip((met.Count / 2) + 1).Select(o => o.Uid), (await PageAsync(hub, viewer, new ObjectQuery { AddedAfter = middle.Added })).Objects.Select(o => o.Uid));
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_changes_its_readers_is_added_anew_and_what_is_withdrawn_comes_as_gone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await AddAsync(hub, cast.Mei, Tlp.Amber, [new Part(PartKind.Circle, cast.Circle)], Some(1), Some(2));
        await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(3));
        var read = await PageAsync(hub, cast.Ka, new ObjectQuery());
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, uid, "TLP:GREEN", ["community"])).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);

        Assert.Equal([3, 1, 2], await NumbersAsync(hub, cast.Other, new ObjectQuery()));
        Assert.Equal([1, 2], await NumbersAsync(hub, cast.Ka, new ObjectQuery { After = read.LastPlace }));
        Assert.Empty(await NumbersAsync(hub, cast.Ka, new ObjectQuery { Lane = Lane.Circle(cast.Circle, 0) }));

        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, uid, "Wrong")).Refusal);
        // At once, also before the outbox is heard.
        Assert.Equal([3], await NumbersAsync(hub, cast.Other, new ObjectQuery()));
        await hub.Get<OutboxPump>().DrainAsync(default);
        var gone = (await PageAsync(hub, cast.Other, new ObjectQuery())).Objects;
        Assert.Equal([3, 1, 2], gone.Select(Number));
        Assert.All(gone.Skip(1), o => Assert.True(o.GoneAt > 0 && o.Bytes.Length == 0));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_marked_stricter_than_its_item_stays_with_its_readers_where_the_item_is_widened(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await AddAsync(hub, cast.Mei, Tlp.Green, [new Part(PartKind.Circle, cast.Circle)], Some(1), Some(2, Tlp.Amber), Some(3));
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, uid, "TLP:CLEAR", ["community"])).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);

        Assert.Equal([1, 3], await NumbersAsync(hub, cast.Other, new ObjectQuery()));
        var read = (await PageAsync(hub, cast.Ka, new ObjectQuery())).Objects;
        Assert.Equal([(1, Tlp.Clear), (2, Tlp.Amber), (3, Tlp.Clear)], read.Select(o => (Number(o), o.Label)).Order());
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_newer_version_replaces_those_of_its_source_only_and_only_for_who_reads_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(1, at: 10));
        await AddAsync(hub, cast.Other, Tlp.Green, [Everybody], Some(1, at: 15));
        await AddAsync(hub, cast.Mei, Tlp.Amber, [new Part(PartKind.Circle, cast.Circle)], Some(1, at: 20));
        Assert.Equal([15L, 20L], (await PageAsync(hub, cast.Ka, new ObjectQuery())).Objects.Select(o => o.Modified));
        Assert.Equal([10L, 15L], (await PageAsync(hub, cast.Other, new ObjectQuery())).Objects.Select(o => o.Modified));
        Assert.Equal([10L, 15L, 20L], (await PageAsync(hub, cast.Ka, new ObjectQuery { Versions = VersionFilter.Any })).Objects.Select(o => o.Modified));

        // The same again is not kept twice; for other readers it is.
        Assert.Equal(0, await CountAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(1, at: 10)));
        Assert.Equal(1, await CountAsync(hub, cast.Mei, Tlp.Green, [new Part(PartKind.Circle, cast.Circle)], Some(1, at: 10)));
        var found = await hub.Get<ObjectShelf>().FindAsync(cast.Other, Channel.Machine, [hub.Get<KeyRing>().IdKey("indicator", Some(1).Uid)], new ObjectQuery(), default);
        Assert.Equal([15L, 10L], found.Select(f => f.Object.Modified));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_erased_leaves_no_bytes_and_no_key(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(1), Some(2, at: 0));
        await hub.Database.WriteAsync(
            async tx => await ItemKeeper.EraseRowsAsync(tx, (await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", uid)))!.Value, uid, "x", tx.Now, default), default);
        await hub.Database.WriteAsync(async tx => tx.Emit(new ItemGone((await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", uid)))!.Value, uid, 4)), default);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from object_key"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from stix_object where length(bytes) > 0"));
        Assert.Equal([1], (await PageAsync(hub, cast.Other, new ObjectQuery())).Objects.Select(Number));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_comes_after_an_erasure_never_stands_among_what_was_erased(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(1), Some(2, at: 0));
        await hub.Database.WriteAsync(
            async tx => await ItemKeeper.EraseRowsAsync(tx, (await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", uid)))!.Value, uid, "x", tx.Now, default), default);
        await hub.Database.WriteAsync(async tx => tx.Emit(new ItemGone((await tx.NumberAsync("select seq from item where uid = @uid", default, ("uid", uid)))!.Value, uid, 4)), default);
        await hub.Get<OutboxPump>().DrainAsync(default);
        // Of the circle's: outside of it not even that it is there is told.
        await AddAsync(hub, cast.Mei, Tlp.Amber, [new Part(PartKind.Circle, cast.Circle)], Some(3));
        Assert.Equal([1], (await PageAsync(hub, cast.Other, new ObjectQuery())).Objects.Select(Number));
        Assert.Equal([1, 3], (await PageAsync(hub, cast.Ka, new ObjectQuery())).Objects.Select(Number));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_still_stands_elsewhere_for_a_viewer_is_not_told_as_gone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(1), Some(2));
        await AddAsync(hub, cast.Mei, Tlp.Green, [new Part(PartKind.Circle, cast.Circle)], Some(1));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, uid, "Wrong")).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal([(1, false), (2, true)], (await PageAsync(hub, cast.Ka, new ObjectQuery())).Objects.Select(o => (Number(o), o.GoneAt > 0)));
        Assert.Equal([(1, true), (2, true)], (await PageAsync(hub, cast.Other, new ObjectQuery())).Objects.Select(o => (Number(o), o.GoneAt > 0)));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_several_items_say_goes_out_once_under_its_weakest_label_whatever_the_size_of_a_page(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var random = new Random(11);
        var items = new List<(string Uid, Tlp Label, bool OfCircle, int[] Says)>();
        for (var n = 0; n < 30; n++)
        {
            var (label, says) = ((Tlp)random.Next((int)Tlp.Clear, (int)Tlp.AmberStrict), Enumerable.Range(1, 9).Where(_ => random.Next(2) == 0).Append(10).ToArray());
            var ofCircle = label == Tlp.Amber || random.Next(2) == 0;
            items.Add((await AddAsync(hub, cast.Mei, label, ofCircle ? [new Part(PartKind.Circle, cast.Circle)] : [Everybody], [.. says.Select(i => Some(i) with { IsCommon = i % 2 == 0, Hash = n + 1 })]), label, ofCircle, says));
        }

        // Of the others some go, and some come anew, behind all, under the numbers that they have.
        foreach (var item in items.ToList().Where(i => random.Next(4) == 0))
        {
            items.Remove(item);
            if (item.Label == Tlp.Amber)
            {
                Assert.Null((await hub.Get<RelabelPost>().RunAsync(cast.Mei, item.Uid, "TLP:GREEN", ["community"])).Refusal);
                items.Add(item with { Label = Tlp.Green, OfCircle = false });
            }
            else
            {
                Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Mei, item.Uid, "Wrong")).Refusal);
            }
        }

        await hub.Get<OutboxPump>().DrainAsync(default);
        foreach (var (viewer, inCircle, outside) in ((Viewer, bool, bool)[])[(cast.Ka, true, true), (cast.Other, false, true), (cast.Hub, true, false)])
        {
            var expected = items.Where(i => i.OfCircle ? inCircle : outside).SelectMany(i => i.Says.Select(n => (Number: n, i.Label))).GroupBy(s => s.Number).Select(g => (g.Key, g.Min(s => s.Label))).OrderBy(s => s.Key).ToList();
            List<PlacedObject>? whole = null;
            foreach (var size in (int[])[1000, 1, 4])
            {
                var met = new List<PlacedObject>();
                for (ObjectPage? page = null; page?.HasMore != false;)
                {
                    page = await PageAsync(hub, viewer, new ObjectQuery { After = page?.LastPlace ?? 0, Take = size });
                    met.AddRange(page.Objects);
                }

                Assert.Equal(expected, met.Where(o => o.GoneAt == 0).Select(o => (Number(o), o.Label)).OrderBy(o => o.Item1));
                Assert.Equal((whole ??= met).Select(o => o.No), met.Select(o => o.No));
                Assert.DoesNotContain(met, o => o.GoneAt > 0 && expected.Exists(e => e.Key == Number(o)));
            }

            foreach (var size in (int[])[1000, 3])
            {
                var met = new List<PlacedObject>();
                for (ObjectPage? page = null; page?.HasMore != false;)
                {
                    page = await hub.Get<ObjectShelf>().NewestAsync(viewer, Channel.Machine, new ObjectQuery { Take = size }, page?.LastPlace ?? long.MaxValue, default);
                    met.AddRange(page.Objects);
                }

                Assert.Equal(whole!.Where(o => o.GoneAt == 0).Reverse().Select(o => o.No), met.Select(o => o.No));
            }
        }
    }

    [Fact]
    public void What_is_moved_while_it_is_read_is_no_witness_of_itself()
    {
        var known = new FirstSaid();
        known.Add(Read(5, Tlp.Green));
        Assert.True(known.IsRepeated(Read(6, Tlp.Green)));
        Assert.True(known.IsRepeated(Read(3, Tlp.Amber)));
        Assert.False(known.IsRepeated(Read(3, Tlp.Green)));
        Assert.False(known.IsRepeated(Read(6, Tlp.Clear)));
        Assert.True(known.IsRepeated(Read(6, Tlp.Green, goneAt: 1)));
        foreach (var moved in (PlacedObject[])[Read(5, Tlp.Green, goneAt: 1), Read(5, Tlp.Amber)])
        {
            known = new FirstSaid();
            known.Add(Read(5, Tlp.Green));
            known.Add(moved);
            Assert.False(known.IsRepeated(moved));
            Assert.False(known.IsRepeated(Read(6, Tlp.Green)));
        }

        static PlacedObject Read(long no, Tlp label, long goneAt = 0) => new(no, no, "malware", new Guid(1, 0, 0, new byte[8]), 1, label, "", 1, []) { No = no, GoneAt = goneAt };
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_released_later_is_added_when_it_is_released(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await PutAsync(hub, cast.Mei, Tlp.Green, [Everybody], [Some(1)], release: hub.Clock.Now() + Micros.Hour);
        await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(2));
        var read = await PageAsync(hub, cast.Other, new ObjectQuery());
        Assert.Equal([2], read.Objects.Select(Number));
        Assert.Null(await hub.Get<ObjectRelease>().RunAsync(default));

        hub.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMicroseconds(ObjectRelease.Slack));
        Assert.Equal("1 released", await hub.Get<ObjectRelease>().RunAsync(default));
        var later = await hub.ViewerAsync(cast.Other.PersonId);
        Assert.Equal([1], await NumbersAsync(hub, later, new ObjectQuery { After = read.LastPlace }));
        Assert.Equal([1], await NumbersAsync(hub, later, new ObjectQuery { AddedAfter = read.Objects[0].Added }));
        Assert.Null(await hub.Get<ObjectRelease>().RunAsync(default));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_may_not_be_read_pushes_nothing_out_of_a_count(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        long[] keys = [77, 78];
        await AddAsync(hub, cast.Mei, Tlp.Green, [Everybody], Some(1) with { Keys = [77] });
        var newest = (await PageAsync(hub, cast.Other, new ObjectQuery())).Objects[0].Added;
        await AddAsync(hub, cast.Mei, Tlp.Amber, [new Part(PartKind.Circle, cast.Circle)], [.. Enumerable.Range(2, 450).Select(n => Some(n) with { Keys = [77] })]);
        Assert.Equal([new KeyCount(1, newest), new KeyCount(0, 0)], await hub.Get<ObjectCounts>().OfAsync(cast.Other, Channel.Machine, keys, default));
        Assert.Equal([ObjectCounts.Most, 0], (await hub.Get<ObjectCounts>().OfAsync(cast.Ka, Channel.Machine, keys, default)).Select(c => c.Objects));
    }

    internal static async Task<(Viewer Mei, Viewer Ka, Viewer Other, Viewer Hub, long Circle)> ComeAsync(TestHub hub)
    {
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        var circle = await hub.CircleAsync("Transport", bank, ferry);
        var (mei, ka, other) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ka", ferry), await hub.PersonAsync("Other", shop));
        var viewer = await hub.ViewerAsync(ka);
        // Whoever is outside the community goes by lanes.
        var outside = new Viewer(ViewerKind.PartnerHub) { OrganisationId = ferry, Ceiling = Tlp.Amber, Facts = viewer.Facts with { Community = false, Session = false, PersonParts = false } };
        return (await hub.ViewerAsync(mei), viewer, await hub.ViewerAsync(other), outside, circle);
    }

    internal static NewObject Some(int number, Tlp label = Tlp.Clear, long at = 1)
    {
        var uid = new Guid(number, 0, 0, new byte[8]);
        return new NewObject(number % 2 == 0 ? "malware" : "indicator", uid, at, label, [1000 + number], at, Encoding.UTF8.GetBytes($"{{\"n\":{number}}}"));
    }

    private static int Number(PlacedObject placed) => BitConverter.ToInt32(placed.Uid.ToByteArray(), 0);

    private static async Task<List<int>> NumbersAsync(TestHub hub, Viewer viewer, ObjectQuery query)
    {
        var page = await PageAsync(hub, viewer, query);
        Assert.All(page.Objects.Where(o => o.GoneAt == 0), o => Assert.Equal($"{{\"n\":{Number(o)}}}", Encoding.UTF8.GetString(o.Bytes)));
        return [.. page.Objects.Select(Number)];
    }

    private static Task<ObjectPage> PageAsync(TestHub hub, Viewer viewer, ObjectQuery query) => hub.Get<ObjectShelf>().PageAsync(viewer, Channel.Machine, query, default);

    internal static async Task<string> AddAsync(TestHub hub, Viewer viewer, Tlp label, Part[] parts, params NewObject[] objects) => (await PutAsync(hub, viewer, label, parts, objects)).Uid;

    private static async Task<int> CountAsync(TestHub hub, Viewer viewer, Tlp label, Part[] parts, params NewObject[] objects) => (await PutAsync(hub, viewer, label, parts, objects)).Kept;

    private static async Task<(string Uid, int Kept)> PutAsync(TestHub hub, Viewer viewer, Tlp label, Part[] parts, NewObject[] objects, long release = 0)
    {
        var item = new NewItem(ItemKind.Package, label, Pap.Green, parts, Attribution.Organisation, new Content("Objects", "", "", "", "en"), new Schedule(release, 0, 0));
        var (uid, kept) = ("", 0);
        await hub.Database.WriteAsync(
            async tx =>
            {
                var shared = (await hub.Get<ItemWriter>().AddAsync(tx, viewer, item, asDraft: false, default)).Value;
                kept = await hub.Get<ObjectWriter>().AddAsync(tx, shared, objects, default);
                uid = shared.Uid;
            },
            default);
        return (uid, kept);
    }
}
