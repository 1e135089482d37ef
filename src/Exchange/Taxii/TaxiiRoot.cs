using Infohub.Markings;

namespace Infohub.Exchange.Taxii;

/// <summary>An API root: the same objects, labelled in the words that its readers know.</summary>
/// <param name="Name">In its address.</param>
/// <param name="Style">How labels are said.</param>
/// <param name="Ceiling">The strictest label that these words can say: what is above it is withheld, never weakened (law C4).</param>
internal sealed record TaxiiRoot(string Name, string Title, string Description, MarkingStyle Style, Tlp Ceiling)
{
    public static IReadOnlyList<TaxiiRoot> All { get; } =
    [
        new("tlp2", "TLP 2.0", "Labels are markings of TLP 2.0.", MarkingStyle.Tlp2, Tlp.AmberStrict),
        new("tlp1", "TLP 1.0", "For tools that know the four markings of TLP 1.0 only. TLP:AMBER+STRICT, which they cannot say, is left out.", MarkingStyle.Tlp1, Tlp.Amber),
        new("both", "TLP 2.0 and 1.0", "Labels are markings of TLP 2.0 and, where TLP 1.0 has the same, of TLP 1.0 too.", MarkingStyle.Both, Tlp.AmberStrict),
    ];

    public static TaxiiRoot? Find(string name) => All.FirstOrDefault(r => r.Name == name);
}

/// <summary>In which words a label goes out.</summary>
internal enum MarkingStyle
{
    Tlp2,
    Tlp1,
    Both,
}
