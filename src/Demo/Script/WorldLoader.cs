using System.Diagnostics;
using Infohub.Community.Public;
using Infohub.Community.Settings;
using Infohub.Platform.Ids;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Demo.Script;

/// <summary>What a script became.</summary>
/// <param name="Refused">Line, act and result of each act that was refused.</param>
public sealed record LoadReport(int Acts, IReadOnlyList<RefusedAct> Refused, Cast Cast, TimeSpan Took);

public sealed record RefusedAct(int Line, Act Act, ActResult Result);

/// <summary>
/// Performs a script's acts one after the other through the use cases of every door, with the hub's clock standing at each act's time. The hub's
/// clock must be a <see cref="ScriptClock"/>; its ids are repeated where the id source is a <see cref="ScriptIds"/> and a seed is given.
/// </summary>
public sealed class WorldLoader(IServiceProvider services)
{
    /// <param name="acts">In order of time.</param>
    /// <param name="results">Takes one line for each act; null for none.</param>
    /// <param name="stop">Stops between two acts.</param>
    /// <param name="seed">Words from which ids and secrets follow; null for random ones.</param>
    public async Task<LoadReport> RunAsync(IAsyncEnumerable<Act> acts, TextWriter? results, CancellationToken stop, string? seed = null)
    {
        var clock = services.GetRequiredService<TimeProvider>() as ScriptClock ?? throw new InvalidOperationException("Loading needs a hub whose clock can be set.");
        var ids = services.GetRequiredService<IIdSource>() as ScriptIds;
        var stage = new Stage(services, clock, clock.GetUtcNow());
        var watch = Stopwatch.StartNew();
        var refused = new List<RefusedAct>();
        var line = 0;
        if (seed is not null)
        {
            (ids ?? throw new InvalidOperationException("A seed needs ids that can be repeated.")).Seed(seed);
        }

        try
        {
            await foreach (var act in acts.WithCancellation(stop))
            {
                line++;
                stage.TimeIs(act.At);
                var result = await PerformAsync(stage, act, stop) with { Line = line };
                if (!result.Ok)
                {
                    refused.Add(new RefusedAct(line, act, result));
                }

                if (results is not null)
                {
                    await results.WriteLineAsync(result.ToString().AsMemory(), stop);
                }
            }
        }
        finally
        {
            clock.Release();
            ids?.Release();
        }

        return new LoadReport(line, refused, stage.Cast, watch.Elapsed);
    }

    public Task<LoadReport> RunAsync(IEnumerable<Act> acts, TextWriter? results, CancellationToken stop, string? seed = null) =>
        RunAsync(acts.ToAsyncEnumerable(), results, stop, seed);

    private static async Task<ActResult> PerformAsync(Stage stage, Act act, CancellationToken stop)
    {
        try
        {
            if (act is TermsAct { By: { } accepts })
            {
                // Who has not accepted yet is not live: no session of theirs does anything but this.
                return ActResult.From(await stage.Use<AcceptTermsFor>().RunAsync(stage.System, stage.Person(accepts), stop));
            }

            return await ViewerAsync(stage, act, stop) is { } viewer ? await TryAllAsync(stage, viewer, act, stop) : ActResult.NotLive;
        }
        catch (UnknownName)
        {
            return ActResult.UnknownName;
        }
    }

    private static async Task<ActResult> TryAllAsync(Stage stage, Viewer viewer, Act act, CancellationToken stop) =>
        await CommunityPlay.TryAsync(stage, viewer, act, stop)
        ?? await CirclePlay.TryAsync(stage, viewer, act, stop)
        ?? await KeyPlay.TryAsync(stage, viewer, act, stop)
        ?? await FeedPlay.TryAsync(stage, viewer, act, stop)
        ?? await ItemPlay.TryAsync(stage, viewer, act, stop)
        ?? await GuidancePlay.TryAsync(stage, viewer, act, stop)
        ?? ActResult.NotPerformed;

    private static async Task<Viewer?> ViewerAsync(Stage stage, Act act, CancellationToken stop)
    {
        var viewer = await stage.ViewerAsync(act, stop);
        // A hub has no people here who could sign in: what a script gives its keeper to do with keys, the operator does.
        return viewer is null && act is KeyAct { Of: "organisation" } or KeyCeilingAct or KeyRevokeAct && await stage.IsHubKeeperAsync(act.By, stop) ? stage.System : viewer;
    }
}
