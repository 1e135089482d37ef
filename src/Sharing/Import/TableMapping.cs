using System.Text.RegularExpressions;
using Infohub.Observables;

namespace Infohub.Sharing.Import;

/// <summary>How a table is read: as the reader says, or as it looks.</summary>
/// <param name="Encoding">A word of <see cref="TextCoding.Words"/>.</param>
/// <param name="Delimiter">Between cells.</param>
/// <param name="HasHeader">The first row names the columns.</param>
/// <param name="Roles">What each column is: words of <see cref="ColumnRole"/>.</param>
internal sealed partial record TableMapping(string Encoding, char Delimiter, bool HasHeader, IReadOnlyList<string> Roles)
{
    private const int Sample = 50;

    /// <summary>As the table looks.</summary>
    public static TableMapping Guess(string encoding, char delimiter, IReadOnlyList<TableRow> rows)
    {
        var full = rows.Where(r => !Delimited.IsBlank(r)).Take(Sample).ToList();
        var columns = full.Count == 0 ? 0 : full.Max(r => r.Cells.Count);
        var hasHeader = full.Count > 1 && columns > 0 && IsHeader(full[0], full[1]);
        var names = hasHeader ? full[0].Cells.Select(c => c.Trim().ToLowerInvariant()).ToList() : [];
        var body = full.Skip(hasHeader ? 1 : 0).ToList();
        var isMisp = names.Contains("type") && names.Contains("value") && (names.Contains("to_ids") || names.Contains("category"));
        return new TableMapping(encoding, delimiter, hasHeader, [.. Enumerable.Range(0, columns).Select(c => Role(names.ElementAtOrDefault(c) ?? "", [.. body.Select(r => r.Cells.ElementAtOrDefault(c) ?? "")], isMisp))]);
    }

    /// <summary>As many roles as columns.</summary>
    public TableMapping Fit(int columns) => this with { Roles = [.. Enumerable.Range(0, columns).Select(c => Roles.ElementAtOrDefault(c) is { } role && ColumnRole.IsKnown(role) ? role : ColumnRole.Ignore)] };

    private static bool IsHeader(TableRow first, TableRow second) =>
        !first.Cells.Any(IsOneValue) && first.Cells[0] is not ['#', ..] && (second.Cells.Any(IsOneValue) || first.Cells.Any(c => Heads().IsMatch(c)));

    private static string Role(string name, List<string> cells, bool isMisp) => name switch
    {
        "type" when isMisp => ColumnRole.Type,
        "value" when isMisp => ColumnRole.Value,
        "to_ids" when isMisp => ColumnRole.Meant,
        "comment" when isMisp => ColumnRole.Comment,
        "date" or "timestamp" when isMisp => ColumnRole.Date,
        "attribute_tag" when isMisp => ColumnRole.Tag,
        _ when isMisp => ColumnRole.Ignore,
        _ when Comments().IsMatch(name) => ColumnRole.Comment,
        _ when Dates().IsMatch(name) => ColumnRole.Date,
        _ when Tags().IsMatch(name) => ColumnRole.Tag,
        _ when cells.Count(IsOneValue) is > 0 and var found && found * 2 >= cells.Count(c => c.Trim().Length > 0) => ColumnRole.Value,
        _ => ColumnRole.Ignore,
    };

    private static bool IsOneValue(string cell) => cell.Length <= TableReading.LongestCell && TableReading.OneValue(cell, null) is not null;

    [GeneratedRegex("^(type|value|indicator|ioc|ip|domain|url|hash|comment|date|tags?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Heads();

    [GeneratedRegex("comment|descri|note|remark|備註|备注|說明|说明|描述", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Comments();

    [GeneratedRegex("date|time|seen|日期|時間|时间", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dates();

    [GeneratedRegex("tag|label|標籤|标签", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tags();
}
