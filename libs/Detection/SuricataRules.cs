using System.Globalization;
using System.Net;
using Infohub.Observables;

namespace Infohub.Detection;

/// <summary>How rules are written.</summary>
public sealed record SuricataOptions
{
    /// <summary>The first number of a rule. From here on no public rule set numbers its own.</summary>
    public uint FirstSid { get; init; } = 1_000_000_000;

    /// <summary>How many numbers there are; up to 2,147,483,647, for some programs keep them in 32 bits with a sign.</summary>
    public uint Sids { get; init; } = 1_147_000_000;

    /// <summary>What the names of lists of file hashes begin with: <c>infohub</c> for <c>infohub-sha256.lst</c>.</summary>
    public string HashLists { get; init; } = "infohub";
}

/// <summary>
/// Rules for Suricata 6 and later, one a line. A domain with all below it is looked for in DNS, in the names of TLS and in the hosts of HTTP; a link by its host and path, or by its host in TLS;
/// addresses and networks by themselves; a sender in SMTP; file hashes by one rule for each kind, which reads a list that <see cref="SuricataDataset"/> writes.
/// </summary>
public static class SuricataRules
{
    /// <summary>Numbers for each value, so that none moves when another rule is written for it.</summary>
    private const uint PerValue = 4;

    /// <param name="to">Where they go.</param>
    /// <param name="indicators">Kinds that no rule can look for are left out. Each value once.</param>
    /// <param name="head">Null for none.</param>
    /// <param name="options">Null for the usual numbers.</param>
    /// <returns>How many values have a rule.</returns>
    public static int Write(TextWriter to, IEnumerable<Indicator> indicators, SheetHead? head = null, SuricataOptions? options = null)
    {
        options ??= new SuricataOptions();
        head?.WriteTo(to, "# ");
        var list = indicators.ToList();
        var sids = Numbers(list, options);
        var (written, seen) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var indicator in list)
        {
            var rules = RulesFor(indicator).ToList();
            written += rules.Count > 0 || IsListed(indicator.Kind) ? 1 : 0;
            foreach (var (rule, at) in rules.Select((r, i) => (r, (uint)i)).Where(r => seen.Add(r.r)))
            {
                to.Write(Line(rule, indicator, sids[indicator] + at));
            }
        }

        foreach (var kind in list.Select(i => i.Kind).Where(IsListed).Distinct().Order())
        {
            to.Write(Line(ListRule(kind, options), Strictest(list, kind), options.FirstSid + (options.Sids / PerValue * PerValue) - PerValue + (uint)(kind - ObservableKind.Md5)));
        }

        return written;
    }

    /// <summary>Kinds of hashes that Suricata makes of files.</summary>
    private static bool IsListed(ObservableKind kind) => kind is ObservableKind.Md5 or ObservableKind.Sha1 or ObservableKind.Sha256;

    /// <summary>Everything before the message, and what is looked for, with a bar between them.</summary>
    private static IEnumerable<string> RulesFor(Indicator indicator) => indicator.Kind switch
    {
        ObservableKind.Domain => OfDomain(SuricataText.Content("." + indicator.Value)),
        ObservableKind.Url => OfUrl(indicator.Value),
        ObservableKind.IPv4 or ObservableKind.IPv6 or ObservableKind.IPv4Network or ObservableKind.IPv6Network => [$"alert ip $HOME_NET any <> {indicator.Value} any\n"],
        ObservableKind.Email => OfSender(indicator.Value),
        _ => [],
    };

    // The buffer of hosts is in small letters, and there Suricata refuses "nocase".
    private static string[] OfDomain(string content) =>
    [
        $"alert dns $HOME_NET any -> any any\ndns.query; dotprefix; content:\"{content}\"; nocase; endswith; ",
        $"alert tls $HOME_NET any -> $EXTERNAL_NET any\nflow:established,to_server; tls.sni; dotprefix; content:\"{content}\"; nocase; endswith; ",
        $"alert http $HOME_NET any -> $EXTERNAL_NET any\nflow:established,to_server; http.host; dotprefix; content:\"{content}\"; endswith; ",
    ];

    private static string[] OfUrl(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            return [];
        }

        var host = SuricataText.Content(url.IdnHost.Trim('[', ']').ToLowerInvariant());
        var port = url.IsDefaultPort ? "any" : url.Port.ToString(CultureInfo.InvariantCulture);
        return url.Scheme switch
        {
            "http" => [$"alert http $HOME_NET any -> $EXTERNAL_NET {port}\nflow:established,to_server; http.host; content:\"{Bracketed(url, host)}\"; startswith; endswith; {Path(url, value)}"],
            "https" when url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 =>
                [$"alert tcp $HOME_NET any -> {IPAddress.Parse(url.Host.Trim('[', ']'))} {(url.IsDefaultPort ? "443" : port)}\nflow:to_server; "],
            "https" => [$"alert tls $HOME_NET any -> $EXTERNAL_NET {port}\nflow:established,to_server; tls.sni; content:\"{host}\"; nocase; startswith; endswith; "],
            _ => [],
        };
    }

    private static string Bracketed(Uri url, string host) => url.HostNameType == UriHostNameType.IPv6 ? $"[{host}]" : host;

    /// <summary>As it was written, which is what is sent; without one, any of the host.</summary>
    private static string Path(Uri url, string value)
    {
        // What is not ASCII is sent as percent signs.
        value = System.Text.Ascii.IsValid(value) ? value : "http://x" + url.PathAndQuery;
        var authority = value.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = value.AsSpan(authority)[Math.Max(0, value.AsSpan(authority).IndexOfAny('/', '?'))..];
        path = path.IndexOf('#') is >= 0 and var end ? path[..end] : path;
        return path is ['/' or '?', _, ..] ? $"http.uri.raw; content:\"{SuricataText.Content((path[0] == '?' ? "/" : "") + path.ToString())}\"; startswith; " : "";
    }

    private static string[] OfSender(string address) =>
        [$"alert smtp any any -> $SMTP_SERVERS any\nflow:established,to_server; content:\"MAIL FROM|3a|\"; nocase; content:\"<{SuricataText.Content(address)}>\"; nocase; distance:0; within:{(address.Length + 8).ToString(CultureInfo.InvariantCulture)}; "];

    private static string ListRule(ObservableKind kind, SuricataOptions options)
    {
        var word = kind.ToString().ToLowerInvariant();
        return $"alert http any any -> any any\nfile{word}:{options.HashLists}-{word}.lst; ";
    }

    private static Indicator Strictest(List<Indicator> list, ObservableKind kind)
    {
        var of = list.Where(i => i.Kind == kind).ToList();
        return new Indicator(kind, "") { Title = $"A file of which the {kind.ToString().ToUpperInvariant()} is listed", Score = of.Max(i => i.Score), Revision = of.Max(i => i.Revision) };
    }

    private static string Line(string rule, Indicator indicator, uint sid)
    {
        var parts = rule.Split('\n');
        var reference = SuricataText.Reference(indicator.Address);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{parts[0]} (msg:\"{SuricataText.Message($"{indicator.Label} {indicator.Title}")}\"; {parts[1]}{(reference.Length > 0 ? $"reference:url,{reference}; " : "")}classtype:trojan-activity; sid:{sid}; rev:{Math.Max(1, indicator.Revision)}; priority:{Priority(indicator.Score)};)\n");
    }

    /// <summary>1 is the most urgent. Where nobody said how sure one is, it is in the middle.</summary>
    private static int Priority(int? score) => score switch { >= 80 => 1, null or >= 50 => 2, >= 25 => 3, _ => 4 };

    /// <summary>
    /// A block of numbers for each value, of its own number; where two meet, the one with the greater number moves on, so that only what meets depends on what else there is. The last block is that of the lists.
    /// </summary>
    private static Dictionary<Indicator, uint> Numbers(List<Indicator> list, SuricataOptions options)
    {
        var blocks = (options.Sids / PerValue) - 1;
        var taken = new HashSet<uint>();
        var numbers = new Dictionary<Indicator, uint>(ReferenceEqualityComparer.Instance);
        foreach (var indicator in list.OrderBy(i => i.Number).ThenBy(i => i.Value, StringComparer.Ordinal))
        {
            var block = (uint)(indicator.Number % blocks);
            while (!taken.Add(block))
            {
                block = (block + 1) % blocks;
            }

            numbers[indicator] = options.FirstSid + (block * PerValue);
        }

        return numbers;
    }
}
