using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Infohub.Platform.Data;

namespace Infohub.Platform.Audit;

/// <summary>The append-only, hash-chained record: each row's hash covers its fields and the hash before it.</summary>
public static class AuditChain
{
    private static readonly byte[] Start = new byte[32];

    internal static async Task AppendAsync(Tx tx, List<AuditEntry> entries, CancellationToken stop)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var (seq, last) = await tx.FirstAsync(
            "select seq, hash from audit order by seq desc limit 1", static row => (row.Long(0), row.Bytes(1)), stop);
        last ??= Start;
        var rows = new List<(string Name, object? Value)[]>(entries.Count);
        foreach (var entry in entries)
        {
            seq++;
            last = Hash(last, seq, tx.Now, entry);
            rows.Add(
            [
                ("seq", seq), ("at", tx.Now), ("act", entry.Act), ("person", entry.PersonId), ("org", entry.OrganisationId), ("key", entry.KeyId),
                ("kind", entry.ObjectKind), ("uid", entry.ObjectUid), ("detail", entry.Detail), ("commitment", entry.Commitment ?? []), ("hash", last),
            ]);
        }

        await tx.RunEachAsync(
            """
            insert into audit(seq, at, act, person_id, org_id, key_id, object_kind, object_uid, detail, commitment, hash)
            values (@seq, @at, @act, @person, @org, @key, @kind, @uid, @detail, @commitment, @hash)
            """,
            rows,
            stop);
    }

    /// <summary>Walks the whole chain.</summary>
    public static async Task<AuditVerdict> VerifyAsync(Sql sql, CancellationToken stop)
    {
        var last = Start;
        long expected = 1;
        while (true)
        {
            var rows = await sql.ListAsync(
                """
                select seq, at, act, person_id, org_id, key_id, object_kind, object_uid, detail, commitment, hash
                from audit where seq >= @from order by seq limit 1000
                """,
                static row => (
                    Seq: row.Long(0),
                    At: row.Long(1),
                    Entry: new AuditEntry(row.Text(2), row.Long(3), row.Long(4), row.Long(5), row.Text(6), row.Text(7), row.Text(8), row.Bytes(9)),
                    Hash: row.Bytes(10)),
                stop,
                ("from", expected));
            if (rows.Count == 0)
            {
                return new AuditVerdict(expected - 1, null, Convert.ToHexStringLower(last));
            }

            foreach (var row in rows)
            {
                last = Hash(last, expected, row.At, row.Entry);
                if (row.Seq != expected || !last.AsSpan().SequenceEqual(row.Hash))
                {
                    return new AuditVerdict(expected - 1, expected, "");
                }

                expected++;
            }
        }
    }

    private static byte[] Hash(byte[] before, long seq, long at, AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<long>)[seq, at, entry.PersonId, entry.OrganisationId, entry.KeyId])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            hash.AppendData(number);
        }

        // Each text goes in with its length: no two different rows have the same bytes.
        foreach (var text in (ReadOnlySpan<string>)[entry.Act, entry.ObjectKind, entry.ObjectUid, entry.Detail])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64BigEndian(number, bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }

        hash.AppendData(entry.Commitment ?? []);
        return hash.GetHashAndReset();
    }
}
