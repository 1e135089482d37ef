using System.Text;

namespace Infohub.Sharing.Import;

/// <summary>What can be imported; the words are those of the page's list.</summary>
internal enum ImportForm
{
    Unknown,
    Stix,
    Table,
    Text,
    Html,
    Pdf,
}

/// <summary>Tells by its content what something is; its name decides only between a table and a text.</summary>
internal static class ImportForms
{
    private const int HeaderWithin = 1024;

    public static IReadOnlyList<(string Word, string Name)> All { get; } =
    [
        ("", "as it looks"), ("stix", "STIX 2.1 bundle"), ("table", "table or list"), ("text", "text"), ("html", "web page"), ("pdf", "PDF"),
    ];

    public static ImportForm Parse(string? word) => word switch
    {
        "stix" => ImportForm.Stix,
        "table" => ImportForm.Table,
        "text" => ImportForm.Text,
        "html" => ImportForm.Html,
        "pdf" => ImportForm.Pdf,
        _ => ImportForm.Unknown,
    };

    /// <summary>By the first bytes; unknown for what its text decides.</summary>
    public static ImportForm OfStart(ReadOnlySpan<byte> start)
    {
        var head = start[..Math.Min(start.Length, HeaderWithin)];
        var text = head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head;
        return head.IndexOf("%PDF-"u8) >= 0 ? ImportForm.Pdf : text.TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? ImportForm.Stix : ImportForm.Unknown;
    }

    /// <summary>Pictures, archives and programs are no text in any encoding.</summary>
    public static bool IsBinary(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, 4096));
        var odd = 0;
        foreach (var c in sample)
        {
            odd += c is '\0' or '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f')) ? 1 : 0;
        }

        return odd * 50 > sample.Length;
    }

    public static ImportForm OfText(string text, string name) =>
        HtmlText.Is(text, name) ? ImportForm.Html
        : name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || LooksLikeTable(text) ? ImportForm.Table
        : ImportForm.Text;

    /// <summary>Most of its first rows hold a value of their own, in cells or a line each.</summary>
    private static bool LooksLikeTable(string text)
    {
        var delimiter = Delimited.Find(text);
        var rows = Delimited.Read(text, delimiter, 50).Where(r => !Delimited.IsBlank(r) && r.Cells[0] is not ['#', ..]).ToList();
        var found = rows.Count(r => r.Cells.Any(c => c.Length <= TableReading.LongestCell && TableReading.OneValue(c, null) is not null));
        return rows.Count >= 2 && found * 10 >= (rows.Count - 1) * 8;
    }
}
