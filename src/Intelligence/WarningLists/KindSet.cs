using Infohub.Intelligence.Public;
using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Kinds of values, one bit each; read from the attribute types of MISP that a list is for.</summary>
internal readonly record struct KindSet(uint Bits)
{
    /// <summary>All kinds: a list that names no attribute types is for all.</summary>
    public static KindSet All { get; } = Of([.. Enum.GetValues<ObservableKind>()]);

    /// <summary>Both halves of a pair count; words that no kind here answers to are passed over.</summary>
    public static KindSet Read(IEnumerable<string> attributes)
    {
        var words = attributes.ToList();
        return words.Count == 0 ? All : Of([.. words.SelectMany(w => w.Split('|')).SelectMany(MispTypes.KindsOf)]);
    }

    public static KindSet Of(params ReadOnlySpan<ObservableKind> kinds)
    {
        var bits = 0u;
        foreach (var kind in kinds)
        {
            bits |= 1u << (int)kind;
        }

        return new KindSet(bits);
    }

    public bool Has(ObservableKind kind) => (Bits & (1u << (int)kind)) != 0;
}
