using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.Items;

/// <summary>What readers say and do under the item.</summary>
internal sealed partial class ItemModel
{
    public IReadOnlyList<CommentCard> Comments { get; private set; } = [];

    public IReadOnlyList<ReactionCard> Reactions { get; private set; } = [];

    /// <summary>When the reader looked at it before this time; 0 for never.</summary>
    public long LastLook => ViewData["LastLook"] as long? ?? 0;

    /// <summary>Said since then, in the order of reading.</summary>
    public IEnumerable<CommentCard> NewReplies => Comments.Where(IsNew);

    /// <summary>How many other organisations can read an early warning: for its author.</summary>
    public int? Reach { get; private set; }

    /// <summary>The comment that the reply field answers, by <c>?reply=</c> or <c>?quote=</c>.</summary>
    public CommentCard? Answered { get; private set; }

    /// <summary>What stands in the reply field: what was typed, or the quoted text.</summary>
    public string ReplyText { get; private set; } = "";

    /// <summary>Readers who can be told of a reply.</summary>
    public PartFinder? MentionField { get; private set; }

    /// <summary>The own comment that is being changed: its words as they were typed stand in its form alone, elsewhere they are masked (C3).</summary>
    public string Changed { get; private set; } = "";

    /// <summary>Reactions are for readers of what stands.</summary>
    /// <summary>Other organisations that acknowledged it.</summary>
    public int Acknowledged => Reactions.Count(r => r.Kind == ReactionKind.Acknowledged && r.OrganisationUid != current.Viewer.OrganisationUid);

    public bool MayReact => Card is { State: ItemState.Shared, Shows: Disclosure.Full, IsAuthor: false };

    /// <summary>W4: what was said under another version may have had other readers than a reply has.</summary>
    public bool MayQuote(CommentCard comment) => !comment.Deleted && comment.Version == Item.Versions[0].Version;

    public Task<IActionResult> OnPostCommentAsync(string uid, string? text, string? parent, bool isPrivate, string[] mention, List<IFormFile> images, [FromServices] AddComment add, CancellationToken stop) =>
        DoneAsync(uid, SayAsync(add, new(uid, text ?? "", parent, isPrivate), mention, images, stop), isPrivate ? "Your reply is with the originator." : "Your reply is with its readers.", stop, "#discussion");

    public Task<IActionResult> OnPostFindMentionAsync(string uid, CancellationToken stop) => ShowAsync(uid, null, stop);

    public Task<IActionResult> OnPostTakeBackAsync(string uid, string comment, [FromServices] DeleteComment delete, CancellationToken stop) =>
        DoneAsync(uid, delete.RunAsync(current.Viewer, uid, comment, stop), "Your reply was taken back.", stop);

    public bool IsNew(CommentCard comment) => LastLook > 0 && comment is { Mine: false, Deleted: false } && comment.At > LastLook;

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

    public async Task<IActionResult> OnPostReactCommentAsync(string uid, string comment, string? kind, [FromServices] ReactToComment react, CancellationToken stop)
    {
        var outcome = await react.RunAsync(current.Viewer, uid, comment, kind, null, stop);
        return await DoneAsync(uid, Task.FromResult(outcome), outcome is { Done: true, Value: true } ? "Its readers see it now." : "You took it back.", stop, "#c-" + Uri.EscapeDataString(comment));
    }

    private async Task<Outcome<string>> SayAsync(AddComment add, Reply reply, string[] mention, List<IFormFile> images, CancellationToken stop) =>
        await add.RunAsync(current.Viewer, reply.Uid, reply.Text, reply.Parent, reply.IsPrivate, mention, await Uploads.ReadAsync(images, stop), stop);

    private async Task ShowDiscussionAsync(IServiceProvider services, CancellationToken stop)
    {
        Comments = await services.GetRequiredService<Discussion>().ListAsync(Item, stop);
        Reactions = await services.GetRequiredService<Reactions>().ListAsync(Item, stop);
        Reach = AsReader ? null : await services.GetRequiredService<Acknowledgements>().ReachAsync(Item, Audience, stop);
        Changed = Comments.FirstOrDefault(c => c.Mine && !c.Deleted && (c.Uid == Kept("EditComment", "comment") || c.Uid == Request.Query["change"]))?.Uid ?? "";
        if (Item.Card is { State: ItemState.Shared, Shows: Disclosure.Full })
        {
            MentionField = await MentionFieldAsync(services.GetRequiredService<Mentions>(), stop);
        }

        var (reply, quote) = (Typed("parent") is { Length: > 0 } kept ? kept : Request.Query["reply"].ToString(), Request.Query["quote"].ToString());
        Answered = Comments.FirstOrDefault(c => !c.Deleted && (c.Uid == reply || (c.Uid == quote && MayQuote(c))));
        ReplyText = Request.HasFormContentType ? Typed("text") : Answered?.Uid == quote ? Quoted(Answered.Text) : "";
    }

    /// <summary>The form of a reply was sent: to be kept, or to find readers by name.</summary>
    public bool IsReply => Request.HasFormContentType && Request.Query["handler"].ToString() is "Comment" or "FindMention";

    private string Typed(string field) => Kept(IsReply ? Request.Query["handler"].ToString() : "Comment", field);

    /// <summary>The form of a reply comes again with what is found for a name, and as it was typed.</summary>
    private async Task<PartFinder> MentionFieldAsync(Mentions mentions, CancellationToken stop)
    {
        var (query, chosen) = (Typed("find"), IsReply ? Request.Form["mention"].OfType<string>().ToList() : []);
        var found = query.Length == 0 ? null : new AudienceOffer([], [], [.. (await mentions.FindAsync(Item, query, stop)).Select(Choice)]);
        return new PartFinder("tell", "mention", Many: true, [.. (await mentions.NamedAsync(Item, chosen, stop)).Select(Choice)], query, found, "FindMention")
        {
            Kinds = ["author", "person"],
            Source = $"/items/{Item.Card.Uid}/mentions",
            Asks = "Tell a reader by name",
        };
    }

    private AudienceChoice Choice(MentionChoice choice) => MentionApi.Shown(choice, words);

    private static string Quoted(string text) =>
        string.Concat(Masking.MaskText(text).ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? ">\n" : $"> {line}\n")) + "\n";

    private sealed record Reply(string Uid, string Text, string? Parent, bool IsPrivate);
}
