using Infohub.Intelligence.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Import;

/// <summary>MISP's types of attributes, as far as a value of a post can be made of them. Those with a bar hold two values, or a value and what belongs to it.</summary>
internal static class MispParts
{
    /// <summary>Who was attacked, who runs a domain, and what is a file: nothing to warn of.</summary>
    private static readonly HashSet<string> NoWarning = new(StringComparer.OrdinalIgnoreCase) { "target-email", "whois-registrant-email", "dns-soa-email", "malware-sample", "attachment" };

    /// <summary>The kinds that each part of a value may be, an empty list for a part that is none (a port); null for a type of which nothing is made.</summary>
    public static IReadOnlyList<IReadOnlyList<ObservableKind>>? Of(string type)
    {
        var parts = type.Trim().Split('|').Select(p => NoWarning.Contains(p) ? [] : MispTypes.KindsOf(p)).ToList();
        return parts.Count is 1 or 2 && parts.Exists(p => p.Count > 0) ? parts : null;
    }
}
