using Infohub.Markings;

namespace Infohub.Intelligence.Sightings;

/// <summary>What somebody said of a value, as one viewer reads it.</summary>
/// <param name="Uid">Its address; empty for a STIX sighting, which is taken back as an object.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstAt">In microseconds, as <paramref name="LastAt"/>.</param>
/// <param name="Organisation">Who says it; 0 for a member without a name.</param>
/// <param name="ItemUid">The item to which it belongs.</param>
/// <param name="Label">Under which it is read.</param>
internal sealed record Sighting(string Uid, SightingKind Kind, long Count, long FirstAt, long LastAt, long Organisation, string ItemUid, Tlp Label)
{
    /// <summary>By the author of an anonymous item.</summary>
    public bool ByAuthor { get; init; }

    /// <summary>By a reader without a name, who is sealed at its address (W7).</summary>
    public bool IsSealed { get; init; }

    /// <summary>The sector of whoever said it without a name, where at least five organisations of it could have (W7); or empty.</summary>
    public string Sector { get; init; } = "";

    /// <summary>As written; masked where it is shown.</summary>
    public string Note { get; init; } = "";

    /// <summary>The viewer may take it back.</summary>
    public bool Mine { get; init; }

    /// <summary>It came as a STIX object.</summary>
    public bool IsObject => Uid.Length == 0;
}

/// <summary>How much the viewer reads of one kind.</summary>
/// <param name="Rows">How many sightings.</param>
/// <param name="Times">How often, all together.</param>
/// <param name="Organisations">By how many organisations; all members without a name are one, for it cannot be told how many they are.</param>
internal sealed record SightingTotal(int Rows, long Times, int Organisations)
{
    public static SightingTotal Of(IEnumerable<Sighting> sightings, SightingKind kind)
    {
        var of = sightings.Where(s => s.Kind == kind).ToList();
        return new SightingTotal(of.Count, of.Sum(s => s.Count), of.Select(s => s.Organisation).Distinct().Count());
    }
}
