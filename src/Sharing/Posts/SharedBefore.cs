using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Observables;

namespace Infohub.Sharing.Posts;

/// <summary>Where a value stands already, of what the viewer may read.</summary>
/// <param name="Items">In how many items, at most <see cref="LookUpValues.Most"/>.</param>
/// <param name="Newest">The newest of them.</param>
public sealed record BeforeValue(int Items, Card Newest);

/// <summary>Who writes is told what stands already in what they may read (R7), so that nobody shares for the second time unknowingly.</summary>
internal sealed class SharedBefore(LookUpValues values, Holdings holdings)
{
    /// <summary>It is asked while one types.</summary>
    private const int Most = 40;

    /// <summary>By the word of the value; techniques stand in too many items to say anything.</summary>
    public async Task<IReadOnlyDictionary<string, BeforeValue>> FindAsync(Viewer viewer, TextLook look, CancellationToken stop)
    {
        var asked = look.Values.Where(f => f.Kind != ObservableKind.Technique).Take(Most).ToList();
        if (asked.Count == 0)
        {
            return new Dictionary<string, BeforeValue>();
        }

        var known = await values.FindAsync(viewer, asked, stop);
        var newest = await holdings.CardsAsync(viewer, Channel.List, known.Where(k => k.Items > 0).Select(k => k.Newest), stop);
        return asked.Zip(known, (value, k) => (Word: Content.WordOf(value), k.Items, Card: newest.GetValueOrDefault(k.Newest)))
            .Where(f => f.Card is { Shows: Disclosure.Full }).ToDictionary(f => f.Word, f => new BeforeValue(f.Items, f.Card!), StringComparer.Ordinal);
    }
}
