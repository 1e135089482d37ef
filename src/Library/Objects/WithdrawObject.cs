using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Objects;

/// <summary>What tells that an object is gone, where its type has versions.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Uid">The UUID of its id.</param>
/// <param name="Was">The time of the newest version that there was, in microseconds.</param>
/// <param name="Now">The time of the last one, in microseconds.</param>
/// <param name="Label">As it was given.</param>
public sealed record LastWord(string Type, Guid Uid, long Was, long Now, Tlp Label);

/// <summary>
/// Takes one object out of the packages that carry it, by their originator's side (W3), and lets all else in them stand. What it said is deleted; who took it learns by a last version, which says that it is revoked and nothing else
/// (R6). What its type gives no versions, and what is the same whoever says it, leaves without a word.
/// </summary>
public sealed class WithdrawObject(Database database, ObjectShelf shelf, Holdings holdings, ObjectWriter objects, KeyRing keys)
{
    /// <summary>Objects of two types may share a UUID.</summary>
    private const string Same = "item_seq = @item and uid = @uid and type = (select t.id from object_type t where t.name = @type)";

    private static readonly Refusal NotYours = Refusal.Forbidden("object-not-yours", "Only the originator withdraws this, and what a post says on the post's page.");

    /// <param name="viewer">Who acts.</param>
    /// <param name="channel">The door.</param>
    /// <param name="id">Which object.</param>
    /// <param name="within">The collection, and which versions.</param>
    /// <param name="keysOf">Under which keys an object stands, of its bytes.</param>
    /// <param name="last">The bytes of a last version; null where the type has none.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>In how many packages. What the viewer may not read is not found, as what is not there (R7).</returns>
    public Task<Outcome<int>> RunAsync(Viewer viewer, Channel channel, (string Type, Guid Uid) id, ObjectQuery within, Func<byte[], IReadOnlyList<long>> keysOf, Func<LastWord, byte[]?> last, CancellationToken stop) =>
        database.WriteAsync<int>(
            async tx =>
            {
                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                var found = await shelf.VersionsOfAsync(tx, viewer, channel, id, within, stop);
                if (found.Count == 0)
                {
                    return Refusal.NotFound;
                }

                // All that carry it are held, in one order, before anything of them changes: who holds one of them waits for the lock on the order of adding, which is taken then.
                var any = new ObjectQuery { Versions = VersionFilter.Any };
                var sources = found.Select(o => o.Source).ToHashSet();
                var held = new Dictionary<long, ChangeableItem>();
                foreach (var (seq, uid) in (await shelf.VersionsOfAsync(tx, viewer, channel, id, any, stop)).Where(o => sources.Contains(o.Source)).Concat(found).Select(o => (o.ItemSeq, o.ItemUid)).Distinct().OrderBy(i => i.ItemSeq))
                {
                    if (await holdings.ForChangeAsync(tx, viewer, uid, stop) is { Done: true } item)
                    {
                        held[seq] = item.Value;
                    }
                }

                var packages = found.GroupBy(o => o.ItemSeq).Where(g => held.TryGetValue(g.Key, out var item) && item.Card.Kind == ItemKind.Package).Select(g => (Item: held[g.Key], Carried: g.ToList())).ToList();
                var taken = new List<(ChangeableItem Item, PlacedObject Newest)>();
                foreach (var (item, carried) in packages)
                {
                    if (await TakeOutAsync(tx, viewer, item, carried, keysOf, stop))
                    {
                        taken.Add((item, carried.MaxBy(v => v.Modified)!));
                    }
                }

                var left = await shelf.VersionsOfAsync(tx, viewer, channel, id, any, stop);
                foreach (var (item, newest) in taken.Where(t => !left.Exists(v => StandsInstead(v, t.Item, t.Newest, held))))
                {
                    await SayAsync(tx, item, newest, last, stop);
                }

                return packages.Count == 0 ? NotYours : packages.Count;
            },
            stop);

    /// <summary>False where somebody did it while the item's lock was waited for.</summary>
    private async Task<bool> TakeOutAsync(Tx tx, Viewer viewer, ChangeableItem item, IReadOnlyList<PlacedObject> versions, Func<byte[], IReadOnlyList<long>> keysOf, CancellationToken stop)
    {
        foreach (var version in versions)
        {
            await KeyRows.DeleteAsync(tx, version.No, keysOf(version.Bytes).Append(keys.IdKey(version.Type, version.Uid)), stop);
        }

        if ((await tx.RunEachAsync("delete from stix_object where no = @no", [.. versions.Select(v => new (string, object?)[] { ("no", v.No) })], stop)).Sum() == 0)
        {
            return false;
        }

        tx.Record(new AuditEntry("item.withdraw-object", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", item.Card.Uid, versions[0].Type));
        return true;
    }

    /// <summary>Whether it is a version of the same source, and all who read what was taken out read it.</summary>
    private static bool StandsInstead(PlacedObject version, ChangeableItem of, PlacedObject newest, Dictionary<long, ChangeableItem> held) =>
        version.Source == newest.Source && version.Label <= newest.Label && held.TryGetValue(version.ItemSeq, out var item) && of.Audience.All(item.Audience.Contains);

    private async Task SayAsync(Tx tx, ChangeableItem item, PlacedObject newest, Func<LastWord, byte[]?> last, CancellationToken stop)
    {
        // To the millisecond, as most write it; and behind what it takes the place of (STIX 2.1 §3.6).
        var now = Math.Max(tx.Now / 1000 * 1000, newest.Modified + 1000);
        // Behind the last time that can be written nothing comes.
        if (newest.IsCommon || newest.Modified == 0 || now > Micros.From(DateTimeOffset.MaxValue) || last(new LastWord(newest.Type, newest.Uid, newest.Modified, now, newest.Label)) is not { } bytes)
        {
            return;
        }

        var word = new NewObject(newest.Type, newest.Uid, now, newest.Label, [], keys.Hash64("object-last", $"{item.Card.Uid}|{now}"), bytes);
        await objects.AddAsync(tx, new SharedItem(item.Seq, item.Card.Uid) { Seal = item.Seal }, [word], stop);
        (string, object?)[] same = [("item", item.Seq), ("uid", newest.Uid.ToByteArray(bigEndian: true)), ("type", newest.Type)];
        await tx.RunAsync($"update stix_object set flags = flags | {ObjectWriter.IsLastWord} where {Same} and modified = @now", stop, [.. same, ("now", now)]);
    }
}
