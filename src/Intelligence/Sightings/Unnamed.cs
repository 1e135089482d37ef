using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;

namespace Infohub.Intelligence.Sightings;

/// <summary>Whether it can be said without a name.</summary>
internal enum UnnamedWay
{
    /// <summary>There is no item under which to say it.</summary>
    NoItem,

    /// <summary>Fewer than three officers keep seals.</summary>
    NoKeepers,

    /// <summary>The author of an anonymous item says it without a name as it is.</summary>
    AsAuthor,

    /// <summary>It can be chosen.</summary>
    Offered,
}

/// <summary>What a form says of speaking without a name before anybody does (W7).</summary>
/// <param name="Way">Whether it can be chosen, or why not.</param>
/// <param name="Few">Of the items that can be chosen, those under which readers may guess who it was.</param>
/// <param name="OneItem">The form is of one item alone.</param>
/// <param name="Recorded">Who reads one of the items stands on record for its originator (C2).</param>
/// <param name="Ticked">As it was typed.</param>
internal sealed record Unnamed(UnnamedWay Way, IReadOnlyList<Card> Few, bool OneItem, bool Recorded, bool Ticked)
{
    public static Unnamed None { get; } = Not(UnnamedWay.NoItem);

    public bool CanSeal => Way == UnnamedWay.Offered;

    /// <summary>It was asked for and cannot be sealed any more: the box stays, or the same words would go out under a name without anybody's choosing that.</summary>
    public bool IsHeld => Ticked && Way == UnnamedWay.NoKeepers;

    public static Unnamed Not(UnnamedWay way) => new(way, [], false, false, false);
}

/// <summary>Asks for it.</summary>
internal sealed class AskUnnamed(AuthorSeals seals, PossibleSpeakers speakers)
{
    public async Task<Unnamed> RunAsync(Viewer viewer, IReadOnlyList<Card> items, bool oneItem, CancellationToken stop)
    {
        if (items.Count == 0)
        {
            return Unnamed.None;
        }

        if (oneItem && items[0].IsUnnamedAuthor)
        {
            return Unnamed.Not(UnnamedWay.AsAuthor);
        }

        if (!await seals.CanSealAsync(stop))
        {
            return Unnamed.Not(UnnamedWay.NoKeepers);
        }

        var few = await speakers.FewAsync(viewer, items, stop);
        return new Unnamed(UnnamedWay.Offered, [.. items.Where(i => few.Contains(i.Uid))], oneItem, items.Any(i => i.Label >= Tlp.Amber), false);
    }
}
