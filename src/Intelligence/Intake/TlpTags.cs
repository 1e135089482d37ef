using System.Text.Json;
using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Intelligence.Intake;

/// <summary>TLP as other tools say it: by a tag among an object's labels.</summary>
internal static class TlpTags
{
    /// <summary>The labels of an object, without blanks around them.</summary>
    public static IReadOnlyList<string> LabelsOf(JsonElement of) =>
        of.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Array
            ? [.. labels.EnumerateArray().Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString()!.Trim()).Where(l => l.Length > 0)]
            : [];

    /// <summary>Law W5: a tag can tighten a marking; what it says no more strictly than the marking does is the marking's. Null where neither says anything.</summary>
    public static Tlp? Tightened(IEnumerable<string> labels, Tlp? marked)
    {
        foreach (var tag in labels.Where(l => MachineTag.Parse(l) is { IsTlp: true }))
        {
            if (marked is not { } known || Labels.FromOutside(tag, meansTlp2: true) > known)
            {
                marked = Labels.Stricter(marked ?? Tlp.Clear, Labels.FromOutside(tag, meansTlp2: false));
            }
        }

        return marked;
    }
}
