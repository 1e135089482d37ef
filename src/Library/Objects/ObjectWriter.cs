using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Objects;

/// <summary>The one way in for machine objects: an item carries them (law R10).</summary>
public sealed class ObjectWriter(TypeNames types, LiveParts parts, KeyRing keys)
{
    /// <summary>There are other versions of its source.</summary>
    internal const int HasOthers = 1;

    /// <summary>As <see cref="NewObject.IsCommon"/>.</summary>
    internal const int IsCommon = 2;

    /// <summary>It only says that the object was withdrawn.</summary>
    internal const int IsLastWord = 4;

    /// <summary>As <see cref="NewObject.IsBrought"/>.</summary>
    internal const int IsBrought = 8;

    /// <summary>Adds objects to an item in their order. What the same source has given to the same readers before by a package is not kept twice by another; a post carries what it says itself, so that it stands whatever becomes of others.</summary>
    /// <param name="tx">The caller's transaction.</param>
    /// <param name="item">The item, shared.</param>
    /// <param name="objects">A slice: small, for others wait for it.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>How many were new.</returns>
    public async Task<int> AddAsync(Tx tx, SharedItem item, IReadOnlyList<NewObject> objects, CancellationToken stop)
    {
        await RunRows.HoldAsync(tx, stop);
        var carrier = await tx.FirstAsync(
            "select org_id, audience_id, label, anonymous, kind, version from item where seq = @seq",
            r => new Carrier(item.Seq, r.Int(4) == ItemKind.Package, r.Bool(3) ? -item.Seq : r.Long(0), r.Long(1), r.Int(2), r.Int(5)), stop, ("seq", item.Seq)) ?? throw new InvalidOperationException("The item that is to carry objects is not there.");
        var named = objects.Select(o => (Object: o, Id: keys.IdKey(o.Type, o.Uid))).ToList();
        var known = await KnownAsync(tx, carrier, named.Select(n => n.Id), stop);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var type in objects.Select(o => o.Type).Distinct(StringComparer.Ordinal))
        {
            numbers[type] = await types.OfAsync(tx, type, stop);
        }

        var next = await NextAsync(tx, stop);
        var rows = new List<Placed>(objects.Count);
        var versioned = new List<long>();
        foreach (var (of, id) in named.OrderBy(n => n.Object.Under).ThenBy(n => n.Object.Label))
        {
            var others = known.TryGetValue((id, of.Uid), out var versions) ? versions : known[(id, of.Uid)] = [];
            var readers = new Readers(carrier.IsPackage ? carrier.Audience : 0, carrier.IsPackage ? 0 : of.Under > 0 ? of.Under : carrier.Version, Math.Max((int)of.Label, carrier.Label));
            if (others.Exists(o => o.Hash == of.Hash && o.Modified == of.Modified && o.Of == readers))
            {
                continue;
            }

            versioned.AddRange(others.Select(o => o.No));
            var flags = (others.Count > 0 ? HasOthers : 0) | (of.IsCommon ? IsCommon : 0) | (of.IsBrought ? IsBrought : 0);
            var no = next + rows.Count;
            rows.Add(new Placed(no, id, numbers[of.Type], flags, of));
            others.Add(new Version(no, of.Modified, of.Hash, readers));
        }

        await InsertAsync(tx, item, carrier, rows, stop);
        await tx.RunEachAsync(
            $"update stix_object set flags = flags | {HasOthers} where no = @no", [.. versioned.Distinct().Select(no => new (string, object?)[] { ("no", no) })], stop);
        return rows.Count;
    }

    /// <summary>What an item carries of what is made of its words, all versions, for who makes it.</summary>
    public async Task<List<CarriedObject>> OfItemAsync(Tx tx, SharedItem item, CancellationToken stop)
    {
        var rows = await tx.ListAsync(
            $"select o.no, t.name, o.uid, o.modified, o.bytes, n.version from object_run n {RunQuery.ObjectsOfRun(tx.Engine)} join object_type t on t.id = o.type where n.item_seq = @item and (o.flags & {IsBrought}) = 0",
            static r => (No: r.Long(0), Type: r.Text(1), Uid: new Guid(r.Bytes(2), bigEndian: true), Modified: r.Long(3), Sealed: r.Bytes(4), Under: r.Int(5)), stop, ("item", item.Seq));
        return rows.ConvertAll(r => new CarriedObject(r.Type, r.Uid, r.Modified, r.Under, item.Seal.Open(ObjectRows.Name(r.No), r.Sealed)));
    }

    /// <summary>Behind all runs too: what was deleted leaves a gap in its run, and another item's object in it would be read by that run's readers.</summary>
    private static async Task<long> NextAsync(Tx tx, CancellationToken stop) => 1 + Math.Max(
        await tx.NumberAsync("select max(no) from stix_object", stop) ?? 0, await tx.NumberAsync("select first_no + size - 1 from object_run order by first_no desc limit 1", stop) ?? 0);

    private async Task<Dictionary<(long Key, Guid Uid), List<Version>>> KnownAsync(Tx tx, Carrier carrier, IEnumerable<long> ids, CancellationToken stop)
    {
        var found = await tx.ListAsync(
            $"""
            select k.key, o.uid, o.no, o.modified, o.hash,
              case when i.kind = @package and @is_package = 1 and i.state = {ItemState.Shared} then i.audience_id else 0 end,
              case when i.seq = @item and i.kind <> @package then n.version else 0 end,
              case when i.label > n.label then i.label else n.label end
            from {KeyRows.Of(tx.Engine)} {KeyRows.Row(tx.Engine, "item", "i", "seq", "o.item_seq")} left join object_run n on n.place = (select r.place {RunQuery.OfObject})
            where o.source = @source
            """,
            static r => (Key: (r.Long(0), new Guid(r.Bytes(1), bigEndian: true)), Version: new Version(r.Long(2), r.Long(3), r.Long(4), new Readers(r.Long(5), (int)(r.LongOrNull(6) ?? 0), (int)(r.LongOrNull(7) ?? -1)))),
            stop,
            [.. await parts.ValuesAsync(tx, ids, stop), ("source", carrier.Source), ("item", carrier.Item), ("package", ItemKind.Package), ("is_package", carrier.IsPackage)]);
        return found.GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Select(f => f.Version).ToList());
    }

    private static async Task InsertAsync(Tx tx, SharedItem item, Carrier carrier, List<Placed> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await ObjectRows.InsertAsync(
            tx, rows.ConvertAll(r => new ObjectRow(r.No, r.Type, r.Of.Uid, r.Of.Modified, carrier.Source, item.Seq, r.Of.Hash, r.Flags, item.Seal.Close(ObjectRows.Name(r.No), r.Of.Bytes))), stop);
        await KeyRows.InsertAsync(tx, rows.SelectMany(r => r.Of.Keys.Append(r.IdKey).Distinct().Select(key => (key, r.No))), stop);
        await RunRows.AddAsync(tx, item.Seq, rows.ConvertAll(r => new Run(r.No, 1, (int)r.Of.Label, TypeNames.Bit(r.Type), r.Of.Under, false) { IsBrought = r.Of.IsBrought }), stop);
    }

    private sealed record Carrier(long Item, bool IsPackage, long Source, long Audience, int Label, int Version);

    /// <summary>Who reads an object: a package's audience, or of a post the readers of one of its versions.</summary>
    private readonly record struct Readers(long Audience, int Version, int Label);

    private sealed record Version(long No, long Modified, long Hash, Readers Of);

    private sealed record Placed(long No, long IdKey, long Type, int Flags, NewObject Of);
}
