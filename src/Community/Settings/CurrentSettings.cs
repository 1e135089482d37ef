using System.Diagnostics;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Community.Settings;

/// <summary>The settings as pages show them. What the law asks of them it reads itself; here a change by another process shows after two seconds, one of this process at once.</summary>
internal sealed class CurrentSettings(Database database)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private Known known = new(0, CommunitySettings.Initial, MarkdownOptions.Masked);

    public async ValueTask<CommunitySettings> GetAsync(CancellationToken stop) => (await KnownAsync(stop)).Settings;

    /// <summary>After a change.</summary>
    public void Forget() => known = known with { At = 0 };

    public async Task FrameAsync(PageFrame frame, CancellationToken stop)
    {
        var (_, settings, markdown) = await KnownAsync(stop);
        (frame.Names, frame.Offered, frame.Markdown) = (settings.Names, settings.Languages, markdown);
    }

    private async ValueTask<Known> KnownAsync(CancellationToken stop)
    {
        var last = known;
        if (last.At != 0 && Stopwatch.GetElapsedTime(last.At) < Fresh)
        {
            return last;
        }

        try
        {
            var settings = await database.ReadAsync(sql => CommunitySettings.ReadAsync(sql, stop), stop);
            return known = new Known(Stopwatch.GetTimestamp(), settings, new MarkdownOptions { LiveHosts = settings.TrustedSites.ToHashSet(StringComparer.OrdinalIgnoreCase) });
        }
        catch (StoreFailure)
        {
            // The page that says so comes without the store; the request itself finds out.
            return last;
        }
    }

    private sealed record Known(long At, CommunitySettings Settings, MarkdownOptions Markdown);
}
