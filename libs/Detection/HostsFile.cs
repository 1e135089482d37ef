using Infohub.Observables;

namespace Infohub.Detection;

/// <summary>Names in the form of a hosts file, each pointed at an address where nobody answers. It says nothing of the names below a name; <see cref="RpzZone"/> does.</summary>
public static class HostsFile
{
    /// <summary>Of no host (RFC 1122 §3.2.1.3): the connection fails at once, where one to the own machine would find a server there.</summary>
    private const string Nowhere = "0.0.0.0 ";

    /// <param name="to">Where it goes.</param>
    /// <param name="indicators">Domain names are taken, all else is left out.</param>
    /// <param name="head">Null for none.</param>
    /// <returns>How many values were written.</returns>
    public static int Write(TextWriter to, IEnumerable<Indicator> indicators, SheetHead? head = null)
    {
        head?.WriteTo(to, "# ");
        var count = 0;
        foreach (var indicator in indicators.Where(i => i.Kind == ObservableKind.Domain))
        {
            to.Write(Nowhere);
            to.Write(indicator.Value);
            to.Write('\n');
            count++;
        }

        return count;
    }
}
