using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Infohub.Platform.Refusals;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Infohub.Platform.Data;

/// <summary>
/// The one door to the database. Reads run on pooled connections. Writes run in transactions: on SQLite one writer takes
/// them from a queue and commits several together (each in a savepoint of its own), on PostgreSQL each has its own.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>In seconds.</summary>
    private const int MostReclaiming = 300;

    private const int Readers = 6;
    private const int BatchLimit = 64;
    private const int Connections = 20;

    /// <summary>A job holds one that keeps other processes from it, and works by others.</summary>
    private const int FewestConnections = 4;

    private readonly TimeProvider clock;
    private readonly IFaults faults;
    private readonly StoreAddress address;
    private readonly NpgsqlDataSource? postgres;
    private readonly Channel<Work> queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly ConcurrentStack<Sql> idle = new();
    private readonly StatementCount statements = new();
    private readonly Task writer;
    private readonly LogFold? fold;
    private readonly SemaphoreSlim places = new(Readers);

    /// <summary>SQLite counts its memory by default, under one lock for all connections.</summary>
    static Database()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public Database(StoreAddress address, TimeProvider clock, IFaults faults)
    {
        this.clock = clock;
        this.faults = faults;
        this.address = address;
        if (address.Engine == Engine.Postgres)
        {
            var builder = new NpgsqlConnectionStringBuilder(address.Target) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
            // Six statements that undo what a session may have set would run before each use: none sets anything, and the one lock of a session is given back by who took it.
            builder.NoResetOnClose = true;
            // Each connection plans the long statements for itself: few are opened where the address names no other number, and some stay open through a quiet hour.
            builder.MaxPoolSize = builder.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize ? Connections : Math.Max(builder.MaxPoolSize, FewestConnections);
            builder.MinPoolSize = FewestConnections;
            // A list's statement is long: planned anew for each set of values, compiled, or split among workers, it costs many times what it takes to run.
            builder.Options = $"{builder.Options} -c plan_cache_mode=force_generic_plan -c jit=off -c max_parallel_workers_per_gather=0".Trim();
            postgres = NpgsqlDataSource.Create(builder);
            writer = Task.CompletedTask;
        }
        else
        {
            fold = new LogFold(() => Open(readOnly: false));
            writer = Task.Run(WriteLoopAsync);
        }
    }

    public Engine Engine => address.Engine;

    /// <summary>The SQLite file, or null on PostgreSQL.</summary>
    public string? File => Engine == Engine.Sqlite ? address.Target : null;

    /// <summary>Writes that wait in the queue.</summary>
    public int Waiting => queue.Reader.CanCount ? queue.Reader.Count : 0;

    /// <summary>Statements run so far.</summary>
    internal long Statements => statements.Value;

    /// <summary>Runs statements that only read.</summary>
    public async Task<T> ReadAsync<T>(Func<Sql, Task<T>> work, CancellationToken stop)
    {
        if (postgres is not null)
        {
            try
            {
                await using var connection = await postgres.OpenConnectionAsync(stop);
                return await work(new Sql(Engine, connection, null, statements));
            }
            catch (Exception broken) when (StoreFailure.IsOfMachine(broken))
            {
                throw new StoreFailure("The database does not answer.", broken);
            }
        }

        Sql? sql = null;
        try
        {
            sql = await RentAsync(stop);
            return await work(sql);
        }
        catch (SqliteException broken) when (StoreFailure.IsOfMachine(broken))
        {
            throw new StoreFailure("The database file cannot be read.", broken);
        }
        finally
        {
            if (sql is not null)
            {
                idle.Push(sql);
                places.Release();
            }
        }
    }

    /// <summary>
    /// Runs one transaction. A refusal or an exception undoes all of it. The task ends when the result is durable.
    /// The work must not wait for anything but its own statements.
    /// </summary>
    public async Task<Outcome<T>> WriteAsync<T>(Func<Tx, Task<Outcome<T>>> given, CancellationToken stop)
    {
        var work = AlsoWrite.Within(given);
        if (postgres is not null)
        {
            return await WritePostgresAsync(postgres, work, stop);
        }

        var done = new TaskCompletionSource<Outcome<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(new Work<T>(work, done), stop);
        return await done.Task;
    }

    /// <summary>A write that cannot be refused.</summary>
    public async Task WriteAsync(Func<Tx, Task> work, CancellationToken stop) =>
        await WriteAsync<Done>(
            async tx =>
            {
                await work(tx);
                return Done.Yes;
            },
            stop);

    /// <summary>On SQLite: the whole database as of one moment into a new file, while others read and write; what was deleted is not in it.</summary>
    internal async Task CopyToAsync(string file, CancellationToken stop)
    {
        try
        {
            await using var connection = Open(readOnly: false);
            await using var command = connection.CreateCommand();
            command.CommandText = "vacuum into @file";
            command.Parameters.AddWithValue("@file", file);
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (SqliteException broken)
        {
            throw new StoreFailure("The copy could not be written.", broken);
        }

        await using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    /// <summary>On PostgreSQL: the room of rows that were moved or deleted is found again by what comes, while others read and write. The server does so by itself, a minute later or more. SQLite does it at once.</summary>
    /// <remarks>Where the server looks through the table itself, nothing is done.</remarks>
    public async Task ReclaimAsync([ConstantExpected] string table, CancellationToken stop)
    {
        if (postgres is null)
        {
            return;
        }

        try
        {
            await using var connection = await postgres.OpenConnectionAsync(stop);
            await using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = ("vacuum (skip_locked) " + table, MostReclaiming);
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (Exception broken) when (StoreFailure.IsOfMachine(broken))
        {
            throw new StoreFailure("The database did not find room again.", broken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
        if (fold is not null)
        {
            await fold.DisposeAsync();
        }

        while (idle.TryPop(out var sql))
        {
            await sql.Connection.DisposeAsync();
        }

        places.Dispose();

        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }

    private async Task<Outcome<T>> WritePostgresAsync<T>(NpgsqlDataSource source, Func<Tx, Task<Outcome<T>>> work, CancellationToken stop)
    {
        var committing = false;
        try
        {
            await using var connection = await source.OpenConnectionAsync(stop);
            await using var transaction = await connection.BeginTransactionAsync(stop);
            var tx = new Tx(Engine, connection, null, statements, clock.Now()) { Transaction = transaction };
            var outcome = await work(tx);
            if (!outcome.Done)
            {
                return outcome;
            }

            await tx.FinishAsync(stop);
            faults.At("before-commit");
            // Once the commit has begun a cancelled request no longer stops it: the answer must say what happened.
            committing = true;
            await transaction.CommitAsync(CancellationToken.None);
            faults.At("after-commit");
            return outcome;
        }
        catch (Exception broken) when (StoreFailure.IsOfMachine(broken))
        {
            throw new StoreFailure("The database did not take the change.", broken) { IsUnsure = committing };
        }
    }

    private async Task WriteLoopAsync()
    {
        Sql? control = null;
        var prepared = new Dictionary<string, DbCommand>(StringComparer.Ordinal);
        var batch = new List<Work>(BatchLimit);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            try
            {
                control ??= new Sql(Engine, Open(readOnly: false), prepared, statements);
                await control.RunAsync("begin immediate", CancellationToken.None);
                while (batch.Count < BatchLimit && queue.Reader.TryRead(out var next))
                {
                    batch.Add(next);
                    await RunOneAsync(control, next, new Tx(Engine, control.Connection, prepared, statements, clock.Now()));
                }

                faults.At("before-commit");
                await control.RunAsync("commit", CancellationToken.None);
                faults.At("after-commit");
            }
            catch (Exception broken)
            {
                await TryRollBackAsync(control);
                // Where not even a transaction began, those who wait are told; they would wait for ever.
                while (batch.Count == 0 && queue.Reader.TryRead(out var next))
                {
                    batch.Add(next);
                }

                var failure = new StoreFailure("The database file did not take the change.", broken);
                batch.ForEach(work => work.Fail(failure));
                continue;
            }

            fold!.Committed();
            batch.ForEach(work => work.Complete());
        }

        if (control is not null)
        {
            await control.Connection.DisposeAsync();
        }
    }

    private static async Task RunOneAsync(Sql control, Work work, Tx tx)
    {
        await control.RunAsync("savepoint one", CancellationToken.None);
        var keep = await work.RunAsync(tx);
        if (!keep)
        {
            await control.RunAsync("rollback to one", CancellationToken.None);
        }

        await control.RunAsync("release one", CancellationToken.None);
    }

    private static async Task TryRollBackAsync(Sql? control)
    {
        if (control is null)
        {
            return;
        }

        try
        {
            await control.RunAsync("rollback", CancellationToken.None);
        }
        catch (SqliteException)
        {
            // The engine has already rolled back by itself.
        }
    }

    private async Task<Sql> RentAsync(CancellationToken stop)
    {
        await places.WaitAsync(stop);
        try
        {
            return idle.TryPop(out var sql) ? sql : new Sql(Engine, Open(readOnly: true), new Dictionary<string, DbCommand>(StringComparer.Ordinal), statements);
        }
        catch
        {
            // Nothing was opened; the next one may.
            places.Release();
            throw;
        }
    }

    private SqliteConnection Open(bool readOnly)
    {
        if (!System.IO.File.Exists(address.Target))
        {
            // For its owner alone, and with it what SQLite puts beside it.
            using var made = new FileStream(
                address.Target, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = address.Target,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        // Else a statement with "limit @take" is compiled anew for each value of it: five times the cost of a list.
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma wal_autocheckpoint = {LogFold.MostPages};
            pragma foreign_keys = on;
            pragma cache_size = -{(readOnly ? 6000 : 64000)};
            pragma temp_store = memory;
            pragma busy_timeout = 30000;
            pragma query_only = {(readOnly ? 1 : 0)};
            """;
        command.ExecuteNonQuery();
        return connection;
    }
}
