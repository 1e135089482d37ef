namespace Infohub.Markings;

/// <summary>Canonical words of labels, and the reading of words from outside.</summary>
public static class Labels
{
    /// <summary>The five labels from the widest to the strictest.</summary>
    public static IReadOnlyList<Tlp> All { get; } = [Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict, Tlp.Red];

    /// <summary>The canonical form of TLP 2.0 §1: capitals, no spaces, never translated; for example <c>TLP:AMBER+STRICT</c>.</summary>
    /// <param name="label">One of the five labels.</param>
    public static string Canonical(this Tlp label) => label switch
    {
        Tlp.Clear => "TLP:CLEAR",
        Tlp.Green => "TLP:GREEN",
        Tlp.Amber => "TLP:AMBER",
        Tlp.AmberStrict => "TLP:AMBER+STRICT",
        Tlp.Red => "TLP:RED",
        _ => throw new ArgumentOutOfRangeException(nameof(label)),
    };

    /// <summary>The canonical form of a PAP mark; for example <c>PAP:GREEN</c>.</summary>
    /// <param name="pap">One of the four marks.</param>
    public static string Canonical(this Pap pap) => pap switch
    {
        Pap.Clear => "PAP:CLEAR",
        Pap.Green => "PAP:GREEN",
        Pap.Amber => "PAP:AMBER",
        Pap.Red => "PAP:RED",
        _ => throw new ArgumentOutOfRangeException(nameof(pap)),
    };

    /// <summary>The stricter of two labels (law W5).</summary>
    public static Tlp Stricter(Tlp one, Tlp other) => one > other ? one : other;

    /// <summary>Reads exactly the five canonical forms, in any case: what a person or a machine of this hub names.</summary>
    /// <returns>True and the label, or false for every other text.</returns>
    public static bool TryParse(string? text, out Tlp label)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(text, candidate.Canonical(), StringComparison.OrdinalIgnoreCase))
            {
                label = candidate;
                return true;
            }
        }

        label = Tlp.Red;
        return false;
    }

    /// <summary>Reads the four PAP forms, in any case; PAP:WHITE reads as PAP:CLEAR.</summary>
    public static bool TryParsePap(string? text, out Pap pap)
    {
        (var found, pap) = text?.ToUpperInvariant() switch
        {
            "PAP:CLEAR" or "PAP:WHITE" => (true, Pap.Clear),
            "PAP:GREEN" => (true, Pap.Green),
            "PAP:AMBER" => (true, Pap.Amber),
            "PAP:RED" => (true, Pap.Red),
            _ => (false, Pap.Red),
        };
        return found;
    }

    /// <summary>
    /// Reads a label that came from outside the hub (law W5): WHITE reads as CLEAR; AMBER reads as AMBER+STRICT unless the
    /// sender is known to mean TLP 2.0; nothing, or unknown words, read as AMBER+STRICT.
    /// </summary>
    /// <param name="text">The label as it came: <c>TLP:AMBER</c>, <c>tlp:white</c>, <c>amber</c>.</param>
    /// <param name="meansTlp2">True where the marking is a TLP 2.0 one or the sender's agreement says so.</param>
    public static Tlp FromOutside(string? text, bool meansTlp2)
    {
        var word = (text ?? "").Trim().ToUpperInvariant();
        if (word.StartsWith("TLP:", StringComparison.Ordinal))
        {
            word = word[4..].Trim();
        }

        return word switch
        {
            "CLEAR" or "WHITE" => Tlp.Clear,
            "GREEN" => Tlp.Green,
            "AMBER" => meansTlp2 ? Tlp.Amber : Tlp.AmberStrict,
            "AMBER+STRICT" => Tlp.AmberStrict,
            "RED" => Tlp.Red,
            _ => Tlp.AmberStrict,
        };
    }
}
