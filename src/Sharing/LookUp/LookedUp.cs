using System.Globalization;
using Infohub.Detection;
using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Observables;

namespace Infohub.Sharing.LookUp;

/// <summary>One value, and what the reader may read of it.</summary>
/// <param name="Items">In how many items, at most <see cref="LookUpValues.Most"/>.</param>
/// <param name="Newest">The newest of them.</param>
/// <param name="WarningLists">The names of the warning lists on which it stands.</param>
internal sealed record LookedUp(ObservableKind Kind, string Value, int Items, Card? Newest, IReadOnlyList<string> WarningLists)
{
    private static readonly string[] CsvHeads = ["value", "kind", "items", "objects", "newest", "label", "warning_lists"];

    public Finding Finding => new(Kind, Value, 0, 0);

    /// <summary>In how many objects of STIX, at most 100.</summary>
    public int Objects { get; init; }

    public bool IsKnown => Items > 0 || Objects > 0;

    public bool OrMore => Items >= LookUpValues.Most;

    public string Masked => Masking.Mask(Value, Kind);

    /// <summary>For a spreadsheet, where a cell that begins like a formula would be one. Masked: it is read by people (C3).</summary>
    public static string Csv(IEnumerable<LookedUp> lines)
    {
        using var text = new StringWriter();
        CsvSheet.Write(text, CsvHeads, lines.Select(line => (IReadOnlyList<string>)
        [
            line.Masked, line.Kind.ToString(), line.Items.ToString(CultureInfo.InvariantCulture) + (line.OrMore ? "+" : ""), line.Objects.ToString(CultureInfo.InvariantCulture) + (line.Objects >= ObjectCounts.Most ? "+" : ""), line.Newest is { } card ? "/items/" + card.Uid : "",
            line.Newest?.Label.Canonical() ?? "", string.Join("; ", line.WarningLists),
        ]));
        return text.ToString();
    }
}
