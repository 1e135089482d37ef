using System.Collections.Concurrent;
using Infohub.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Infohub.Platform.Jobs;

/// <summary>When a job ran last.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Every">Its schedule.</param>
/// <param name="StartedAt">0 where it never ran.</param>
/// <param name="EndedAt">0 where it never ended.</param>
/// <param name="Outcome">What was done, or the kind of failure after a <c>!</c>.</param>
public sealed record JobState(string Name, TimeSpan Every, long StartedAt, long EndedAt, string Outcome)
{
    public bool Failed => Outcome.StartsWith('!');
}

/// <summary>The one runner of all jobs: one after the other, so that they never take more than one writer's share of the machine.</summary>
public sealed class JobRunner(Database database, IServiceProvider services, IEnumerable<Job> declared, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly List<Job> jobs = [.. declared.OrderBy(j => j.Every).ThenBy(j => j.Name, StringComparer.Ordinal)];
    private readonly ConcurrentDictionary<string, JobState> last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> due = new(StringComparer.Ordinal);

    /// <summary>All jobs with their last run, here or in another process.</summary>
    public async Task<IReadOnlyList<JobState>> StatesAsync(CancellationToken stop)
    {
        var stored = (await database.ReadAsync(
            sql => sql.ListAsync("select name, started_at, ended_at, outcome from job_run", static r => (Name: r.Text(0), From: r.Long(1), To: r.Long(2), Outcome: r.Text(3)), stop), stop))
            .ToDictionary(r => r.Name, StringComparer.Ordinal);
        return [.. jobs.Select(j =>
        {
            var known = stored.TryGetValue(j.Name, out var row) ? new JobState(j.Name, j.Every, row.From, row.To, row.Outcome) : new JobState(j.Name, j.Every, 0, 0, "");
            return last.TryGetValue(j.Name, out var here) && here.StartedAt > known.StartedAt ? here : known;
        })];
    }

    /// <summary>Runs what is due.</summary>
    public async Task RunDueAsync(CancellationToken stop)
    {
        foreach (var job in jobs)
        {
            if (!stop.IsCancellationRequested && due.GetValueOrDefault(job.Name) <= clock.Now())
            {
                await RunAsync(job, stop);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunDueAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // the process ends
        }

        foreach (var job in jobs.Where(j => j.AtEnd))
        {
            await OneAsync(job, clock.Now(), CancellationToken.None);
        }
    }

    private async Task RunAsync(Job job, CancellationToken stop)
    {
        var now = clock.Now();
        due[job.Name] = now + (long)job.Every.TotalMicroseconds;
        try
        {
            if (job.InEveryProcess || database.Engine == Engine.Sqlite)
            {
                await OneAsync(job, now, stop);
            }
            else
            {
                await AloneAsync(job, now, stop);
            }
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            // What a job does is caught where it runs: here the store went away under its mark, in whatever state that left the connection.
            log.LogError(broken, "Job {Job} waits for the store", job.Name);
        }
    }

    /// <summary>On PostgreSQL several processes may stand over one database: who holds the lock runs, and only if nobody did meanwhile.</summary>
    private Task<bool> AloneAsync(Job job, long now, CancellationToken stop) => database.ReadAsync(
        async sql =>
        {
            if (await sql.NumberAsync("select case when pg_try_advisory_lock(7120, hashtext(@name)) then 1 else 0 end", stop, ("name", job.Name)) != 1)
            {
                return false;
            }

            try
            {
                var started = await sql.NumberAsync("select started_at from job_run where name = @name", stop, ("name", job.Name)) ?? 0;
                if (started <= now - (long)(job.Every.TotalMicroseconds * 0.9))
                {
                    await OneAsync(job, now, stop);
                }

                return true;
            }
            finally
            {
                await sql.NumberAsync("select case when pg_advisory_unlock(7120, hashtext(@name)) then 1 else 0 end", CancellationToken.None, ("name", job.Name));
            }
        },
        stop);

    private async Task OneAsync(Job job, long now, CancellationToken stop)
    {
        string? outcome;
        try
        {
            outcome = await job.RunAsync(services, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception broken)
        {
            log.LogError(broken, "Job {Job} failed", job.Name);
            outcome = "!" + broken.GetType().Name;
        }

        var state = new JobState(job.Name, job.Every, now, clock.Now(), outcome ?? "");
        last[job.Name] = state;
        // What comes every few seconds and finds nothing leaves no row: each would be a write.
        if (outcome is not null || job.Every >= TimeSpan.FromMinutes(5))
        {
            await database.WriteAsync(
                tx => tx.RunAsync(
                    """
                    insert into job_run(name, started_at, ended_at, outcome) values (@name, @from, @to, @outcome)
                    on conflict(name) do update set started_at = excluded.started_at, ended_at = excluded.ended_at, outcome = excluded.outcome
                    """,
                    CancellationToken.None,
                    ("name", state.Name),
                    ("from", state.StartedAt),
                    ("to", state.EndedAt),
                    ("outcome", state.Outcome)),
                CancellationToken.None);
        }
    }
}
