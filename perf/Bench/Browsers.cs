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

    public static string TokenOf(int person) => Mark + "person-" + person.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A session for each of the first persons; what they were told before is read, so that each notice changes their number.</summary>
    public static async Task OpenAsync(BenchOptions options, int persons)
    {
        await using var provider = Generate.Services(options.Places, out _);
        await provider.GetRequiredService<Database>().WriteAsync(
            async tx =>
            {
                await tx.RunEachAsync(
                    """
                    insert into session(token, person_id, created_at, seen_at, factor_at, strong_at) values (@token, @person, @now, @now, @now, @now)
                    on conflict(token) do update set seen_at = @now, factor_at = @now, strong_at = @now
                    """,
                    [.. Enumerable.Range(1, persons).Select(p => new (string, object?)[] { ("token", ViewerSource.HashSecret(TokenOf(p))), ("now", tx.Now), ("person", p) })],
                    CancellationToken.None);
                await tx.RunAsync("update notice set read_at = @now where read_at = 0 and person_id <= @last", CancellationToken.None, ("now", tx.Now), ("last", persons));
            },
            CancellationToken.None);
    }

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
