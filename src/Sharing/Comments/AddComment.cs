using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>Says something under an item, for the readers of its current version or for its originator alone.</summary>
public sealed class AddComment(Database database, Holdings holdings, IIdSource ids, Mentions mentions, CommentImages pictures)
{
    public const int Longest = 20_000;

    public static Refusal TooLong { get; } = new(RefusalKind.TooLarge, "comment-long", "A comment has at most {0} characters.", "text", Longest);

    /// <param name="viewer">Who speaks.</param>
    /// <param name="itemUid">Under which item.</param>
    /// <param name="text">Markdown.</param>
    /// <param name="parent">The comment that it answers, or empty. What answers a private one is private too.</param>
    /// <param name="isPrivate">For the originator alone.</param>
    /// <param name="mention">Who is to be told, in the words of <see cref="MentionChoice"/>, beside those whom the text names behind an @.</param>
    /// <param name="images">Shown with it.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Outcome<string>> RunAsync(
        Viewer viewer, string itemUid, string text, string? parent = "", bool isPrivate = false, IReadOnlyList<string>? mention = null, IReadOnlyList<Upload>? images = null,
        CancellationToken stop = default)
    {
        var kept = await pictures.InspectAsync(images ?? [], stop);
        if (kept.Refusal is { } sample)
        {
            return sample;
        }

        var mentioned = await mentions.ReadAsync(viewer, itemUid, text, isPrivate ? [] : mention ?? [], stop);
        return mentioned.Refusal is { } nobody ? nobody : await KeepAsync(viewer, itemUid, text, parent, isPrivate, new Beside(mentioned.Value, kept.Value), stop);
    }

    private Task<Outcome<string>> KeepAsync(Viewer viewer, string itemUid, string text, string? parent, bool isPrivate, Beside beside, CancellationToken stop) =>
        database.WriteAsync<string>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if ((RefuseItem(viewer, item) ?? (beside.Images.Count > 0 && text.Length <= Longest ? null : RefuseText(text))) is { } wrong)
                {
                    return wrong;
                }

                var to = string.IsNullOrEmpty(parent) ? null : await Told.FindAsync(tx, item, parent, stop);
                if (to is null && !string.IsNullOrEmpty(parent))
                {
                    return Refusal.Invalid("parent", "What you answer is not there any more. Write it as a reply of its own.", "parent");
                }

                if (to is { Private: not Privacy.None })
                {
                    return await SayAsync(tx, item, text, new Saying { Parent = to.Id, Private = to.Private, With = to.With }, beside.Images, stop);
                }

                if (isPrivate && RefusePrivate(viewer, item) is { } open)
                {
                    return open;
                }

                var how = isPrivate ? new Saying { Private = Privacy.Of(item), With = (viewer.PersonId, viewer.OrganisationId) } : new Saying { Mentioned = beside.Mentioned };
                return await SayAsync(tx, item, text, how with { Parent = to?.Id ?? 0 }, beside.Images, stop);
            },
            stop);

    private async Task<string> SayAsync(Tx tx, ReadableItem item, string text, Saying how, IReadOnlyList<CheckedFile> images, CancellationToken stop)
    {
        var uid = await Saying.KeepAsync(tx, ids, item, text, how, stop);
        await pictures.KeepAsync(tx, item, uid, images, stop);
        return uid;
    }

    internal static Refusal? RefuseItem(Viewer viewer, ReadableItem item) => ScopeRefusals.Writing(viewer) ?? item.Card switch
    {
        { Shows: Disclosure.Notice } => WritingRules.Confirm,
        { Shows: Disclosure.Tombstone } or { State: > ItemState.Shared } => Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more."),
        { State: ItemState.Draft } => Refusal.Conflict("draft", "A draft has no discussion. Share it first."),
        _ => null,
    };

    internal static Refusal? RefuseText(string text) =>
        text.Trim().Length == 0 ? Refusal.Invalid("comment-missing", "Write something first.", "text") : text.Length > Longest ? TooLong : null;

    private static Refusal? RefusePrivate(Viewer viewer, ReadableItem item) =>
        item.Card.IsOriginatorSide ? Refusal.Invalid("private-own", "You are the originator here: what you write is for the readers. Answer a private reply to speak to its writer alone.", "private")
        : viewer.PersonId == 0 ? React.PersonOnly
        : null;

    /// <summary>What comes with the words.</summary>
    private sealed record Beside(Mentioned Mentioned, IReadOnlyList<CheckedFile> Images);
}
