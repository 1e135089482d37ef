using Infohub.Community.Public;
using Infohub.Library.Search;
using Infohub.Platform.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Infohub.Bench;

internal sealed record BulkRow
{
    public required long Seq { get; init; }
    public required string Uid { get; init; }
    public required long Organisation { get; init; }
    public required long Person { get; init; }
    public required long Label { get; init; }
    public required long Kind { get; init; }
    public required long Audience { get; init; }
    public required long Versions { get; init; }

    /// <summary>The organisation that the author passed it on to, or 0.</summary>
    public required long PassedOnTo { get; init; }

    public required string GrantUid { get; init; }
    public required byte[] Wrapped { get; init; }
    public required byte[] Head { get; init; }
    public required byte[] Body { get; init; }
    public required string[] Words { get; init; }
    public required string[] Scopes { get; init; }

    /// <summary>What it names: kind and hash.</summary>
    public required (long Kind, long Hash)[] Terms { get; init; }

    /// <summary>When a version was shared: an hour after the one before.</summary>
    public long At(long version) => Seq + ((version - 1) * Micros.Hour);
}

/// <summary>Many rows at once: prepared statements on SQLite, COPY on PostgreSQL.</summary>
internal static class Bulk
{
    private const string ItemColumns = "seq, uid, kind, org_id, person_id, state, label, version, audience_id, shared_at, first_at, changed_at, grants, wrapped_key";
    private const string GrantColumns = "uid, item_seq, passer_id, passer_org, by_author, kind, ref, ref_org, at, from_version";
    private const string VersionColumns = "item_seq, version, label, audience_id, shared_at, pap, language, head, body, act";

    public static Task SqliteAsync(Tx tx, List<BulkRow> rows)
    {
        var connection = (SqliteConnection)tx.Connection;
        using var item = Prepared(connection, $"insert into item({ItemColumns}) values (@0, @1, @2, @3, @4, 1, @5, @6, @7, @8, @0, @8, @9, @10)", 11);
        using var version = Prepared(connection, $"insert into item_version({VersionColumns}) values (@0, @1, @2, @3, @4, 1, 'en', @5, @6, @7)", 8);
        using var grant = Prepared(connection, $"insert into item_grant({GrantColumns}) values (@0, @1, @2, @3, 1, @4, @5, 0, @6, 1)", 7);
        using var search = Prepared(connection, "insert into item_search(rowid, words, scope) values (@0, @1, @2)", 3);
        using var term = Prepared(connection, "insert into item_term(item_seq, kind, hash) values (@0, @1, @2)", 3);
        foreach (var r in rows)
        {
            Run(item, r.Seq, r.Uid, r.Kind, r.Organisation, r.Person, r.Label, r.Versions, r.Audience, r.At(r.Versions), r.PassedOnTo > 0 ? 1L : 0L, r.Wrapped);
            for (var v = 1L; v <= r.Versions; v++)
            {
                Run(version, r.Seq, v, r.Label, r.Audience, r.At(v), r.Head, r.Body, Act(v));
            }

            if (r.PassedOnTo > 0)
            {
                Run(grant, r.GrantUid, r.Seq, r.Person, r.Organisation, (long)PartKind.Organisation, r.PassedOnTo, r.At(2));
            }

            if (r.Words.Length > 0)
            {
                Run(search, r.Seq, string.Join(' ', r.Words), string.Join(' ', r.Scopes));
            }

            foreach (var (kind, hash) in r.Terms)
            {
                Run(term, r.Seq, kind, hash);
            }
        }

        return Task.CompletedTask;
    }

    public static async Task PostgresAsync(Tx tx, List<BulkRow> rows)
    {
        var connection = (NpgsqlConnection)tx.Connection;
        await using (var items = await connection.BeginBinaryImportAsync($"copy item({ItemColumns}) from stdin (format binary)"))
        {
            foreach (var r in rows)
            {
                await items.StartRowAsync();
                await items.WriteAsync(r.Seq, NpgsqlDbType.Bigint);
                await items.WriteAsync(r.Uid, NpgsqlDbType.Text);
                foreach (var number in (long[])[r.Kind, r.Organisation, r.Person, 1, r.Label, r.Versions, r.Audience, r.At(r.Versions), r.Seq, r.At(r.Versions), r.PassedOnTo > 0 ? 1 : 0])
                {
                    await items.WriteAsync(number, NpgsqlDbType.Bigint);
                }

                await items.WriteAsync(r.Wrapped, NpgsqlDbType.Bytea);
            }

            await items.CompleteAsync();
        }

        await using (var versions = await connection.BeginBinaryImportAsync($"copy item_version({VersionColumns}) from stdin (format binary)"))
        {
            foreach (var (r, v) in rows.SelectMany(r => Enumerable.Range(1, (int)r.Versions).Select(v => (r, v))))
            {
                await versions.StartRowAsync();
                foreach (var number in (long[])[r.Seq, v, r.Label, r.Audience, r.At(v), 1])
                {
                    await versions.WriteAsync(number, NpgsqlDbType.Bigint);
                }

                await versions.WriteAsync("en", NpgsqlDbType.Text);
                await versions.WriteAsync(r.Head, NpgsqlDbType.Bytea);
                await versions.WriteAsync(r.Body, NpgsqlDbType.Bytea);
                await versions.WriteAsync(Act(v), NpgsqlDbType.Text);
            }

            await versions.CompleteAsync();
        }

        await using (var grants = await connection.BeginBinaryImportAsync($"copy item_grant({GrantColumns}) from stdin (format binary)"))
        {
            foreach (var r in rows.Where(r => r.PassedOnTo > 0))
            {
                await grants.StartRowAsync();
                await grants.WriteAsync(r.GrantUid, NpgsqlDbType.Text);
                foreach (var number in (long[])[r.Seq, r.Person, r.Organisation, 1, PartKind.Organisation, r.PassedOnTo, 0, r.At(2), 1])
                {
                    await grants.WriteAsync(number, NpgsqlDbType.Bigint);
                }
            }

            await grants.CompleteAsync();
        }

        await using (var terms = await connection.BeginBinaryImportAsync("copy item_term(item_seq, kind, hash) from stdin (format binary)"))
        {
            foreach (var (r, term) in rows.SelectMany(r => r.Terms.Select(t => (r, t))))
            {
                await terms.StartRowAsync();
                foreach (var number in (long[])[r.Seq, term.Kind, term.Hash])
                {
                    await terms.WriteAsync(number, NpgsqlDbType.Bigint);
                }
            }

            await terms.CompleteAsync();
        }

        await using var search = await connection.BeginBinaryImportAsync("copy item_search(seq, tokens) from stdin (format binary)");
        foreach (var r in rows.Where(r => r.Words.Length > 0))
        {
            await search.StartRowAsync();
            await search.WriteAsync(r.Seq, NpgsqlDbType.Bigint);
            await search.WriteAsync(r.Words.Concat(r.Scopes).Select(SearchIndex.Hash).Distinct().ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);
        }

        await search.CompleteAsync();
    }

    private static string Act(long version) => version == 1 ? "share" : "revise";

    private static SqliteCommand Prepared(SqliteConnection connection, string text, int count)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < count; i++)
        {
            command.Parameters.Add(new SqliteParameter("@" + i, null));
        }

        return command;
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
