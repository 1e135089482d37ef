using Microsoft.Data.Sqlite;

namespace Infohub.Platform.Data;

/// <summary>
/// On SQLite, carries what was committed from the log into the file beside the writer. Done at a commit, as SQLite does by itself, it would make one caller in fifty wait
/// for thousands of pages.
/// </summary>
internal sealed class LogFold : IAsyncDisposable
{
    /// <summary>Pages in the log, 256 MB, at which the writer does it after all, for only while nobody writes can all of it be carried: where much comes in for long, who shares beside it would else wait three times a second.</summary>
    public const int MostPages = 65_536;

    private readonly PeriodicTimer timer = new(TimeSpan.FromMilliseconds(250));
    private readonly Func<SqliteConnection> open;
    private readonly Task running;
    private long commits;

    public LogFold(Func<SqliteConnection> open)
    {
        this.open = open;
        running = Task.Run(RunAsync);
    }

    public void Committed() => Interlocked.Increment(ref commits);

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await running;
    }

    private async Task RunAsync()
    {
        SqliteConnection? connection = null;
        long folded = 0;
        while (await timer.WaitForNextTickAsync())
        {
            if (Interlocked.Read(ref commits) is var now && now == folded)
            {
                continue;
            }

            try
            {
                connection ??= open();
                await using var command = connection.CreateCommand();
                command.CommandText = "pragma wal_checkpoint(passive)";
                await command.ExecuteNonQueryAsync();
                folded = now;
            }
            catch (SqliteException)
            {
                // A full disk, a lock: the writer says so where it matters, and this comes again.
            }
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
