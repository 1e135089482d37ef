using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.LookUp;

/// <summary>Finds the values in a pasted text, masked or live, and looks each of them up in what the viewer may read.</summary>
internal sealed class LookUpPasted(LookUpValues values, Holdings holdings, WarningLists warnings)
{
    public const int MostValues = 1000;
    public const int MostBytes = 100_000;

    public async Task<Outcome<IReadOnlyList<LookedUp>>> RunAsync(Viewer viewer, string text, CancellationToken stop)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            return Refusal.Invalid("look-up-long", "At most {0} kB at once. Paste the rest after this.", "values", MostBytes / 1000);
        }

        var pasted = Extractor.Find(text).DistinctBy(f => (f.Kind, f.Value)).ToList();
        if (pasted.Count is 0 or > MostValues)
        {
            return pasted.Count == 0
                ? Refusal.Invalid("look-up-none", "There is no value in this text. Paste addresses, names, hashes, CVEs or the like, masked or live, one a line.", "values")
                : Refusal.Invalid("look-up-many", "At most {0} values at once. Paste the rest after this.", "values", MostValues);
        }

        await warnings.RefreshAsync(stop);
        var known = await values.FindAsync(viewer, pasted, stop);
        var newest = await holdings.CardsAsync(viewer, Channel.List, known.Where(k => k.Items > 0).Select(k => k.Newest), stop);
        return pasted.Zip(known, (value, k) => new LookedUp(
            value.Kind, value.Value, k.Items, newest.GetValueOrDefault(k.Newest) is { Shows: Disclosure.Full } card ? card : null, [.. warnings.HitsOf(value.Kind, value.Value).Select(h => h.List)])).ToList();
    }
}
