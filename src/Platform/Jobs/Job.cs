using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Platform.Jobs;

/// <summary>Work by the clock, declared in the module's file. It is bounded, may be repeated, and picks up where it stopped.</summary>
/// <param name="Name">A stable word, for example <c>readings.flush</c>.</param>
/// <param name="Every">The time from one start to the next.</param>
/// <param name="RunAsync">Calls a use case; says what was done in a few words, or null where there was nothing to do.</param>
public sealed record Job(string Name, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task<string?>> RunAsync)
{
    /// <summary>True for what each process keeps for itself; else one process of all runs it.</summary>
    public bool InEveryProcess { get; init; }

    /// <summary>True where it is done once more when the process ends.</summary>
    public bool AtEnd { get; init; }
}

public static class JobServices
{
    public static IServiceCollection AddJob(this IServiceCollection services, Job job) => services.AddSingleton(job);

    /// <summary>A job that is one statement, or several.</summary>
    public static IServiceCollection AddJob(this IServiceCollection services, string name, TimeSpan every, Func<IServiceProvider, CancellationToken, Task<string?>> run) =>
        services.AddJob(new Job(name, every, run));
}
