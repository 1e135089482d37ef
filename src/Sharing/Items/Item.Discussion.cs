using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Sharing.Comments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.Items;

/// <summary>What readers say and do under the item.</summary>
internal sealed partial class ItemModel
{
    public IReadOnlyList<CommentCard> Comments { get; private set; } = [];

    public IReadOnlyList<ReactionCard> Reactions { get; private set; } = [];

    /// <summary>How many organisations can read an early warning: for its author.</summary>
    public int? Reach { get; private set; }

    /// <summary>The comment that the reply field answers, by <c>?reply=</c> or <c>?quote=</c>.</summary>
    public CommentCard? Answered { get; private set; }

    /// <summary>What stands in the reply field: what was typed, or the quoted text.</summary>
    public string ReplyText { get; private set; } = "";

    /// <summary>The own comment that is being changed: its words as they were typed stand in its form alone, elsewhere they are masked (C3).</summary>
    public string Changed { get; private set; } = "";

    /// <summary>Reactions are for readers of what stands.</summary>
    public bool MayReact => Item.Card is { State: ItemState.Shared, Shows: Disclosure.Full, IsAuthor: false };

    /// <summary>W4: what was said under another version may have had other readers than a reply has.</summary>
    public bool MayQuote(CommentCard comment) => !comment.Deleted && comment.Version == Item.Versions[0].Version;

    public Task<IActionResult> OnPostCommentAsync(string uid, string? text, string? parent, bool isPrivate, [FromServices] AddComment add, CancellationToken stop) =>
        DoneAsync(uid, add.RunAsync(current.Viewer, uid, text ?? "", parent, isPrivate, stop), isPrivate ? "Your reply is with the originator." : "Your reply is with its readers.", stop, "#discussion");

    public Task<IActionResult> OnPostTakeBackAsync(string uid, string comment, [FromServices] DeleteComment delete, CancellationToken stop) =>
        DoneAsync(uid, delete.RunAsync(current.Viewer, uid, comment, stop), "Your reply was taken back.", stop);

    public Task<IActionResult> OnPostEditCommentAsync(string uid, string comment, string? text, [FromServices] EditComment edit, CancellationToken stop) =>
        DoneAsync(uid, edit.RunAsync(current.Viewer, uid, comment, text ?? "", stop), "Your reply was changed.", stop, "#c-" + Uri.EscapeDataString(comment));

    public async Task<IActionResult> OnPostAcceptAsync(string uid, string comment, [FromServices] AcceptAnswer accept, CancellationToken stop)
    {
        var outcome = await accept.RunAsync(current.Viewer, uid, comment, stop);
        return await DoneAsync(uid, Task.FromResult(outcome), outcome is { Done: true, Value: true } ? "It stands as the answer." : "It no longer stands as the answer.", stop, "#discussion");
    }

    public async Task<IActionResult> OnPostReactAsync(string uid, string? kind, string? note, [FromServices] React react, CancellationToken stop)
    {
        var outcome = await react.RunAsync(current.Viewer, uid, kind, null, note ?? "", stop);
        return await DoneAsync(uid, Task.FromResult(outcome), outcome is { Done: true, Value: true } ? "Its readers see it now." : "You took it back.", stop, "#reactions");
    }

    private async Task ShowDiscussionAsync(IServiceProvider services, CancellationToken stop)
    {
        Comments = await services.GetRequiredService<Discussion>().ListAsync(Item, stop);
        Reactions = await services.GetRequiredService<Reactions>().ListAsync(Item, stop);
        Reach = await services.GetRequiredService<Acknowledgements>().ReachAsync(Item, Audience, stop);
        Changed = Comments.FirstOrDefault(c => c.Mine && !c.Deleted && (c.Uid == Kept("EditComment", "comment") || c.Uid == Request.Query["change"]))?.Uid ?? "";
        var (reply, quote) = (Kept("Comment", "parent") is { Length: > 0 } kept ? kept : Request.Query["reply"].ToString(), Request.Query["quote"].ToString());
        Answered = Comments.FirstOrDefault(c => !c.Deleted && (c.Uid == reply || (c.Uid == quote && MayQuote(c))));
        ReplyText = Request.HasFormContentType ? Kept("Comment", "text") : Answered?.Uid == quote ? Quoted(Answered.Text) : "";
    }

    private static string Quoted(string text) =>
        string.Concat(Masking.MaskText(text).ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? ">\n" : $"> {line}\n")) + "\n";
}
