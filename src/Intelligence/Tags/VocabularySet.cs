using System.Collections.Frozen;
using Infohub.Library.Public;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Tags;

/// <summary>The taxonomies and galaxies that are in use, as one process holds them.</summary>
internal sealed class VocabularySet
{
    /// <summary>A shorter name of a cluster stands in any text; of signs of Han two are enough.</summary>
    private const int ShortestName = 4;

    /// <summary>Words of a name that is looked for in a text.</summary>
    private const int LongestName = 6;

    private readonly FrozenDictionary<string, Vocabulary> taxonomies;
    private readonly FrozenDictionary<string, Vocabulary> galaxies;
    private readonly FrozenDictionary<string, (Vocabulary Galaxy, Cluster Cluster)> clusters;
    private readonly FrozenDictionary<string, string> spelling;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> names;

    public VocabularySet(long revision, IReadOnlyList<Vocabulary> all)
    {
        Revision = revision;
        taxonomies = Of(all, VocabularyKind.Taxonomy);
        galaxies = Of(all, VocabularyKind.Galaxy);
        clusters = galaxies.Values.SelectMany(g => g.Clusters.Where(c => c.Uuid.Length > 0).Select(c => (Galaxy: g, Cluster: c))).DistinctBy(c => c.Cluster.Uuid, StringComparer.Ordinal).ToFrozenDictionary(c => c.Cluster.Uuid, StringComparer.Ordinal);
        Tags = [.. all.SelectMany(TagsOf)];
        spelling = Tags.DistinctBy(t => t, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(t => t, t => t, StringComparer.OrdinalIgnoreCase);
        names = galaxies.Values.SelectMany(g => g.Clusters.SelectMany(c => c.Synonyms.Prepend(c.Value).Where(n => n.Length >= ShortestName || (n.Length > 1 && n.All(IsHan))).Select(n => (Name: NameOf(n), Tag: TagOf(g, c)))))
            .Where(n => n.Name.Length > 0).GroupBy(n => n.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(n => n.Tag).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
    }

    public long Revision { get; }

    /// <summary>All tags, as they are written.</summary>
    public IReadOnlyList<string> Tags { get; }

    public static IEnumerable<string> TagsOf(Vocabulary of) => of.Kind == VocabularyKind.Galaxy
        ? of.Clusters.Select(c => TagOf(of, c))
        : of.Predicates.SelectMany(p => p.Values.Count == 0 ? [TagOf(of, p, null)] : p.Values.Select(v => TagOf(of, p, v)));

    public static string TagOf(Vocabulary galaxy, Cluster cluster) => new MachineTag(MachineTag.Galaxy, galaxy.Name, cluster.Value).ToString();

    public static string TagOf(Vocabulary taxonomy, Term predicate, Term? value) => new MachineTag(taxonomy.Name, predicate.Word, value?.Word).ToString();

    /// <summary>The tags as the vocabularies write them, or what is wrong with one of a vocabulary. All others stay as they are.</summary>
    public Outcome<IReadOnlyList<string>> Read(IReadOnlyList<string> tags)
    {
        var read = new List<string>(tags.Count);
        var alone = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in tags)
        {
            if (MachineTag.Parse(tag) is not { } machine || VocabularyOf(machine) is not { } vocabulary)
            {
                read.Add(tag);
                continue;
            }

            var predicate = vocabulary.Predicates.FirstOrDefault(p => string.Equals(p.Word, machine.Predicate, StringComparison.OrdinalIgnoreCase));
            if (!spelling.TryGetValue(tag, out var written))
            {
                return VocabularyRefusals.Unknown(tag, vocabulary.Title);
            }

            var group = vocabulary.IsExclusive ? vocabulary.Name : predicate is { IsExclusive: true } ? vocabulary.Name + ":" + predicate.Word : null;
            if (group is not null && !alone.TryAdd(group, written) && alone[group] != written)
            {
                return VocabularyRefusals.Exclusive(alone[group], written);
            }

            read.Add(written);
        }

        return read.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary>Tags of clusters whose value or synonym stands in a text as whole words, in the text's order.</summary>
    public IReadOnlyList<string> NamedIn(string text)
    {
        var (found, words) = (new List<string>(), Words(text));
        for (var from = 0; from < words.Count; from++)
        {
            var name = "";
            for (var length = 1; length <= LongestName && from + length <= words.Count; length++)
            {
                name = length == 1 ? words[from] : name + " " + words[from + length - 1];
                if (names.TryGetValue(name, out var tags))
                {
                    found.AddRange(tags);
                }
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    public Vocabulary? Find(VocabularyKind kind, string name) => (kind == VocabularyKind.Galaxy ? galaxies : taxonomies).GetValueOrDefault(name);

    /// <summary>The cluster of this UUID, in whichever galaxy.</summary>
    public (Vocabulary Galaxy, Cluster Cluster)? Find(string uuid) => clusters.TryGetValue(uuid, out var found) ? found : null;

    private Vocabulary? VocabularyOf(MachineTag tag) => tag.IsGalaxy ? galaxies.GetValueOrDefault(tag.Predicate) : taxonomies.GetValueOrDefault(tag.Namespace);

    private static FrozenDictionary<string, Vocabulary> Of(IEnumerable<Vocabulary> all, VocabularyKind kind) => all.Where(v => v.Kind == kind).ToFrozenDictionary(v => v.Name, StringComparer.OrdinalIgnoreCase);

    private static string NameOf(string name) => Words(name) is { Count: <= LongestName } words ? string.Join(' ', words) : "";

    private static bool IsHan(char sign) => sign is >= '\u3400' and <= '\u9fff';

    /// <summary>Letters and digits that stand together, in small letters; signs of Han each by itself.</summary>
    private static List<string> Words(string text)
    {
        var (words, from) = (new List<string>(), -1);
        for (var i = 0; i <= text.Length; i++)
        {
            var isHan = i < text.Length && IsHan(text[i]);
            if (i < text.Length && !isHan && char.IsLetterOrDigit(text[i]))
            {
                from = from < 0 ? i : from;
                continue;
            }

            if (from >= 0)
            {
                words.Add(text[from..i].ToLowerInvariant());
                from = -1;
            }

            if (isHan)
            {
                words.Add(text[i].ToString());
            }
        }

        return words;
    }
}
