using Infohub.Observables;

namespace Infohub.Detection;

/// <summary>A file for Zeek's intelligence framework: tab-separated, its first line the names of the fields.</summary>
public static class ZeekIntel
{
    private static readonly string[] Fields = ["indicator", "indicator_type", "meta.source", "meta.desc", "meta.url", "meta.do_notice", "meta.if_in"];

    /// <param name="to">Where it goes.</param>
    /// <param name="indicators">Kinds that Zeek has no type for are left out.</param>
    /// <param name="head">Its source stands in each line, for Zeek takes an item away by it. Null for none.</param>
    /// <returns>How many values were written.</returns>
    public static int Write(TextWriter to, IEnumerable<Indicator> indicators, SheetHead? head = null)
    {
        to.Write("#fields\t" + string.Join('\t', Fields) + "\n");
        head?.WriteTo(to, "# ");
        var count = 0;
        foreach (var indicator in indicators)
        {
            if (TypeOf(indicator.Kind) is not { } type)
            {
                continue;
            }

            // Zeek compares links without their scheme.
            var value = indicator.Kind == ObservableKind.Url ? indicator.Value[(indicator.Value.IndexOf("://", StringComparison.Ordinal) + 3)..] : indicator.Value;
            to.Write(string.Join('\t', ((string[])[value, type, head?.Source ?? "", $"{indicator.Label} {indicator.Title}".Trim(), indicator.Address]).Select(Set)));
            to.Write("\tT\t-\n");
            count++;
        }

        return count;
    }

    /// <summary>Null where Zeek has none.</summary>
    private static string? TypeOf(ObservableKind kind) => kind switch
    {
        ObservableKind.IPv4 or ObservableKind.IPv6 => "Intel::ADDR",
        ObservableKind.IPv4Network or ObservableKind.IPv6Network => "Intel::SUBNET",
        ObservableKind.Url => "Intel::URL",
        ObservableKind.Domain => "Intel::DOMAIN",
        ObservableKind.Email => "Intel::EMAIL",
        ObservableKind.Md5 or ObservableKind.Sha1 or ObservableKind.Sha256 or ObservableKind.Sha512 => "Intel::FILE_HASH",
        ObservableKind.FileName => "Intel::FILE_NAME",
        _ => null,
    };

    /// <summary>A hyphen says that a field is not set. A backslash begins an escape, as of the hyphen that is meant, and is doubled.</summary>
    private static string Set(string text) => OneLine.Of(text).Replace("\\", "\\x5c", StringComparison.Ordinal) switch
    {
        "" => "-",
        "-" => "\\x2d",
        var said => said,
    };
}
