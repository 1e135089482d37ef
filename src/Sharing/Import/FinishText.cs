using Infohub.Community.Public;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Import;

/// <summary>Title and values of a draft that was made of a text, as its importer ticked them; all else of it stays.</summary>
internal sealed class FinishText(Drafting drafting)
{
    /// <returns>The draft's address.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, string draft, string title, IReadOnlyList<string> unticked, CancellationToken stop)
    {
        var begun = await drafting.GoOnAsync(viewer, draft, stop);
        if (begun.Refusal is { } closed)
        {
            return closed;
        }

        (begun.Value.Form.Title, begun.Value.Form.Excluded) = (title, [.. unticked]);
        var kept = await drafting.KeepAsync(viewer, begun.Value.Form, new Keeping(), stop);
        return kept.Refusal is { } refusal ? refusal : draft;
    }
}
