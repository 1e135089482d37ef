using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Comments;

/// <summary>Of an early warning, how many organisations other than the author's can read it, for its author alone: the others are told no number (R11).</summary>
public sealed class Acknowledgements(Database database, AudienceReaders readers)
{
    /// <summary>Null for everybody else, and where everybody can read.</summary>
    public async Task<int?> ReachAsync(ReadableItem item, AudienceView? audience, CancellationToken stop)
    {
        if (item.Card is not { IsAuthor: true, Kind: ItemKind.EarlyWarning } || !item.IsFull || audience is null)
        {
            return null;
        }

        var preview = await database.ReadAsync(sql => readers.PreviewAsync(sql, item.Viewer, [.. audience.Parts.Select(p => p.Part)], withOwn: false, stop), stop);
        return preview.Everybody ? null : preview.Organisations - (preview.HoldsOwn ? 1 : 0) + preview.ClosedLists.Sum(c => c.Organisations - (c.HoldsOwn ? 1 : 0));
    }
}
