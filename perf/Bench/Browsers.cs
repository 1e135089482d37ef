using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>Signed-in browsers of those who have the keys.</summary>
internal static class Browsers
{
    private const string Mark = "browser-";

    public static bool IsToken(string secret) => secret.StartsWith(Mark, StringComparison.Ordinal);

    public static string TokenOf(string key) => Mark + key;

    /// <summary>A session for each, straight into the table, beside those of runs before.</summary>
    public static async Task SignInAsync(BenchOptions options, Samples samples)
    {
        await using var provider = Generate.Services(options.Places, out _);
        await provider.GetRequiredService<Database>().WriteAsync(
            tx => tx.RunEachAsync(
                """
                insert into session(token, person_id, created_at, seen_at, factor_at, strong_at)
                select @token, person_id, @now, @now, @now, @now from api_key where hash = @key on conflict(token) do update set seen_at = @now, factor_at = @now, strong_at = @now
                """,
                [.. samples.Typical.Concat(samples.Broad).Select(k => new (string, object?)[]
                {
                    ("token", ViewerSource.HashSecret(TokenOf(k))), ("now", tx.Now), ("key", ViewerSource.HashSecret(k)),
                })],
                CancellationToken.None),
            CancellationToken.None);
    }
}
