using Infohub.Intelligence.Public;
using Infohub.Observables;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.WarningLists;

/// <summary>A value, and the lists on which it stands.</summary>
internal sealed record CheckedValue(Finding Value, IReadOnlyList<WarningHit> Hits);

/// <summary>Finds the values in a pasted text, masked or live, and says of each on which lists it stands. Nothing that is shared is asked.</summary>
internal sealed class CheckValues(Public.WarningLists lists)
{
    public const int MostValues = 1000;
    public const int MostBytes = 100_000;

    public async Task<Outcome<IReadOnlyList<CheckedValue>>> RunAsync(string text, CancellationToken stop)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            return Refusal.Invalid("look-up-long", "At most {0} kB at once. Paste the rest after this.", "values", MostBytes / 1000);
        }

        await lists.RefreshAsync(stop);
        var values = Extractor.Find(text).DistinctBy(f => (f.Kind, f.Value)).Take(MostValues + 1).ToList();
        return values.Count switch
        {
            0 => Refusal.Invalid("look-up-none", "There is no value in this text. Paste addresses, names, hashes, CVEs or the like, masked or live, one a line.", "values"),
            > MostValues => Refusal.Invalid("look-up-many", "At most {0} values at once. Paste the rest after this.", "values", MostValues),
            _ => values.ConvertAll(v => new CheckedValue(v, lists.HitsOf(v.Kind, v.Value))),
        };
    }
}
