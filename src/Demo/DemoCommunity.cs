using Infohub.Demo.Community;
using Infohub.Demo.Script;
using Infohub.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Demo;

/// <summary>Harbour City: a made-up community of which everything is invented, the same at each loading.</summary>
public static class DemoCommunity
{
    private const string Seed = "harbour city";

    /// <summary>The officer who writes guidance.</summary>
    private const string Author = "grace.tam";

    /// <summary>The whole community as a script, in order of time over the 60 days before <paramref name="now"/>.</summary>
    public static IReadOnlyList<Act> Acts(DateTimeOffset now)
    {
        var telling = new Telling(now);
        var tales = Tales.Items().Concat(Variations.Vulnerabilities()).Concat(Variations.Campaigns()).Concat(Variations.Series()).ToList();
        var told = tales.SelectMany(telling.Acts).ToList();
        var shared = told.OfType<ShareAct>().ToDictionary(s => s.Name, StringComparer.Ordinal);
        var passed = Tales.Passing().SelectMany(p => telling.Acts(p, shared[p.On]));
        var guidance = Tales.Guidance().Select(g => new GuidanceAct { At = -(long)(g.DaysAgo * 86_400), By = Author, Slug = g.Slug, Texts = g.Texts });
        return [.. Founding.Acts().Concat(Founding.Changes()).Concat(told).Concat(passed).Concat(guidance).OrderBy(static a => a.At)];
    }

    /// <summary>
    /// Loads the community into an empty hub in demo mode, and writes demo-accounts.json into its data directory: the sign-in secrets of everybody,
    /// for people who try it out and for tests.
    /// </summary>
    /// <param name="services">The hub's, with a <see cref="ScriptClock"/> and <see cref="ScriptIds"/>.</param>
    /// <param name="baseUrl">Where the hub will answer.</param>
    /// <param name="stop">Stops between two acts.</param>
    public static async Task<LoadReport> LoadAsync(IServiceProvider services, string baseUrl, CancellationToken stop)
    {
        var places = services.GetRequiredService<HubPlaces>();
        if (!places.Demo)
        {
            throw new InvalidOperationException("The demo community has passwords that everybody knows: it is loaded in demo mode only.");
        }

        var acts = Acts(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var report = await new WorldLoader(services).RunAsync(acts, results: null, stop, Seed);
        await DemoAccounts.WriteAsync(places.DataDirectory, baseUrl, acts, report.Cast, stop);
        return report;
    }
}
