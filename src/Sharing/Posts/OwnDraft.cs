using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>A draft for a change by its author: those who review it read it, and an administrator among them is of the originator's side.</summary>
internal static class OwnDraft
{
    public static async Task<Outcome<ChangeableItem>> FindAsync(Tx tx, Holdings holdings, Viewer viewer, string uid, CancellationToken stop)
    {
        var found = await holdings.ForChangeAsync(tx, viewer, uid, stop);
        return found.Refusal is { } refusal ? refusal : found.Value.Card switch
        {
            { State: not ItemState.Draft } => Refusal.Conflict("shared-before", "This draft was shared before."),
            { IsAuthor: false } => PostRefusals.AuthorOnly,
            _ => found,
        };
    }
}
