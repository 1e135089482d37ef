using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>Images shown with what was said; read by who reads the comment.</summary>
public sealed class CommentImages(FileShelf files)
{
    /// <summary>With one comment.</summary>
    public const int Most = 4;

    private static readonly Refusal TooMany = new(RefusalKind.TooLarge, "comment-images-many", "A reply takes at most {0} images.", "images", Most);

    private static readonly Refusal NoImage = Refusal.Invalid("comment-image", "A reply takes images only: PNG, JPEG, GIF or WebP. Attach other files to an item of your own.", "images");

    /// <summary>Law H2, before anything is kept.</summary>
    public async Task<Outcome<IReadOnlyList<CheckedFile>>> InspectAsync(IReadOnlyList<Upload> uploads, CancellationToken stop)
    {
        if (uploads.Count > Most)
        {
            return TooMany;
        }

        var found = await files.InspectAsync(uploads, stop);
        return found.Done && found.Value.Any(f => !f.IsImage) ? NoImage : found;
    }

    /// <summary>Beside those that the comment has.</summary>
    /// <returns>Their addresses.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> KeepAsync(Tx tx, ReadableItem item, string commentUid, IReadOnlyList<CheckedFile> images, CancellationToken stop)
    {
        if (images.Count > 0 && (await FindAsync(tx, item, stop, commentUid)).Count + images.Count > Most)
        {
            return TooMany;
        }

        var added = await files.AddBesideAsync(tx, item, images, stop);
        foreach (var file in added)
        {
            await tx.RunAsync(
                "insert into comment_image(item_seq, comment_uid, file_uid) values (@item, @comment, @file)", stop, ("item", item.Seq), ("comment", commentUid), ("file", file));
        }

        return added;
    }

    /// <summary>They go with the comment that is taken back.</summary>
    public static async Task TakeAwayAsync(Tx tx, ReadableItem item, string commentUid, CancellationToken stop)
    {
        foreach (var (_, file) in await FindAsync(tx, item, stop, commentUid))
        {
            await FileShelf.TakeAwayAsync(tx, item, file, stop);
        }

        await tx.RunAsync("delete from comment_image where item_seq = @item and comment_uid = @comment", stop, ("item", item.Seq), ("comment", commentUid));
    }

    /// <summary>By comment, of those that the viewer is told of.</summary>
    public static async Task<ILookup<string, FileCard>> ListAsync(Sql sql, ReadableItem item, CancellationToken stop)
    {
        var known = await FindAsync(sql, item, stop);
        var cards = (await FileShelf.ListBesideAsync(sql, item, [.. known.Select(k => k.File)], stop)).ToDictionary(c => c.Uid, StringComparer.Ordinal);
        return known.Where(k => cards.ContainsKey(k.File)).ToLookup(k => k.Comment, k => cards[k.File], StringComparer.Ordinal);
    }

    /// <summary>One image of a comment that the viewer is told of.</summary>
    public async Task<Outcome<(FileCard Card, byte[] Content)>> OpenAsync(Sql sql, ReadableItem item, string commentUid, string uid, CancellationToken stop)
    {
        var card = (await ListAsync(sql, item, stop))[commentUid].FirstOrDefault(f => f.Uid == uid);
        return card is null ? Refusal.NotFound : (card, await files.ReadBesideAsync(item, card, stop));
    }

    private static Task<List<(string Comment, string File)>> FindAsync(Sql sql, ReadableItem item, CancellationToken stop, string commentUid = "") =>
        sql.ListAsync(
            $"""
            select c.uid, m.file_uid from comment c join comment_image m on m.item_seq = c.item_seq and m.comment_uid = c.uid
            where c.item_seq = @item and c.deleted_at = 0 and (@comment = '' or c.uid = @comment) and {Told.Condition}
            """,
            static r => (r.Text(0), r.Text(1)),
            stop,
            [.. Told.Values(item), ("comment", commentUid)]);
}
