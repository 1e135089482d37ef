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

    /// <summary>So many are asked together; what is held of them stays small enough for the young objects' memory.</summary>
    private const int Piece = 2500;

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

        await warnings.RefreshAsync(stop);
        return await InPiecesAsync(values, piece => PieceAsync(viewer, piece, stop), stop);
    }

    /// <summary>In how many objects that the viewer may read each value stands, in the order of the values.</summary>
    public Task<List<KeyCount>> FindAsync(Viewer viewer, IReadOnlyList<Finding> values, CancellationToken stop) => InPiecesAsync(values, piece => CountAsync(viewer, piece, stop), stop);

    private Task<List<KeyCount>> CountAsync(Viewer viewer, IEnumerable<Finding> values, CancellationToken stop) =>
        counts.OfAsync(viewer, Correlate.ChannelOf(viewer), [.. values.Select(v => ValueKeys.Of(keys, new ObjectValue(v.Kind.ToString(), v.Value)))], stop);

    private async Task<List<LookedUpValue>> PieceAsync(Viewer viewer, string[] values, CancellationToken stop)
    {
        var read = values.Select(Read).ToList();
        var found = await CountAsync(viewer, read.OfType<Finding>(), stop);
        var next = 0;
        return read.Select((value, at) =>
        {
            var count = value is null ? new KeyCount(0, 0) : found[next++];
            return new LookedUpValue(values[at], value?.Kind.ToString() ?? "", count.Objects, count.Newest == 0 ? null : Micros.ToTime(count.Newest), value is { } one ? [.. warnings.HitsOf(one.Kind, one.Value).Select(h => h.List)] : []);
        }).ToList();
    }

    /// <summary>In their order; two pieces at a time, for SQLite answers on the caller's thread, and has few readers.</summary>
    private static async Task<List<TResult>> InPiecesAsync<T, TResult>(IReadOnlyList<T> values, Func<T[], Task<List<TResult>>> work, CancellationToken stop)
    {
        var pieces = values.Chunk(Piece).ToList();
        var done = new List<TResult>[pieces.Count];
        await Parallel.ForAsync(0, pieces.Count, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = stop }, async (at, _) => done[at] = await work(pieces[at]));
        return [.. done.SelectMany(d => d)];
    }

    /// <summary>The one value that a text is, masked or live.</summary>
    private static Finding? Read(string text) => text is { Length: > 0 and <= 4096 } && Extractor.Find(text, new ExtractOptions { MaxFindings = 2 }) is [var only] ? only : null;
}
