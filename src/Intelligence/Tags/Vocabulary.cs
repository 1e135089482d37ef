using System.Text.Json;

namespace Infohub.Intelligence.Tags;

/// <summary>Where tags come from that a community has loaded.</summary>
internal enum VocabularyKind
{
    Taxonomy = 1,
    Galaxy = 2,
}

/// <summary>A taxonomy's predicates with their values, or a galaxy's clusters.</summary>
/// <param name="Name">The namespace of a taxonomy, the type of a galaxy: by it a later version replaces this one.</param>
/// <param name="Title">For people.</param>
/// <param name="IsExclusive">An item has one tag of it at most.</param>
/// <param name="Predicates">None in a galaxy.</param>
/// <param name="Clusters">None in a taxonomy.</param>
internal sealed record Vocabulary(VocabularyKind Kind, string Name, string Title, string Description, long Version, bool IsExclusive, IReadOnlyList<Term> Predicates, IReadOnlyList<Cluster> Clusters)
{
    /// <summary>How many tags it has.</summary>
    public int Tags => Predicates.Sum(p => Math.Max(1, p.Values.Count)) + Clusters.Count;

    /// <summary>Where its tags stand.</summary>
    public static string AddressOf(VocabularyKind kind, string name) => (kind == VocabularyKind.Galaxy ? "/galaxies/" : "/taxonomies/") + Uri.EscapeDataString(name);

    /// <summary>As the store keeps it.</summary>
    public byte[] Pack() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static Vocabulary Unpack(byte[] body) => JsonSerializer.Deserialize<Vocabulary>(body)!;
}

/// <summary>A predicate, or one of its values.</summary>
/// <param name="Word">As it stands in a tag.</param>
/// <param name="Colour">As <c>#RRGGBB</c>, or empty.</param>
/// <param name="Number">MISP's numerical_value, or null.</param>
/// <param name="IsExclusive">Of a predicate: an item has one of its values at most.</param>
/// <param name="Values">Of a predicate; none where it stands alone.</param>
internal sealed record Term(string Word, string Expanded, string Description, string Colour, double? Number, bool IsExclusive, IReadOnlyList<Term> Values);

/// <summary>What a galaxy names: an actor, a tool, a sector.</summary>
/// <param name="Uuid">In small letters; empty where the file gives none.</param>
/// <param name="Refs">Links of http and https.</param>
internal sealed record Cluster(string Value, string Uuid, string Description, IReadOnlyList<string> Synonyms, IReadOnlyList<string> Refs, IReadOnlyList<ClusterLink> Related);

/// <summary>A relation to another cluster, perhaps of another galaxy.</summary>
/// <param name="Uuid">Of the other.</param>
/// <param name="Type">As MISP has it: similar, used-by, and others.</param>
internal sealed record ClusterLink(string Uuid, string Type);
