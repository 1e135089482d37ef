using System.Text.Json.Serialization;
using Infohub.Community.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Public;

/// <summary>What the viewer may know of one value.</summary>
/// <param name="Value">As it was asked for.</param>
/// <param name="Kind">What it was taken for; empty for what is no value.</param>
/// <param name="Objects">In how many objects that the viewer may read it stands, at most 100.</param>
/// <param name="Newest">When the newest of them was added; null for none.</param>
/// <param name="WarningLists">The names of the warning lists on which it stands, as of what is known and harmless.</param>
public sealed record LookedUpValue(string Value, string Kind, int Objects, DateTimeOffset? Newest, [property: JsonPropertyName("warning_lists")] IReadOnlyList<string> WarningLists);

/// <summary>Exact look-up of many values, for log pipelines: what may not be read is not found, and costs the same as what is not there (law R7).</summary>
public sealed class LookUp(ObjectCounts counts, KeyRing keys, WarningLists warnings)
{
    public const int MostValues = 10_000;

    public async Task<Outcome<IReadOnlyList<LookedUpValue>>> RunAsync(Viewer viewer, IReadOnlyList<string> values, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(viewer) is { } unreadable)
        {
            return unreadable;
        }

        if (values.Count > MostValues)
        {
            return new Refusal(RefusalKind.TooLarge, "values-many", "At most {0} values are looked up at once.", "values", MostValues);
        }

        var read = values.Select(Read).ToList();
        var found = await counts.OfAsync(viewer, MachineChannel.Of(viewer), [.. read.Where(r => r.Kind.Length > 0).Select(r => ValueKeys.Of(keys, r))], stop);
        await warnings.RefreshAsync(stop);
        var next = 0;
        return read.Select((value, at) =>
        {
            var count = value.Kind.Length > 0 ? found[next++] : new KeyCount(0, 0);
            return new LookedUpValue(values[at], value.Kind, count.Objects, count.Newest == 0 ? null : Micros.ToTime(count.Newest), On(value));
        }).ToList();
    }

    private List<string> On(ObjectValue value) => Enum.TryParse<ObservableKind>(value.Kind, out var kind) ? [.. warnings.HitsOf(kind, value.Value).Select(h => h.List)] : [];

    /// <summary>The one value that a text is, masked or live.</summary>
    private static ObjectValue Read(string text) =>
        text is { Length: > 0 and <= 4096 } && Extractor.Find(text, new ExtractOptions { MaxFindings = 2 }) is [var only] ? new ObjectValue(only.Kind.ToString(), only.Value) : new ObjectValue("", "");
}
