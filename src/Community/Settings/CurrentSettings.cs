using System.Diagnostics;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Community.Settings;

/// <summary>The settings as pages show them. What the law asks of them it reads itself; here a change by another process shows after two seconds, one of this process at once.</summary>
internal sealed class CurrentSettings(Database database)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private Known known = new(0, CommunitySettings.Initial);

    public async ValueTask<CommunitySettings> GetAsync(CancellationToken stop)
    {
        var (at, settings) = known;
        if (at != 0 && Stopwatch.GetElapsedTime(at) < Fresh)
        {
            return settings;
        }

        try
        {
            settings = await database.ReadAsync(sql => CommunitySettings.ReadAsync(sql, stop), stop);
            known = new Known(Stopwatch.GetTimestamp(), settings);
            return settings;
        }
        catch (StoreFailure)
        {
            // The page that says so comes without the store; the request itself finds out.
            return settings;
        }
    }

    /// <summary>After a change.</summary>
    public void Forget() => known = known with { At = 0 };

    public async Task FrameAsync(PageFrame frame, CancellationToken stop)
    {
        var settings = await GetAsync(stop);
        frame.Names = settings.Names;
        frame.Offered = settings.Languages;
        frame.Markdown = settings.TrustedSites.Count == 0 ? MarkdownOptions.Masked : new MarkdownOptions { LiveHosts = settings.TrustedSites.ToHashSet(StringComparer.OrdinalIgnoreCase) };
    }

    private sealed record Known(long At, CommunitySettings Settings);
}
