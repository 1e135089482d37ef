using Infohub.Community.Public;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Modules.Tests.Library.Objects;

/// <summary>Parts of keys become one while others ask: nothing that is found changes, at any step.</summary>
public sealed class MergeKeysTests
{
    private const long Everywhere = 77;
    private const long Even = 88;

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Four_full_parts_become_one_and_nothing_that_is_found_changes_on_the_way(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ObjectShelfTests.ComeAsync(hub);
        for (var part = 0; part < 6; part++)
        {
            await ObjectShelfTests.AddAsync(hub, cast.Mei, Tlp.Green, [new Part(PartKind.Community)], Found((10 * part) + 1), Found((10 * part) + 2, part == 1 ? 1200 : 0));
            await ObjectShelfTests.AddAsync(hub, cast.Mei, Tlp.Amber, [new Part(PartKind.Circle, cast.Circle)], Found((10 * part) + 3), Found((10 * part) + 4));
            if (part < 5)
            {
                await JumpAsync(hub, KeyParts.First(part + 1) - 1);
            }
        }

        var before = await ToldAsync();
        var keys = await hub.NumberAsync("select count(*) from object_key");
        Assert.Equal([5, 4, 3, 2, 1, 0, KeyParts.Merged(0)], await LiveAsync());
        var steps = 0;
        while (await hub.Get<MergeKeys>().StepAsync(default) is not null)
        {
            steps++;
            Assert.Equal(before, await ToldAsync());
            Assert.Equal(keys, await hub.NumberAsync("select count(*) from object_key"));
        }

        Assert.InRange(steps, 3, 10);
        Assert.Equal([5, 4, KeyParts.Merged(0)], await LiveAsync());
        Assert.Equal(0, await hub.NumberAsync("select count(*) from object_key where part between 0 and 3"));
        Assert.Equal(8, await hub.NumberAsync("select count(*) from object_key where part in (4, 5) and key = 77"));
        Assert.Null(await hub.Get<MergeKeys>().RunAsync(default));

        // What goes leaves the merged part too.
        await hub.Database.WriteAsync(tx => KeyRows.DeleteAsync(tx, 1, [1001, Everywhere, hub.Get<KeyRing>().IdKey("indicator", ObjectShelfTests.Some(1).Uid)], default), default);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from object_key where no = 1"));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update stix_object set item_seq = 7 where no = 2", default), default);
        await hub.Database.WriteAsync(tx => KeyRows.DeleteOfItemAsync(tx, 7, default), default);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from object_key where no = 2"));
        Assert.NotEqual(0, await hub.NumberAsync("select count(*) from object_key where no = 3"));

        Task<List<long>> LiveAsync() => hub.Database.ReadAsync(sql => LiveParts.AnewAsync(sql, default), default);

        async Task<string> ToldAsync()
        {
            var told = new List<string>();
            foreach (var viewer in (Viewer[])[cast.Ka, cast.Other, cast.Hub])
            {
                var (shelf, counts) = (hub.Get<ObjectShelf>(), hub.Get<ObjectCounts>());
                told.Add(Numbers((await shelf.FindAsync(viewer, Channel.Machine, [Everywhere], new ObjectQuery(), default)).Select(f => f.Object)));
                told.Add(Numbers((await shelf.FindAsync(viewer, Channel.Machine, [Everywhere], new ObjectQuery { Also = [Even] }, default)).Select(f => f.Object)));
                told.Add(Numbers((await shelf.PageAsync(viewer, Channel.Machine, new ObjectQuery(), default)).Objects));
                told.Add(string.Join(',', (await counts.OfAsync(viewer, Channel.Machine, [Everywhere, Even, 1011, 11_000, 5], default)).Select(c => c.Objects)));
            }

            return string.Join(" | ", told);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_taken_out_while_parts_become_one_does_not_come_back(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ObjectShelfTests.ComeAsync(hub);
        await ObjectShelfTests.AddAsync(hub, cast.Mei, Tlp.Green, [new Part(PartKind.Community)], Found(1), Found(2));
        await JumpAsync(hub, KeyParts.First(4));
        Task? merging = null;
        await hub.Database.WriteAsync(
            async tx =>
            {
                await KeyRows.DeleteAsync(tx, 1, [1001, Everywhere, hub.Get<KeyRing>().IdKey("indicator", ObjectShelfTests.Some(1).Uid)], default);
                // It begins before this is kept, and must see that it was.
                merging = Task.Run(() => hub.Get<MergeKeys>().StepAsync(default));
                await Task.WhenAny(merging, Task.Delay(500));
            },
            default);
        await merging!;
        Assert.Equal([4, KeyParts.Merged(0)], await hub.Database.ReadAsync(sql => LiveParts.AnewAsync(sql, default), default));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from object_key where no = 1"));
        Assert.Equal(4, await hub.NumberAsync($"select count(*) from object_key where part = {KeyParts.Merged(0)} and no = 2"));
    }

    private static NewObject Found(int number, int more = 0)
    {
        var made = ObjectShelfTests.Some(number);
        return made with { Keys = [.. made.Keys, Everywhere, .. number % 2 == 0 ? (long[])[Even] : [], .. Enumerable.Range(10_000, more).Select(k => (long)k)] };
    }

    private static string Numbers(IEnumerable<PlacedObject> objects) => string.Join(',', objects.Select(o => o.No));

    /// <summary>As if so many objects had come.</summary>
    private static Task JumpAsync(TestHub hub, long no) => hub.Database.WriteAsync(
        tx => tx.RunAsync(
            "insert into stix_object(no, type, uid, modified, source, item_seq, hash, bytes) values (@no, 0, @uid, 0, 0, 0, 0, @uid)", default, ("no", no), ("uid", Guid.CreateVersion7().ToByteArray())),
        default);
}
