using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Adds files to a post, as a new version of it.</summary>
public sealed class AttachFile(Database database, Holdings holdings, ItemWriter items, FileShelf files)
{
    public async Task<Outcome<int>> RunAsync(Viewer viewer, string uid, IReadOnlyList<Upload> uploads, CancellationToken stop = default)
    {
        var kept = await files.InspectAsync(uploads, stop);
        if (kept.Refusal is { } sample)
        {
            return sample;
        }

        return await database.WriteAsync<int>(
            async tx =>
            {
                var found = await holdings.ForChangeAsync(tx, viewer, uid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if (!item.Card.IsAuthor || !viewer.May(Scopes.Write))
                {
                    return PostRefusals.AuthorOnly;
                }

                if (item.Content is not { } content)
                {
                    return WritingRules.Confirm;
                }

                var schedule = new Schedule(item.Card.ReleaseAt, item.Card.EmbargoUntil, item.Card.ExpiresAt);
                var version = await items.ReviseAsync(tx, viewer, item, content, item.Card.Pap, schedule, stop);
                var added = await files.AddAsync(tx, new SharedItem(item.Seq, uid) { Seal = item.Seal }, item.Seal, item.Card.Label, version, kept.Value, stop);
                return added.Refusal is { } wrong ? wrong : version;
            },
            stop);
    }
}
