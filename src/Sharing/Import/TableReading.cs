using System.Globalization;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Import;

/// <summary>A value as its row has it.</summary>
internal sealed record RowValue(int Row, Finding Value, string Comment, DateTimeOffset? Date, IReadOnlyList<string> Tags);

/// <summary>A row that gives nothing, and why.</summary>
internal sealed record UnreadRow(int Row, string Text, Refusal Why);

/// <summary>What a table says: of each row its values, or the reason why not.</summary>
internal sealed class TableReading
{
    public const int LongestCell = 4096;
    private const int LongestShown = 120;
    private const int MostTags = 20;

    private readonly TableMapping mapping;
    private readonly List<RowValue> values = [];
    private readonly List<UnreadRow> unread = [];
    private readonly Dictionary<(ObservableKind, string), int> seen = [];

    private TableReading(TableMapping mapping) => this.mapping = mapping;

    public IReadOnlyList<RowValue> Values => values;

    public IReadOnlyList<UnreadRow> Unread => unread;

    public static TableReading Of(IEnumerable<TableRow> rows, TableMapping mapping)
    {
        var reading = new TableReading(mapping);
        foreach (var row in rows.Skip(mapping.HasHeader ? 1 : 0).Where(r => !Delimited.IsBlank(r)))
        {
            if (reading.Read(row) is { } why)
            {
                reading.unread.Add(new UnreadRow(row.Number, Shown(row), why));
            }
        }

        return reading;
    }

    /// <summary>The one value that a cell is, and nothing beside it.</summary>
    public static Finding? OneValue(string cell, IReadOnlyCollection<ObservableKind>? kinds)
    {
        var text = cell.Trim().Trim('"', '\'').Trim();
        if (text.Length == 0)
        {
            return null;
        }

        var options = kinds is null ? new ExtractOptions { MaxFindings = 2 } : new ExtractOptions { MaxFindings = 2, Kinds = kinds.ToHashSet() };
        return Extractor.Find(text, options) is [var only] && only.Start == 0 && only.Length >= text.TrimEnd('.', '/').Length ? only : null;
    }

    private Refusal? Read(TableRow row)
    {
        if (row.IsUnclosed)
        {
            return Refusal.Invalid("row-quote", "A quotation mark opens here and nothing closes it.");
        }

        if (row.Cells.Count > mapping.Roles.Count)
        {
            return Refusal.Invalid("row-cells", "It has {0} cells, and the table has {1} columns.", null, row.Cells.Count, mapping.Roles.Count);
        }

        if (row.Cells[0] is ['#', ..])
        {
            return Refusal.Invalid("row-remark", "It begins with # and is taken for a remark.");
        }

        var wanted = row.Cells.Where((_, c) => mapping.Roles[c] != ColumnRole.Ignore).ToList();
        if (wanted.Exists(c => c.Length > LongestCell))
        {
            return Refusal.Invalid("row-long", "A cell has more than {0} characters.", null, LongestCell);
        }

        if (wanted.Exists(c => c.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            return Refusal.Invalid("row-encoding", "It holds bytes that are not of the chosen encoding.");
        }

        if (Cell(row, ColumnRole.Meant) is { Length: > 0 } meant && meant is "0" or "false" or "FALSE" or "False")
        {
            return Refusal.Invalid("row-context", "The source does not mean it as an indicator.");
        }

        var date = Cell(row, ColumnRole.Date);
        return date.Length > 0 && DateOf(date) is null
            ? Refusal.Invalid("row-date", "Its date cannot be read. Write it as 2026-03-02, or leave that column out.")
            : Add(row, Cell(row, ColumnRole.Comment), DateOf(date));
    }

    private Refusal? Add(TableRow row, string comment, DateTimeOffset? date)
    {
        var tags = Cell(row, ColumnRole.Tag).Split(';').SelectMany(MachineTag.Split).Take(MostTags).ToList();
        var type = Cell(row, ColumnRole.Type);
        var (added, why) = (0, (Refusal?)null);
        for (var column = 0; column < row.Cells.Count; column++)
        {
            if (!ColumnRole.IsValue(mapping.Roles[column]) || row.Cells[column].Trim().Length == 0)
            {
                continue;
            }

            foreach (var (value, fault) in ValuesOf(row.Cells[column], ColumnRole.KindOf(mapping.Roles[column]), type))
            {
                if (fault is not null || value is not { } found)
                {
                    why ??= fault;
                }
                else if (!seen.TryAdd((found.Kind, found.Value), row.Number))
                {
                    why ??= Refusal.Invalid("row-again", "Its value stands in row {0} already.", null, seen[(found.Kind, found.Value)]);
                }
                else
                {
                    values.Add(new RowValue(row.Number, found, comment, date, tags));
                    added++;
                }
            }
        }

        // A row with a second value that cannot be read is told of too, beside what it gave.
        return why ?? (added == 0 ? Refusal.Invalid("row-empty", "It has no value in a column of values.") : null);
    }

    private static IEnumerable<(Finding? Value, Refusal? Fault)> ValuesOf(string cell, ObservableKind? kind, string type)
    {
        if (kind is null && type.Length > 0)
        {
            if (MispParts.Of(type) is not { } parts)
            {
                yield return (null, Refusal.Invalid("row-type", "Nothing is made of its kind “{0}”.", null, type.Length > LongestShown ? type[..LongestShown] : type));
                yield break;
            }

            var pieces = parts.Count == 1 ? [cell] : cell.Split('|', 2);
            for (var i = 0; i < pieces.Length; i++)
            {
                if (parts[i].Count > 0)
                {
                    yield return Read(pieces[i], parts[i]);
                }
            }

            yield break;
        }

        yield return Read(cell, kind is { } chosen ? [chosen] : null);

        static (Finding?, Refusal?) Read(string text, IReadOnlyCollection<ObservableKind>? kinds) => OneValue(text, kinds) is { } found
            ? (found, null)
            : (null, kinds is null ? Refusal.Invalid("row-value", "What stands there is not one value of a kind that is known here.") : Refusal.Invalid("row-kind", "What stands there is not of the kind that its column is said to be."));
    }

    private string Cell(TableRow row, string role) =>
        string.Join(role == ColumnRole.Tag ? ", " : " ", row.Cells.Where((_, c) => mapping.Roles[c] == role).Select(c => c.ReplaceLineEndings(" ").Trim()).Where(c => c.Length > 0));

    private static DateTimeOffset? DateOf(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] forms = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"];
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, Utc, out var date) ? date
            // Seconds since 1970, as MISP writes a timestamp.
            : text.Length is 9 or 10 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }

    private static string Shown(TableRow row)
    {
        var text = string.Join(" · ", row.Cells.Take(6).Select(c => c.Length > LongestShown ? c[..LongestShown] + "…" : c)).ReplaceLineEndings(" ");
        return text.Length > LongestShown ? text[..LongestShown] + "…" : text;
    }
}
