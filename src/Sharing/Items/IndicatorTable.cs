using Infohub.Intelligence.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Items;

/// <summary>In which order the table of an item's values stands; the words are those of the address.</summary>
internal enum IndicatorOrder
{
    Text,
    Kind,
    Value,
}

/// <summary>The values that an item names, as its page and its print show them.</summary>
/// <param name="Values">In the order asked for.</param>
/// <param name="Order">That order.</param>
/// <param name="Address">The item's page with what it was asked for, to which an order is added; empty on paper, where nothing is chosen.</param>
/// <param name="MayExport">The values may be taken out.</param>
/// <param name="Warnings">What is known and harmless, and flagged.</param>
internal sealed record IndicatorTable(IReadOnlyList<Finding> Values, IndicatorOrder Order, string Address, bool MayExport, WarningLists Warnings)
{
    /// <summary>More than these are folded away on the page.</summary>
    private const int Shown = 20;

    private const int FewestFolded = 5;

    public static IndicatorTable Of(IReadOnlyList<Finding> values, string? order, string address, bool mayExport, WarningLists warnings)
    {
        var by = Enum.TryParse<IndicatorOrder>(order, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : IndicatorOrder.Text;
        return new(
            by switch
            {
                IndicatorOrder.Kind => [.. values.OrderBy(v => v.Kind)],
                IndicatorOrder.Value => [.. values.OrderBy(v => v.Value, StringComparer.Ordinal)],
                _ => values,
            },
            by,
            address,
            mayExport,
            warnings);
    }

    /// <summary>On paper nothing is folded.</summary>
    public int AtOnce => Address.Length == 0 || Values.Count < Shown + FewestFolded ? Values.Count : Shown;

    public string AddressBy(IndicatorOrder order) => $"{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}by={order.ToString().ToLowerInvariant()}#indicators";

    public string? SortOf(IndicatorOrder order) => order == Order ? "ascending" : null;

    /// <summary>The names of the warning lists on which a value stands.</summary>
    public IEnumerable<string> WarningsOf(Finding value) => Warnings.HitsOf(value.Kind, value.Value).Select(h => h.List);

    /// <summary>Some of the rows, and how many of the kind there are where a group of it begins.</summary>
    public IEnumerable<(Finding Value, int? GroupOf)> Rows(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var begins = Order == IndicatorOrder.Kind && (i == 0 || Values[i - 1].Kind != Values[i].Kind);
            yield return (Values[i], begins ? Values.Count(v => v.Kind == Values[i].Kind) : null);
        }
    }
}
