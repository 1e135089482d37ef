using System.Globalization;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>One row of <c>stix_object</c>; its bytes are sealed under its item's key.</summary>
internal sealed record ObjectRow(long No, long Type, Guid Uid, long Modified, long Source, long Item, long Hash, int Flags, byte[] Sealed);

/// <summary>Objects go in many at once, one behind the other.</summary>
internal static class ObjectRows
{
    /// <summary>Bound into the seal, so that one cannot stand for another.</summary>
    public static string Name(long no) => string.Create(CultureInfo.InvariantCulture, $"object/{no}");

    public static async Task InsertAsync(Tx tx, List<ObjectRow> rows, CancellationToken stop)
    {
        const string Columns = "insert into stix_object(no, type, uid, modified, source, item_seq, hash, flags, bytes)";
        if (tx.Engine == Engine.Sqlite)
        {
            await tx.RunEachAsync(
                Columns + " values (@no, @type, @uid, @modified, @source, @item, @hash, @flags, @bytes)",
                rows.ConvertAll<(string, object?)[]>(r =>
                [
                    ("no", r.No), ("type", r.Type), ("uid", r.Uid.ToByteArray(bigEndian: true)), ("modified", r.Modified), ("source", r.Source), ("item", r.Item), ("hash", r.Hash), ("flags", r.Flags),
                    ("bytes", r.Sealed),
                ]),
                stop);
            return;
        }

        await tx.RunAsync(
            Columns + " select * from unnest(@no, @type, @uid, @modified, @source, @item, @hash, @flags, @bytes)",
            stop,
            ("no", rows.Select(r => r.No).ToArray()),
            ("type", rows.Select(r => r.Type).ToArray()),
            ("uid", rows.Select(r => r.Uid.ToByteArray(bigEndian: true)).ToArray()),
            ("modified", rows.Select(r => r.Modified).ToArray()),
            ("source", rows.Select(r => r.Source).ToArray()),
            ("item", rows.Select(r => r.Item).ToArray()),
            ("hash", rows.Select(r => r.Hash).ToArray()),
            ("flags", rows.Select(r => (long)r.Flags).ToArray()),
            ("bytes", rows.Select(r => r.Sealed).ToArray()));
    }
}
