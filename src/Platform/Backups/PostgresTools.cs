using Infohub.Platform.Processes;
using Npgsql;

namespace Infohub.Platform.Backups;

/// <summary>pg_dump and pg_restore over the hub's own connection string.</summary>
internal static class PostgresTools
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>What went wrong, or null.</summary>
    public static Task<string?> DumpAsync(string target, string file, CancellationToken stop) =>
        RunAsync("pg_dump", target, ["--format=custom", "--no-owner", "--no-privileges", "--file=" + file], stop);

    public static Task<string?> RestoreAsync(string target, string file, CancellationToken stop) =>
        RunAsync("pg_restore", target, ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", file], stop);

    public static async Task<bool> IsEmptyAsync(string target, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(target);
        await using var command = source.CreateCommand("select count(*) from information_schema.tables where table_schema = 'public'");
        return (long)(await command.ExecuteScalarAsync(stop))! == 0;
    }

    public static async Task EmptyAsync(string target, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(target);
        await using var command = source.CreateCommand("drop schema public cascade; create schema public");
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>What the hub's connection asks of TLS, the tool's must ask too: libpq's own default takes a server without it.</summary>
    internal static Dictionary<string, string> Environment(NpgsqlConnectionStringBuilder where)
    {
        var set = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGPASSWORD"] = where.Password ?? "",
            ["HOME"] = "/nonexistent",
            ["PGSSLMODE"] = where.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        };
        foreach (var (name, value) in new[] { ("PGSSLROOTCERT", where.RootCertificate), ("PGSSLCERT", where.SslCertificate), ("PGSSLKEY", where.SslKey) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                set[name] = value;
            }
        }

        return set;
    }

    private static async Task<string?> RunAsync(string name, string target, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (Tool.FindPostgres(name) is not { } program)
        {
            return name + " is not installed here. It comes with PostgreSQL's client package.";
        }

        var where = new NpgsqlConnectionStringBuilder(target);
        List<string> all =
        [
            "--host=" + where.Host, "--port=" + where.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--username=" + where.Username, "--dbname=" + where.Database, "--no-password",
            .. arguments,
        ];
        // The password goes by the environment: an argument list can be read by everybody on the machine.
        var result = await Tool.RunAsync(program, all, Environment(where), Longest, stop);
        return result.Code == 0 ? null : $"{name} ended with {result.Code}: {result.Errors.Trim()}";
    }
}
