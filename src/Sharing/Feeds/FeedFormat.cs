using Infohub.Detection;
using Infohub.Observables;

namespace Infohub.Sharing.Feeds;

/// <summary>The forms in which a feed's values go out; the words are those of the address.</summary>
internal enum FeedFormat
{
    /// <summary>Bare values, one a line, and nothing else: some firewalls take no comment.</summary>
    Text,
    Csv,
    Suricata,

    /// <summary>Values of one kind, for rules of Suricata that name a list.</summary>
    Dataset,
    Zeek,
    Rpz,
    Hosts,
}

/// <summary>What each form takes and how it is written.</summary>
internal static class FeedFormats
{
    private static readonly ObservableKind[] Addresses = [ObservableKind.IPv4, ObservableKind.IPv6, ObservableKind.IPv4Network, ObservableKind.IPv6Network];
    private static readonly ObservableKind[] Hashes = [ObservableKind.Md5, ObservableKind.Sha1, ObservableKind.Sha256, ObservableKind.Sha512];

    /// <summary>Null where the word is not known.</summary>
    public static FeedFormat? Read(string? word) =>
        word is null or "" ? FeedFormat.Text : Enum.GetValues<FeedFormat>().Cast<FeedFormat?>().FirstOrDefault(f => word.Equals(f.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>What it carries where nobody said which kinds.</summary>
    public static IReadOnlyList<ObservableKind> KindsOf(FeedFormat format) => format switch
    {
        FeedFormat.Text or FeedFormat.Rpz => [.. Addresses, ObservableKind.Domain],
        FeedFormat.Hosts => [ObservableKind.Domain],
        FeedFormat.Dataset => [ObservableKind.Sha256],
        _ => [.. Addresses, ObservableKind.Domain, ObservableKind.Url, ObservableKind.Email, .. Hashes],
    };

    public static string MediaType(FeedFormat format) => (format == FeedFormat.Csv ? "text/csv" : "text/plain") + "; charset=utf-8";

    /// <summary>What the name of a file ends with.</summary>
    public static string Ending(FeedFormat format) => format switch
    {
        FeedFormat.Csv => "csv",
        FeedFormat.Suricata => "rules",
        FeedFormat.Dataset => "lst",
        FeedFormat.Zeek => "intel",
        FeedFormat.Rpz => "zone",
        FeedFormat.Hosts => "hosts",
        _ => "txt",
    };

    /// <param name="ask">What was asked for.</param>
    /// <param name="indicators">In the order in which they are to stand.</param>
    /// <param name="head">What formats with comments begin with.</param>
    /// <param name="serial">Of a zone: must rise.</param>
    public static string Write(BlockListAsk ask, IReadOnlyList<Indicator> indicators, SheetHead head, uint serial)
    {
        using var to = new StringWriter { NewLine = "\n" };
        _ = ask.Format switch
        {
            // Programs read it: a value that looks like a formula stays as it is.
            FeedFormat.Csv => CsvSheet.Write(to, indicators, head, new CsvOptions { GuardFormulas = false }),
            FeedFormat.Suricata => SuricataRules.Write(to, indicators, head),
            FeedFormat.Dataset => SuricataDataset.Write(to, indicators, ask.Kinds.First()),
            FeedFormat.Zeek => ZeekIntel.Write(to, indicators, head),
            FeedFormat.Rpz => RpzZone.Write(to, indicators, new RpzOptions { Serial = serial }, head),
            FeedFormat.Hosts => HostsFile.Write(to, indicators, head),
            _ => PlainList.Write(to, indicators),
        };
        return to.ToString();
    }
}
