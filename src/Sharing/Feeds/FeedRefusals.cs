using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Feeds;

/// <summary>What may be refused about feeds.</summary>
internal static class FeedRefusals
{
    public static Refusal SessionOnly { get; } = Refusal.Forbidden("session-only-feed", "Only a person who is signed in makes, binds and ends feeds.");

    public static Refusal Name { get; } = Refusal.Invalid("feed-name", "Give the feed a name of at most {0} characters.", "name", MakeFeed.LongestName);

    public static Refusal Kind { get; } = Refusal.Invalid("kind", "Choose what kind of post this is.", "kind");

    public static Refusal Label { get; } = Refusal.Invalid("feed-label", "A feed carries TLP:CLEAR to TLP:AMBER+STRICT. TLP:RED never leaves by a feed.", "label");

    public static Refusal UnknownType { get; } = Refusal.Invalid("feed-type", "The type is one or more of ip, ipv4, ipv6, network, domain, url, hash, md5, sha1, sha256.", "type");

    public static Refusal UnknownFormat { get; } = Refusal.Invalid("feed-format", "The format is one of text, csv, suricata, dataset, zeek, rpz, hosts.", "format");

    public static Refusal OneKind { get; } = Refusal.Invalid("feed-one-kind", "A dataset is of one kind: the type is one of ipv4, ipv6, domain, url, md5, sha1, sha256.", "type");

    public static Refusal TooMany { get; } = new(RefusalKind.TooMany, "too-many-feeds", "There are too many feeds. End one first.");

    public static Refusal Networks { get; } = Refusal.Invalid("networks", "Give networks as addresses or in CIDR form, for example 192.0.2.0/24.", "networks");

    public static Refusal NetworksNeeded { get; } = Refusal.Invalid("networks-needed", "Bind the feed to at least one network before its ceiling rises.", "networks");

    public static Refusal NetworksWide { get; } = Refusal.Invalid(
        "networks-wide", "A network wider than /8 (IPv4) or /19 (IPv6) is nearly everywhere. Name narrower ones before the ceiling rises above TLP:GREEN.", "networks");

    public static Refusal Ceiling { get; } = Refusal.Invalid("feed-ceiling", "A feed's ceiling is TLP:AMBER+STRICT at most. TLP:RED never leaves by a feed.", "ceiling");

    public static Refusal AdministratorsOnly { get; } = Refusal.Forbidden("administrators-only", "Only an administrator of the organisation may do this.");

    /// <summary>Why a list as it was asked for cannot be made.</summary>
    public static Refusal NotReadable(string? format) => FeedFormats.Read(format) switch { null => UnknownFormat, FeedFormat.Dataset => OneKind, _ => UnknownType };
}
