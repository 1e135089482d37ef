using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Sharing.Comments;

/// <summary>What was said and done under an item goes with it when it is erased (R6); that somebody spoke stays, so that earlier readers can be told.</summary>
internal sealed class DiscussionListener : IListener
{
    public string Name => "discussion";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemErased)];

    public async Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        var seq = ((ItemErased)what).Seq;
        await tx.RunAsync("delete from reaction where item_seq = @seq", stop, ("seq", seq));
        await tx.RunAsync("delete from comment_reaction where item_seq = @seq", stop, ("seq", seq));
        await tx.RunAsync("delete from comment_image where item_seq = @seq", stop, ("seq", seq));
        await tx.RunAsync("delete from comment_before where item_seq = @seq", stop, ("seq", seq));
        await tx.RunAsync("update comment set text = @empty, deleted_at = case when deleted_at = 0 then @now else deleted_at end, accepted_at = 0 where item_seq = @seq", stop, ("empty", Array.Empty<byte>()), ("now", at), ("seq", seq));
    }
}
