using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;

namespace Infohub.Intelligence.Sightings;

/// <summary>What a form says of speaking without a name before anybody does (W7).</summary>
/// <param name="CanSeal">Three officers keep seals.</param>
/// <param name="Few">Of the items that can be chosen, those under which readers may guess who it was.</param>
/// <param name="OneItem">The form is of one item alone.</param>
/// <param name="Recorded">Who reads one of the items stands on record for its originator (C2).</param>
/// <param name="Ticked">As it was typed.</param>
internal sealed record Unnamed(bool CanSeal, IReadOnlyList<Card> Few, bool OneItem, bool Recorded, bool Ticked)
{
    public static Unnamed None { get; } = new(false, [], false, false, false);
}

/// <summary>Asks for it.</summary>
internal sealed class AskUnnamed(AuthorSeals seals, PossibleSpeakers speakers)
{
    public async Task<Unnamed> RunAsync(Viewer viewer, IReadOnlyList<Card> items, bool oneItem, CancellationToken stop)
    {
        if (items.Count == 0 || !await seals.CanSealAsync(stop))
        {
            return Unnamed.None;
        }

        var few = await speakers.FewAsync(viewer, items, stop);
        return new Unnamed(true, [.. items.Where(i => few.Contains(i.Uid))], oneItem, items.Any(i => i.Label >= Tlp.Amber), false);
    }
}
