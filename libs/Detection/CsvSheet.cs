using System.Globalization;

namespace Infohub.Detection;

/// <summary>How a sheet is written.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// A cell that a spreadsheet would take for a formula is made text with an apostrophe (OWASP, "CSV injection"). On for people; off for programs, which want values as they are.
    /// </summary>
    public bool GuardFormulas { get; init; } = true;

    /// <summary>Quotes around each cell; else only where one is needed.</summary>
    public bool QuoteAll { get; init; }
}

/// <summary>Comma-separated values as RFC 4180 has them, lines ending with CRLF. There are no comments in it: label and expiry are columns.</summary>
public static class CsvSheet
{
    private static readonly string[] Heads = ["value", "kind", "score", "title", "item", "tlp", "expires"];

    /// <summary>Indicators with a line of heads: value, kind, score, title, item, tlp, expires.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="indicators">All kinds are taken.</param>
    /// <param name="head">Its expiry stands in each line; null for none.</param>
    /// <param name="options">Null for guarded cells, quoted where needed.</param>
    /// <returns>How many values were written.</returns>
    public static int Write(TextWriter to, IEnumerable<Indicator> indicators, SheetHead? head = null, CsvOptions? options = null)
    {
        var expires = head?.Expires?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
        return Write(
            to,
            Heads,
            indicators.Select(i => (IReadOnlyList<string>)[i.Value, i.Kind.ToString(), i.Score?.ToString(CultureInfo.InvariantCulture) ?? "", i.Title, i.Address, i.Label, expires]),
            options);
    }

    /// <summary>Any table.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="heads">The first line, as it is.</param>
    /// <param name="lines">A cell for each head.</param>
    /// <param name="options">Null for guarded cells, quoted where needed.</param>
    /// <returns>How many lines were written below the heads.</returns>
    public static int Write(TextWriter to, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> lines, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        to.Write(string.Join(',', heads));
        to.Write("\r\n");
        var count = 0;
        foreach (var line in lines)
        {
            to.Write(string.Join(',', line.Select(cell => Cell(cell, options))));
            to.Write("\r\n");
            count++;
        }

        return count;
    }

    private static string Cell(string value, CsvOptions options)
    {
        var said = options.GuardFormulas && value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value;
        return options.QuoteAll || said.AsSpan().ContainsAny(",\"\r\n") ? "\"" + said.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : said;
    }
}
