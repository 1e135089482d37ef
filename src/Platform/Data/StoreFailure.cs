using Microsoft.Data.Sqlite;
using Npgsql;

namespace Infohub.Platform.Data;

/// <summary>The store did not take or give what was asked: a full disk, a lost server. Shown as such, with 503.</summary>
public sealed class StoreFailure(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>The store went away while it committed: the change may be there.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>Two acts waited for each other, and this one was undone whole: it may be done again.</summary>
    public bool IsDeadlock => InnerException is PostgresException { SqlState: Deadlock };

    // Two acts waited for each other and one was undone: its own statements were right, and asked again it will be done.
    private const string Deadlock = "40P01";

    // The database lets this user do nothing of the kind, as in a schema that belongs to another.
    private const string Denied = "42501";

    /// <summary>
    /// Whether it was the machine that failed, and not the statement: PostgreSQL's classes of lost connections, refused users and databases, lacking resources, shut-down, system errors
    /// and deadlocks; SQLite's codes for the same.
    /// </summary>
    internal static bool IsOfMachine(Exception broken) => broken switch
    {
        PostgresException postgres => postgres.SqlState[..2] is "08" or "28" or "3D" or "53" or "58" || postgres.SqlState is "57P01" or "57P02" or "57P03" or "57P05" or Deadlock or Denied,
        NpgsqlException => true,
        // busy, out of memory, read-only, input/output, corrupt, full, cannot open, no database
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 7 or 8 or 10 or 11 or 13 or 14 or 26,
        _ => IsOfDisk(broken),
    };

    /// <summary>What the machine itself said, in one line, for its operator.</summary>
    public static string Cause(Exception broken)
    {
        while (broken is StoreFailure or NpgsqlException && broken.InnerException is { } inner)
        {
            broken = inner;
        }

        return (broken as PostgresException)?.MessageText ?? broken.Message.ReplaceLineEndings(" ");
    }

    /// <summary>A file that the disk did not take or give (errno: EIO, EFBIG, ENOSPC, EROFS, EDQUOT).</summary>
    public static bool IsOfDisk(Exception broken) => broken is IOException { HResult: 5 or 27 or 28 or 30 or 122 };
}
