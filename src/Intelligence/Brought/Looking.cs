using System.Text.Json;
using Infohub.Intelligence.Intake;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Stix.Json;

namespace Infohub.Intelligence.Brought;

/// <summary>What came, as it is read: of each object its type, name and marking, and of all of them the figures.</summary>
internal sealed class Looking
{
    /// <summary>Types beyond these are counted together: a hostile file names a new one in each object.</summary>
    private const int MostTypes = 100;
    private const string OtherTypes = "…";
    private const int LongestName = 200;
    private const int LongestDescription = 10_000;

    /// <summary>A post has fewer.</summary>
    private const int MostTags = 100;

    private readonly Dictionary<string, long> types = new(StringComparer.Ordinal);
    private long refused;
    private long unmarked;
    private Tlp? strictest;
    private readonly List<string> tags = [];
    private string title = "";
    private string description = "";

    public BroughtObject Add(Checked of, ReadOnlyMemory<byte> bytes)
    {
        var (type, name, label) = Read(bytes);
        var counted = types.ContainsKey(type) || types.Count < MostTypes ? type : OtherTypes;
        types[counted] = types.GetValueOrDefault(counted) + 1;
        refused += of.Outcome.IsTaken ? 0 : 1;
        return new BroughtObject(of.Outcome.Index, of.Outcome.Id, type, name, label?.Canonical() ?? "", of.Outcome.Said.Kept(), of.Outcome.Path, of.Outcome.Clause);
    }

    public BroughtSummary Summary(StixFault? fault) => new(types, refused, strictest, unmarked, title, description, fault?.SaidInPlace().Kept() ?? "") { Tags = [.. tags.Distinct(StringComparer.OrdinalIgnoreCase)] };

    private (string Type, string Name, Tlp? Label) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 128 });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return ("", "", null);
            }

            var type = Text(json.RootElement, "type", LongestName);
            var name = Text(json.RootElement, "name", LongestName);
            if (type is "report" or "grouping" && title.Length == 0)
            {
                (title, description) = (name, Text(json.RootElement, "description", LongestDescription));
            }

            var labels = TlpTags.LabelsOf(json.RootElement);
            if (type is "report" or "grouping" && tags.Count < MostTags)
            {
                tags.AddRange(labels.Take(MostTags));
            }

            var label = type == "marking-definition" ? null : LabelOf(json.RootElement);
            if (type != "marking-definition")
            {
                unmarked += label is null ? 1 : 0;
                // MISP says TLP by a tag: it tightens as a marking does (law W5), and is no tag here.
                if (TlpTags.Tightened(labels, label) is { } found)
                {
                    strictest = Labels.Stricter(found, strictest ?? Tlp.Clear);
                }
            }

            return (type, name.Length > 0 ? name : Text(json.RootElement, "value", LongestName), label);
        }
        catch (JsonException)
        {
            // Its outcome says what is wrong with it.
            return ("", "", null);
        }
    }

    private static Tlp? LabelOf(JsonElement of) =>
        of.TryGetProperty("object_marking_refs", out var refs) && refs.ValueKind == JsonValueKind.Array
            ? StixMarkings.LabelOf([.. refs.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)])
            : null;

    private static string Text(JsonElement of, string member, int longest)
    {
        var text = of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}
