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
    public required byte[] Wrapped { get; init; }
    public required byte[] Head { get; init; }
    public required byte[] Body { get; init; }
    public required string[] Words { get; init; }
    public required string[] Scopes { get; init; }
}

/// <summary>Many rows at once: prepared statements on SQLite, COPY on PostgreSQL.</summary>
internal static class Bulk
{
    private const string ItemColumns = "seq, uid, kind, org_id, person_id, state, label, version, audience_id, shared_at, first_at, changed_at, wrapped_key";
    private const string VersionColumns = "item_seq, version, label, audience_id, shared_at, pap, language, head, body, act";

    public static Task SqliteAsync(Tx tx, List<BulkRow> rows)
    {
        var connection = (SqliteConnection)tx.Connection;
        using var item = Prepared(connection, $"insert into item({ItemColumns}) values (@0, @1, @2, @3, @4, 1, @5, 1, @6, @0, @0, @0, @7)", 8);
        using var version = Prepared(connection, $"insert into item_version({VersionColumns}) values (@0, 1, @1, @2, @0, 1, 'en', @3, @4, 'share')", 5);
        using var search = Prepared(connection, "insert into item_search(rowid, words, scope) values (@0, @1, @2)", 3);
        foreach (var r in rows)
        {
            Run(item, r.Seq, r.Uid, r.Kind, r.Organisation, r.Person, r.Label, r.Audience, r.Wrapped);
            Run(version, r.Seq, r.Label, r.Audience, r.Head, r.Body);
            if (r.Words.Length > 0)
            {
                Run(search, r.Seq, string.Join(' ', r.Words), string.Join(' ', r.Scopes));
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
                foreach (var number in (long[])[r.Kind, r.Organisation, r.Person, 1, r.Label, 1, r.Audience, r.Seq, r.Seq, r.Seq])
                {
                    await items.WriteAsync(number, NpgsqlDbType.Bigint);
                }

                await items.WriteAsync(r.Wrapped, NpgsqlDbType.Bytea);
            }

            await items.CompleteAsync();
        }

        await using (var versions = await connection.BeginBinaryImportAsync($"copy item_version({VersionColumns}) from stdin (format binary)"))
        {
            foreach (var r in rows)
            {
                await versions.StartRowAsync();
                foreach (var number in (long[])[r.Seq, 1, r.Label, r.Audience, r.Seq, 1])
                {
                    await versions.WriteAsync(number, NpgsqlDbType.Bigint);
                }

                await versions.WriteAsync("en", NpgsqlDbType.Text);
                await versions.WriteAsync(r.Head, NpgsqlDbType.Bytea);
                await versions.WriteAsync(r.Body, NpgsqlDbType.Bytea);
                await versions.WriteAsync("share", NpgsqlDbType.Text);
            }

            await versions.CompleteAsync();
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
