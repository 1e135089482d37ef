using Infohub.Platform.Refusals;
using Infohub.Stix.Json;

namespace Infohub.Intelligence.Public;

/// <summary>What the standard's checks tell, as the house says it: in the language of whoever looks.</summary>
public static class FaultSentences
{
    /// <summary>The fault alone, as it stands beside its place and clause.</summary>
    public static Sentence Said(this StixFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return Of(fault.Text);
    }

    /// <summary>The fault behind its place, where it has one.</summary>
    public static Sentence SaidInPlace(this StixFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.Path.Length == 0 ? fault.Said() : new Sentence("{0}: {1}", fault.Path, fault.Said());
    }

    private static Sentence Of(FaultText text) => new(text.Template, [.. text.Args.Select(a => a is FaultText inner ? Of(inner) : a)]);
}
