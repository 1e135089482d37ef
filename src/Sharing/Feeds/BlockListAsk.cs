using Infohub.Intelligence.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Feeds;

/// <summary>How a block list is asked for.</summary>
/// <param name="Kinds">Kinds of values.</param>
/// <param name="Days">Items shared in the last days.</param>
/// <param name="Max">Values at most; the newest items come first, because firewalls leave out what does not fit.</param>
/// <param name="HubHost">The hub's own name, never listed.</param>
/// <param name="Format">How it is written.</param>
internal sealed record BlockListAsk(IReadOnlySet<ObservableKind> Kinds, int Days, int Max, string HubHost, FeedFormat Format = FeedFormat.Text)
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
    public static BlockListAsk? Read(string? type, int? days, int? max, string hubHost, string? format = null)
    {
        if (FeedFormats.Read(format) is not { } form)
        {
            return null;
        }

        var kinds = new HashSet<ObservableKind>(type is null or "" ? FeedFormats.KindsOf(form) : []);
        foreach (var word in type is null or "" ? [] : type.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Words.TryGetValue(word, out var some))
            {
                return null;
            }

            kinds.UnionWith(some);
        }

        return form == FeedFormat.Dataset && kinds.Count != 1 ? null : new BlockListAsk(kinds, Math.Min(days ?? 90, MostDays), Math.Min(max ?? 50_000, MostValues), hubHost, form);
    }

    /// <summary>The hub's address, without a slash at its end, for what leads back to an item.</summary>
    public string Site { get; init; } = "";

    /// <summary>Whether a value is asked for and fit for a list; it may still stand on a warning list.</summary>
    public bool Wants(Finding finding) => Kinds.Contains(finding.Kind) && !NeverList.Holds(finding, HubHost);

    public bool Takes(Finding finding, WarningLists warnings) => Wants(finding) && !warnings.Holds(finding.Kind, finding.Value);
}
