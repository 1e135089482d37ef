using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.LookUp;

/// <summary>Finds the values in a pasted text, masked or live, and looks each of them up in what the viewer may read.</summary>
internal sealed class LookUpPasted(Intelligence.Public.LookUp objects, LookUpValues values, Holdings holdings, WarningLists warnings)
{
    public const int MostValues = Intelligence.Public.LookUp.MostValues;

    /// <summary>So many links of 200 letters.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>Found values whose items are counted; of more the objects are.</summary>
    private const int MostCounted = 1000;

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

        return await OfAsync(viewer, pasted, stop);
    }

    /// <summary>Of values that were found before, in their order.</summary>
    public async Task<List<LookedUp>> OfAsync(Viewer viewer, IReadOnlyList<Finding> pasted, CancellationToken stop)
    {
        await warnings.RefreshAsync(stop);
        var found = await objects.FindAsync(viewer, pasted, stop);
        // What is no object of the standard stands in texts alone.
        var asked = pasted.Zip(found).Where(p => p.Second.Objects > 0 || p.First.Kind == ObservableKind.CryptoAddress).Select(p => p.First).Take(MostCounted).ToList();
        var known = asked.Zip(await values.FindAsync(viewer, asked, stop)).ToDictionary(k => (k.First.Kind, k.First.Value), k => k.Second);
        var newest = await holdings.CardsAsync(viewer, Channel.List, known.Values.Where(k => k.Items > 0).Select(k => k.Newest), stop);
        return pasted.Zip(found, (value, count) =>
        {
            var items = known.GetValueOrDefault((value.Kind, value.Value)) ?? new KnownValue(0, 0);
            return new LookedUp(value.Kind, value.Value, items.Items, newest.GetValueOrDefault(items.Newest) is { Shows: Disclosure.Full } card ? card : null, [.. warnings.HitsOf(value.Kind, value.Value).Select(h => h.List)]) { Objects = count.Objects };
        }).ToList();
    }
}
