using System.Globalization;
using System.Text;
using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Observables;

namespace Infohub.Sharing.LookUp;

/// <summary>One value, and what the reader may read of it.</summary>
/// <param name="Items">In how many items, at most <see cref="LookUpValues.Most"/>.</param>
/// <param name="Newest">The newest of them.</param>
internal sealed record LookedUp(ObservableKind Kind, string Value, int Items, Card? Newest)
{
    /// <summary>In how many objects of STIX, at most 100.</summary>
    public int Objects { get; init; }

    public bool IsKnown => Items > 0 || Objects > 0;

    public bool OrMore => Items >= LookUpValues.Most;

    public string Masked => Masking.Mask(Value, Kind);

    /// <summary>For a spreadsheet, where a cell that begins like a formula would be one. Masked: it is read by people (C3).</summary>
    public static string Csv(IEnumerable<LookedUp> lines)
    {
        var text = new StringBuilder("value,kind,items,objects,newest,label\r\n");
        foreach (var line in lines)
        {
            text.Append(Cell(line.Masked)).Append(',').Append(line.Kind).Append(',').Append(line.Items.ToString(CultureInfo.InvariantCulture)).Append(line.OrMore ? "+" : "").Append(',')
                .Append(line.Objects.ToString(CultureInfo.InvariantCulture)).Append(line.Objects >= ObjectCounts.Most ? "+" : "").Append(',')
                .Append(line.Newest is { } card ? "/items/" + card.Uid : "").Append(',').Append(line.Newest?.Label.Canonical()).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@', ..] ? "'" + value : value;
        return safe.AsSpan().ContainsAny(',', '"', '\n') ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }
}
