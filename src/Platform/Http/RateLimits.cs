using System.Collections.Concurrent;
using System.Globalization;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;

namespace Infohub.Platform.Http;

/// <summary>Requests per minute for one caller, told in headers (draft-ietf-httpapi-ratelimit-headers); what others do never counts.</summary>
public sealed class RateLimits(TimeProvider clock)
{
    private const int WindowSeconds = 60;
    private const int Many = 50_000;
    private readonly ConcurrentDictionary<string, Window> windows = new(StringComparer.Ordinal);

    /// <summary>The second of the last look for old windows: one a second, however many callers there are.</summary>
    private long swept;

    /// <summary>True where the request may go on; else the answer was given.</summary>
    public async Task<bool> PassAsync(HttpContext context, string caller, int limit)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (Interlocked.Exchange(ref swept, now) != now && windows.Count > Many)
        {
            Sweep(now);
        }

        var window = windows.AddOrUpdate(
            caller,
            _ => new Window(now, 1),
            (_, w) => now - w.Start >= WindowSeconds ? new Window(now, 1) : w with { Used = w.Used + 1 });
        var left = Math.Max(0, limit - window.Used);
        var reset = Math.Max(1, WindowSeconds - (now - window.Start));
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
        if (window.Used <= limit)
        {
            return true;
        }

        headers.RetryAfter = reset.ToString(CultureInfo.InvariantCulture);
        await new Refusal(RefusalKind.TooMany, "too-many", "Too many requests. Try again in {0} seconds.", null, reset).ToProblem().ExecuteAsync(context);
        return false;
    }

    private void Sweep(long now)
    {
        foreach (var (caller, window) in windows)
        {
            if (now - window.Start >= WindowSeconds)
            {
                windows.TryRemove(caller, out _);
            }
        }
    }

    private sealed record Window(long Start, int Used);
}
