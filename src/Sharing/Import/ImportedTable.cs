using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Import;

/// <summary>A table that is kept with a draft, read as the reader says or as it looks.</summary>
/// <param name="Rows">All of them.</param>
/// <param name="Mapping">What its columns are.</param>
/// <param name="Reading">What it says so.</param>
internal sealed record ImportedTable(IReadOnlyList<TableRow> Rows, TableMapping Mapping, TableReading Reading)
{
    /// <summary>Null where the draft keeps none.</summary>
    /// <param name="brought">What drafts keep.</param>
    /// <param name="draft">As its author reads it.</param>
    /// <param name="said">What the form says; what it leaves open is found out.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static async Task<Outcome<ImportedTable>> ReadAsync(BroughtObjects brought, ReadableItem draft, TableSaid said, CancellationToken stop)
    {
        if (await brought.TableAsync(draft, stop) is not { } bytes)
        {
            return Refusal.NotFound;
        }

        var coded = TextCoding.Decode(bytes, said.Encoding);
        var delimiter = said.DelimiterSign ?? Delimited.Find(coded.Text);
        var rows = Delimited.Read(coded.Text, delimiter, Delimited.MostRows);
        var columns = rows.Count == 0 ? 0 : rows.Max(r => r.Cells.Count);
        if (rows.Count > Delimited.MostRows || columns > Delimited.MostColumns)
        {
            return new Refusal(RefusalKind.TooLarge, "table-large", "A table has at most {0} rows and {1} columns here. Split it.", null, Delimited.MostRows, Delimited.MostColumns);
        }

        // What was said of other columns says nothing of these.
        var mapping = said.Roles.Count == columns && said.Delimiter == said.ShownDelimiter
            ? new TableMapping(coded.Word, delimiter, said.Header, said.Roles).Fit(columns)
            : TableMapping.Guess(coded.Word, delimiter, rows);
        return new ImportedTable(rows, mapping, TableReading.Of(rows, mapping));
    }
}

/// <summary>What the form says of a table. What is left empty arrives as null and stays empty here.</summary>
internal sealed class TableSaid
{
    public string Encoding { get; set => field = value ?? ""; } = "";

    /// <summary>A word of <see cref="Delimiters"/>.</summary>
    public string Delimiter { get; set => field = value ?? ""; } = "";

    /// <summary>That of the table under which the roles were chosen.</summary>
    public string ShownDelimiter { get; set => field = value ?? ""; } = "";

    public bool Header { get; set; }

    public List<string> Roles { get; set; } = [];

    /// <summary>The values are kept as objects with what their rows say, whatever room the text has.</summary>
    public bool AsObjects { get; set; }

    public static IReadOnlyList<(string Word, string Name, char Sign)> Delimiters { get; } =
    [
        ("comma", "comma", ','), ("semicolon", "semicolon", ';'), ("tab", "tab", '\t'), ("bar", "vertical bar", '|'), ("line", "none: a line is a value", Delimited.None),
    ];

    public char? DelimiterSign => Delimiters.FirstOrDefault(d => d.Word == Delimiter) is { Word: not null } found ? found.Sign : null;
}
