using System.Text.Json;
using Infohub.Library.Items;
using Infohub.Library.Public;

namespace Infohub.Intelligence.Tags;

/// <summary>What is wrong in a file.</summary>
/// <param name="Path">Where, as a JSON pointer; empty for the whole.</param>
/// <param name="What">A sentence, a key of the texts.</param>
internal sealed record VocabularyFault(string Path, string What);

/// <summary>Reads MISP's two formats: a taxonomy's machinetag.json, and the clusters of a galaxy. All of it, or what is wrong; what it does not know it passes over.</summary>
internal sealed class VocabularyFile
{
    /// <summary>Bytes of a file.</summary>
    public const int Largest = 10 * 1024 * 1024;

    public const int MostTags = 20_000;

    /// <summary>So many faults are told at once.</summary>
    public const int MostFaults = 20;

    private const int MostInList = 2000;
    private const int LongestText = 20_000;
    private const int LongestLink = 2000;

    private readonly List<VocabularyFault> faults = [];

    public static (Vocabulary? Read, IReadOnlyList<VocabularyFault> Faults) Read(ReadOnlyMemory<byte> json)
    {
        var file = new VocabularyFile();
        var read = file.ReadAll(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json);
        return file.faults.Count == 0 ? (read, []) : (null, file.faults);
    }

    private Vocabulary? ReadAll(ReadOnlyMemory<byte> json)
    {
        try
        {
            // Of two properties of one name no reader knows which the other took.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Fault("", "The file is no JSON object.");
            }

            return root.TryGetProperty("namespace", out _) && root.TryGetProperty("predicates", out _) ? Taxonomy(root)
                : root.TryGetProperty("values", out _) && root.TryGetProperty("type", out _) ? Galaxy(root)
                : Fault("", "The file is neither a taxonomy, with namespace and predicates, nor the clusters of a galaxy, with type and values.");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Fault("", "The file is no JSON that can be read, or has a property twice.");
        }
    }

    private Vocabulary Taxonomy(JsonElement root)
    {
        var name = Word(root, "namespace", "");
        if (MachineTag.Parse(name + ":x") is not { } tag)
        {
            Fault("/namespace", "A namespace has letters, digits, hyphens, points and underscores.");
        }
        else if (tag.IsMarking)
        {
            Fault("/namespace", "TLP and PAP are labels of the hub itself, and are not loaded.");
        }
        else if (tag.IsGalaxy)
        {
            Fault("/namespace", "This namespace is that of galaxies.");
        }

        var (predicates, seen) = (new List<Term>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (predicate, path) in Each(root, "predicates", "", isNeeded: true))
        {
            Once(predicates, seen, "", TermOf(predicate, path), path);
        }

        foreach (var (group, path) in Each(root, "values", ""))
        {
            var at = predicates.FindIndex(p => p.Word == Text(group, "predicate", path));
            if (at < 0)
            {
                Fault(path + "/predicate", "No predicate of this name is listed.");
                continue;
            }

            // A predicate may have several groups.
            List<Term> values = [.. predicates[at].Values];
            foreach (var (value, place) in Each(group, "entry", path, isNeeded: true))
            {
                Once(values, seen, predicates[at].Word, TermOf(value, place), place);
            }

            predicates[at] = predicates[at] with { Values = values };
        }

        return Whole(new Vocabulary(VocabularyKind.Taxonomy, name, Text(root, "expanded", "") is { Length: > 0 } title ? title : name, Text(root, "description", ""), Version(root), Flag(root, "exclusive", ""), predicates, []));
    }

    private Vocabulary Galaxy(JsonElement root)
    {
        var type = Word(root, "type", "");
        if (MachineTag.Parse(type + ":x") is null)
        {
            Fault("/type", "A type has letters, digits, hyphens, points and underscores.");
        }

        var (clusters, seen) = (new List<Cluster>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (value, path) in Each(root, "values", "", isNeeded: true))
        {
            var cluster = ClusterOf(value, path);
            if (!seen.Add(cluster.Value) || (cluster.Uuid.Length > 0 && !seen.Add(cluster.Uuid)))
            {
                Fault(path, "This stands in the file twice.");
            }
            else if (type.Length + cluster.Value.Length + MachineTag.Galaxy.Length + 4 > WritingRules.LongestMachineTag)
            {
                Fault(path + "/value", "The tag would be too long.");
            }

            clusters.Add(cluster);
        }

        return Whole(new Vocabulary(VocabularyKind.Galaxy, type, Text(root, "name", "") is { Length: > 0 } title ? title : type, Text(root, "description", ""), Version(root), false, [], clusters));
    }

    private Term TermOf(JsonElement of, string path)
    {
        var colour = Text(of, "colour", path);
        if (colour.Length > 0 && (colour.Length != 7 || colour[0] != '#' || !colour[1..].All(char.IsAsciiHexDigit)))
        {
            Fault(path + "/colour", "A colour is # and six digits.");
        }

        var number = of.ValueKind == JsonValueKind.Object && of.TryGetProperty("numerical_value", out var value) ? value : default;
        if (number.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Number))
        {
            Fault(path + "/numerical_value", "This is no number.");
        }

        return new Term(
            Word(of, "value", path), Text(of, "expanded", path), Text(of, "description", path), colour.ToLowerInvariant(),
            number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var worth) && double.IsFinite(worth) ? worth : null, Flag(of, "exclusive", path), []);
    }

    private Cluster ClusterOf(JsonElement of, string path)
    {
        var meta = of.ValueKind == JsonValueKind.Object && of.TryGetProperty("meta", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var related = new List<ClusterLink>();
        foreach (var (link, place) in Each(of, "related", path))
        {
            // Public galaxies have relations to what is no UUID: such a one leads nowhere.
            if (Guid.TryParseExact(Text(link, "dest-uuid", place), "D", out var to))
            {
                related.Add(new ClusterLink(to.ToString("D"), Text(link, "type", place)));
            }
        }

        return new Cluster(
            Word(of, "value", path), Uuid(of, "uuid", path), Text(of, "description", path), Texts(meta, "synonyms", path + "/meta"),
            [.. Texts(meta, "refs", path + "/meta").Where(r => r.Length <= LongestLink && Uri.TryCreate(r, UriKind.Absolute, out var link) && link.Scheme is "https" or "http")],
            related);
    }

    private Vocabulary Whole(Vocabulary read)
    {
        if (read.Tags is 0 or > MostTags)
        {
            Fault("", "The file names no tag, or more than there may be.");
        }

        return read;
    }

    private void Once(List<Term> among, HashSet<string> seen, string predicate, Term term, string path)
    {
        if (!seen.Add(predicate + "\n" + term.Word))
        {
            Fault(path, "This stands in the file twice.");
        }

        among.Add(term);
    }

    private List<(JsonElement Element, string Path)> Each(JsonElement of, string member, string path, bool isNeeded = false)
    {
        var place = $"{path}/{member}";
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            if (isNeeded || (of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out _)))
            {
                Fault(place, "A list is missing here.");
            }

            return [];
        }

        if (list.GetArrayLength() > MostTags)
        {
            Fault(place, "This list is too long.");
            return [];
        }

        return [.. list.EnumerateArray().Select((e, n) => (e, $"{place}/{n}"))];
    }

    /// <summary>What stands in a tag: one line, without the sign that ends it.</summary>
    private string Word(JsonElement of, string member, string path)
    {
        var word = Text(of, member, path).Trim();
        if (word.Length is 0 or > WritingRules.LongestMachineTag || word.Any(char.IsControl))
        {
            Fault($"{path}/{member}", "A word of one line is missing here.");
        }

        return word;
    }

    private string Text(JsonElement of, string member, string path)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return "";
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        if (text is null or { Length: > LongestText })
        {
            Fault($"{path}/{member}", "This is no text, or a very long one.");
            return "";
        }

        return text;
    }

    private string Uuid(JsonElement of, string member, string path)
    {
        var text = Text(of, member, path);
        if (text.Length == 0)
        {
            return "";
        }

        if (!Guid.TryParseExact(text, "D", out var uuid))
        {
            Fault($"{path}/{member}", "This is no UUID.");
        }

        return uuid.ToString("D");
    }

    private IReadOnlyList<string> Texts(JsonElement of, string member, string path)
    {
        var texts = Each(of, member, path);
        if (texts.Count > MostInList)
        {
            Fault($"{path}/{member}", "This list is too long.");
            return [];
        }

        if (texts.Find(t => t.Element.ValueKind != JsonValueKind.String || t.Element.GetString()!.Length > LongestLink) is { Path: { } wrong })
        {
            Fault(wrong, "This is no text, or a very long one.");
            return [];
        }

        return [.. texts.Select(t => t.Element.GetString()!.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private bool Flag(JsonElement of, string member, string path)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(member, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fault($"{path}/{member}", "This is neither true nor false.");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private long Version(JsonElement root)
    {
        if (root.TryGetProperty("version", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var version) && version >= 0)
        {
            return version;
        }

        Fault("/version", "A version is a whole number.");
        return 0;
    }

    private Vocabulary? Fault(string path, string what)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(new VocabularyFault(path, what));
        }

        return null;
    }
}
