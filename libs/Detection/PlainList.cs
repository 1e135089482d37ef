using Infohub.Observables;

namespace Infohub.Detection;

/// <summary>
/// Bare values, one a line, UTF-8 with line feeds, as firewalls and resolvers read them (pfBlockerNG, FortiGate, Palo Alto EDL, Pi-hole). No mask, no quotes; a head only for
/// receivers that take <c>#</c> for a comment.
/// </summary>
public static class PlainList
{
    /// <param name="to">Where it goes.</param>
    /// <param name="indicators">In the order in which they are to stand: receivers cut what is too much at the end. Each value once.</param>
    /// <param name="kind">Values of this kind alone; null for all.</param>
    /// <param name="head">Null for none.</param>
    /// <returns>How many values were written.</returns>
    public static int Write(TextWriter to, IEnumerable<Indicator> indicators, ObservableKind? kind = null, SheetHead? head = null)
    {
        head?.WriteTo(to, "# ");
        var count = 0;
        foreach (var indicator in indicators.Where(i => kind is null || i.Kind == kind))
        {
            to.Write(indicator.Value);
            to.Write('\n');
            count++;
        }

        return count;
    }
}
