using Infohub.Community.Public;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Takes files off a draft before it is shared.</summary>
public sealed class TakeOffFiles(Database database, Holdings holdings)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string draft, IReadOnlyList<string> files, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await OwnDraft.FindAsync(tx, holdings, viewer, draft, stop);
                if ((ScopeRefusals.Writing(viewer) ?? found.Refusal) is { } refusal)
                {
                    return refusal;
                }

                await FileShelf.TakeOffAsync(tx, found.Value, files, stop);
                return Done.Yes;
            },
            stop);
}
