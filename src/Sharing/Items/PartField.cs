using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Ui;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Items;

/// <summary>To whom an item is passed on, or is to be shared too: those near at hand, and a field that finds the others.</summary>
internal sealed record PartField(IReadOnlyList<AudienceChoice> Near, PartFinder Finder)
{
    /// <param name="viewer">Who passes on or asks.</param>
    /// <param name="choices">What that person may name.</param>
    /// <param name="card">The item.</param>
    /// <param name="id">Of the field; its button calls the page's handler <c>Find</c> with it.</param>
    /// <param name="asks">Wider than the label lets one pass on (W3): the originator decides.</param>
    /// <param name="query">What was typed.</param>
    /// <param name="words">The reader's.</param>
    /// <param name="stop">Ends the waiting.</param>
    internal static async Task<PartField> ReadAsync(Viewer viewer, AudienceChoices choices, Card card, string id, bool asks, string query, Words words, CancellationToken stop)
    {
        var near = await choices.NamedAsync(viewer, ["organisation:" + viewer.OrganisationUid], stop);
        if (asks || card.Label <= Tlp.Green)
        {
            near.AddRange(card.Label <= Tlp.Green ? [new AudienceChoice("community", words["Community"])] : []);
            near.AddRange(await choices.CirclesAsync(viewer, stop));
        }

        var found = query.Length == 0 ? null : await choices.FindAsync(viewer, query, stop);
        return new PartField(near, new PartFinder(id + "-find", "part", Many: false, [], query, found, "Find" + id));
    }
}
