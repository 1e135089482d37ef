using System.Text;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Feeds;

/// <summary>How a block list is asked for.</summary>
/// <param name="Kinds">Kinds of values.</param>
/// <param name="Days">Items shared in the last days.</param>
/// <param name="Max">Values at most; the newest items come first, because firewalls leave out what does not fit.</param>
/// <param name="HubHost">The hub's own name, never listed.</param>
internal sealed record BlockListAsk(IReadOnlySet<ObservableKind> Kinds, int Days, int Max, string HubHost)
{
    public const int MostDays = 730;
    public const int MostValues = 200_000;

    /// <summary>The words by which each value that fits any list is in one of them.</summary>
    public static IReadOnlyList<string> Types { get; } = ["ip", "domain", "url", "hash"];

    private static readonly Dictionary<string, ObservableKind[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ip"] = [ObservableKind.IPv4, ObservableKind.IPv6, ObservableKind.IPv4Network, ObservableKind.IPv6Network],
        ["ipv4"] = [ObservableKind.IPv4],
        ["ipv6"] = [ObservableKind.IPv6],
        ["network"] = [ObservableKind.IPv4Network, ObservableKind.IPv6Network],
        ["domain"] = [ObservableKind.Domain],
        ["url"] = [ObservableKind.Url],
        ["hash"] = [ObservableKind.Md5, ObservableKind.Sha1, ObservableKind.Sha256, ObservableKind.Sha512],
        ["md5"] = [ObservableKind.Md5],
        ["sha1"] = [ObservableKind.Sha1],
        ["sha256"] = [ObservableKind.Sha256],
    };

    /// <summary>Null where a word is not known.</summary>
    public static BlockListAsk? Read(string? type, int? days, int? max, string hubHost)
    {
        var kinds = new HashSet<ObservableKind>();
        foreach (var word in (type is null or "" ? "ip,domain" : type).Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Words.TryGetValue(word, out var some))
            {
                return null;
            }

            kinds.UnionWith(some);
        }

        return new BlockListAsk(kinds, Math.Min(days ?? 90, MostDays), Math.Min(max ?? 50_000, MostValues), hubHost);
    }

    public bool Takes(Finding finding) => Kinds.Contains(finding.Kind) && !NeverList.Holds(finding, HubHost);
}

/// <summary>What goes out: bytes, their tag, and the strictest label among the items that they come from.</summary>
internal sealed record FeedBody(byte[] Bytes, string Tag, Tlp? Label, bool Unchanged)
{
    /// <summary>Keyed, for a tag goes out also where the list does not: from a plain hash a short list could be guessed.</summary>
    public static string TagOf(KeyRing keys, byte[] bytes) => "\"" + Convert.ToHexStringLower(keys.Hash("feed-tag", bytes).AsSpan(0, 16)) + "\"";
}

/// <summary>True values, one a line, UTF-8, for firewalls and resolvers: of items that the viewer reads on this channel at PAP:GREEN or below.</summary>
internal sealed class BlockList(Holdings holdings, FeedValues values, KeyRing keys, TimeProvider clock)
{
    private const int MostItems = 20_000;

    /// <param name="open">Whose feed.</param>
    /// <param name="ask">Which values.</param>
    /// <param name="has">What the receiver has, as <c>If-None-Match</c> says it: the same list is not sent, and not on record, again.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<FeedBody> WriteAsync(OpenFeed open, BlockListAsk ask, string has, CancellationToken stop)
    {
        FeedBody? body = null;
        if (open.Empty)
        {
            return Made([], ask, has);
        }

        await holdings.BulkAsync(
            open.Viewer,
            Channel.BlockList,
            open.Feed.Query(clock.Now() - (ask.Days * Micros.Day), MostItems),
            values.Of,
            found =>
            {
                body = Made(found, ask, has);
                return !body.Unchanged;
            },
            stop);
        return body!;
    }

    private FeedBody Made(List<(Card Card, IReadOnlyList<Finding> Values)> found, BlockListAsk ask, string has)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var finding in found.SelectMany(f => f.Values))
        {
            if (seen.Count < ask.Max && ask.Takes(finding) && seen.Add(finding.Value))
            {
                text.Append(finding.Value).Append('\n');
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var tag = FeedBody.TagOf(keys, bytes);
        return new FeedBody(bytes, tag, found.Count == 0 ? null : found.Max(f => f.Card.Label), EntityTag.Stands(has, tag));
    }
}
