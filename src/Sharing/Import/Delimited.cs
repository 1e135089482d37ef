using System.Text;

namespace Infohub.Sharing.Import;

/// <summary>A row as it stands in the file.</summary>
/// <param name="Number">From 1.</param>
internal sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>A quote opens in it that nothing closes: all that follows hangs on it.</summary>
    public bool IsUnclosed { get; init; }
}

/// <summary>Text with delimiters (RFC 4180), or one value a line.</summary>
internal static class Delimited
{
    public const int MostRows = 20_000;
    public const int MostColumns = 100;
    private const int Sample = 50;

    /// <summary>No delimiter: a line is a value.</summary>
    public const char None = '\0';

    private static readonly char[] Known = [',', ';', '\t', '|'];

    /// <summary>The sign that gives most rows the same number of cells.</summary>
    public static char Find(string text)
    {
        var best = (Delimiter: None, Score: 0.0);
        foreach (var sign in Known)
        {
            var rows = Read(text, sign, Sample).Where(r => !IsBlank(r) && r.Cells[0] is not ['#', ..]).ToList();
            if (rows.Count == 0)
            {
                continue;
            }

            var usual = rows.GroupBy(r => r.Cells.Count).MaxBy(g => (g.Count(), g.Key))!;
            var share = (double)usual.Count() / rows.Count;
            if (usual.Key > 1 && share >= 0.8 && share * Math.Min(usual.Key, 20) > best.Score)
            {
                best = (sign, share * Math.Min(usual.Key, 20));
            }
        }

        return best.Delimiter;
    }

    public static bool IsBlank(TableRow row) => row.Cells.All(string.IsNullOrWhiteSpace);

    /// <summary>The rows, at most so many and one more, by which who asks knows that there are more.</summary>
    public static List<TableRow> Read(string text, char delimiter, int most)
    {
        var rows = new List<TableRow>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var at = 0;
        while (at < text.Length && rows.Count <= most)
        {
            var c = text[at];
            if (c == '"' && cell.Length == 0)
            {
                var end = ReadQuoted(text, at + 1, cell);
                if (end < 0)
                {
                    rows.Add(new TableRow(rows.Count + 1, [.. cells, cell.ToString()]) { IsUnclosed = true });
                    return rows;
                }

                at = end;
                if (cell.Length == 0 && at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
                {
                    cell.Append(text[at++]);
                }
            }
            else if (c is '\r' or '\n')
            {
                cells.Add(cell.ToString());
                rows.Add(new TableRow(rows.Count + 1, cells));
                (cells, at) = ([], at + (c == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1));
                cell.Clear();
            }
            else if (c == delimiter && delimiter != None)
            {
                cells.Add(cell.ToString());
                cell.Clear();
                at++;
            }
            else
            {
                cell.Append(c);
                at++;
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            cells.Add(cell.ToString());
            rows.Add(new TableRow(rows.Count + 1, cells));
        }

        return rows;
    }

    /// <returns>Behind the quote that closes; -1 where none does.</returns>
    private static int ReadQuoted(string text, int at, StringBuilder cell)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                return at + 1;
            }
        }

        return -1;
    }
}
