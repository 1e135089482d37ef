using System.Globalization;

namespace Infohub.Demo.Community;

/// <summary>Indicators that harm nobody: of the ranges and names kept for documentation (RFC 5737, 3849, 2606, 5398).</summary>
internal static class Values
{
    private static readonly string[] Networks = ["192.0.2.", "198.51.100.", "203.0.113."];
    private static readonly string[] First = ["parcel", "secure", "verify", "epay", "track", "alert", "account", "support", "my", "portal", "service", "member", "reward", "toll", "post", "update"];
    private static readonly string[] Second = ["login", "hub", "centre", "desk", "city", "harbour", "online", "notice", "refund", "check", "pickup", "bill", "fee", "card", "cloud", "mail"];
    private static readonly string[] Endings = [".example", ".example", ".test"];
    private static readonly string[] Paths = ["/pay", "/verify?id=", "/t/", "/adfs/ls?u=", "/confirm", "/s.php", "/gate", "/i/login"];

    public static string Address(string story, int n) => Chance.Of(Networks, story, n, "net") + (1 + Chance.Number(254, story, n, "host"));

    public static string Address6(string story) => string.Create(CultureInfo.InvariantCulture, $"2001:db8:{Chance.Number(0xffff, story, "a"):x}:{Chance.Number(16, story, "b"):x}::{Chance.Number(0xff, story, "c"):x}");

    public static string Name(string story, int n) =>
        Chance.Of(First, story, n, "first") + "-" + Chance.Of(Second, story, n, "second")
        + (Chance.Number(3, story, n, "digit") == 0 ? Chance.Number(90, story, n).ToString(CultureInfo.InvariantCulture) : "") + Chance.Of(Endings, story, n, "end");

    public static string Url(string story, int n) => "https://" + Name(story, n) + Chance.Of(Paths, story, n, "path");

    public static string Hash(string story, int n) => Chance.Sha256($"sample {n} of {story}");

    /// <summary>A list as it stands in the text: a few hashes and other kinds among the kind asked for.</summary>
    public static IEnumerable<(string Kind, string Value)> List(string of, string story, int count)
    {
        for (var n = 10; n < 10 + count; n++)
        {
            yield return of switch
            {
                "names" => ("domain-name", Name(story, n)),
                "urls" when n % 5 == 4 => ("domain-name", Name(story, n)),
                "urls" => ("url", Url(story, n)),
                _ when n % 6 == 5 => ("domain-name", Name(story, n)),
                _ when n % 9 == 8 => ("sha256", Hash(story, n)),
                _ when n % 13 == 12 => ("ipv6-addr", Address6(story)),
                _ => ("ipv4-addr", Address(story, n)),
            };
        }
    }

    public static string Mask(string value) => value.Contains(':', StringComparison.Ordinal) && !value.Contains('/', StringComparison.Ordinal)
        ? value
        : value.Replace("https://", "hxxps://", StringComparison.Ordinal).Replace(".", "[.]", StringComparison.Ordinal);
}
