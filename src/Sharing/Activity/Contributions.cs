using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Home;

namespace Infohub.Sharing.Activity;

/// <summary>What was shared with a circle, or by somebody, as far as one viewer reads it.</summary>
/// <param name="Month">Items of the last 30 days, counted up to <see cref="Contributions.Most"/>.</param>
/// <param name="Quarter">Items of the last 90 days, counted so far too.</param>
/// <param name="Newest">The newest.</param>
internal sealed record ActivityView(int Month, int Quarter, IReadOnlyList<CardView> Newest);

/// <summary>Counts and lists under the law, asked anew each time: anonymous items are of nobody, RED is neither counted nor listed here, and what the viewer may not read changes nothing (R7, R8, W7).</summary>
internal sealed class Contributions(Holdings holdings, Database database, TimeProvider clock)
{
    /// <summary>So far is counted: more is "at least so many".</summary>
    public const int Most = 100;

    private const int Shown = 5;

    public async Task<ActivityView> ReadAsync(Viewer viewer, ItemQuery of, CancellationToken stop)
    {
        var now = clock.Now();
        var newest = await holdings.ListAsync(viewer, Channel.List, of with { Take = Shown }, stop);
        return new ActivityView(
            await holdings.CountAsync(viewer, of with { Since = now - (30 * Micros.Day) }, Most, stop),
            await holdings.CountAsync(viewer, of with { Since = now - (90 * Micros.Day) }, Most, stop),
            await CardView.OfAsync(holdings, database, viewer, newest.Value.Cards, stop));
    }
}
