using Infohub.Observables.Canonical;
using Infohub.Observables.Scanning;

namespace Infohub.Observables;

/// <summary>Values that a program or a person could follow by accident.</summary>
public static class LiveLinks
{
    /// <summary>
    /// The URLs, domain names, addresses, networks and e-mail addresses that are not masked, with their places: what
    /// <see cref="Masking.MaskText"/> changes.
    /// </summary>
    public static List<Finding> Find(ReadOnlySpan<char> text)
    {
        var live = new List<Finding>();
        var scanner = new Scanner(text);
        while (scanner.Next(out var hit))
        {
            if (Masks.IsLive(text, hit))
            {
                live.Add(new Finding(hit.Kind, Values.Of(text, hit), hit.Start, hit.End - hit.Start));
            }
        }

        return live;
    }
}
