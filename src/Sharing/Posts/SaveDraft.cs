using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Keeps a draft: read by its author and by the reviewers whom the author names (R1b).</summary>
public sealed class SaveDraft(Database database, PostReader reader, ItemWriter items, Holdings holdings)
{
    /// <summary>A new draft, or the next state of one.</summary>
    public Task<Outcome<SharedItem>> RunAsync(Viewer viewer, PostInput input, IReadOnlyList<string> reviewers, string? draft = null, CancellationToken stop = default) =>
        database.WriteAsync<SharedItem>(
            async tx =>
            {
                var item = await reader.ReadAsync(tx, viewer, input, tx.Now, asDraft: true, stop);
                if (item.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (!viewer.Facts.Drafts)
                {
                    return Refusal.Forbidden("scope-drafts", "This key does not see drafts. Make one with the scope for drafts.");
                }

                if (draft is not null)
                {
                    var known = await holdings.ForChangeAsync(tx, viewer, draft, stop);
                    if (known.Refusal is { } hidden)
                    {
                        return hidden;
                    }

                    if (known.Value.Card.State != ItemState.Draft)
                    {
                        return Refusal.Conflict("shared-before", "This draft was shared before.");
                    }

                    await items.DiscardAsync(tx, known.Value.Seq, stop);
                }

                var kept = await items.AddAsync(tx, viewer, item.Value, asDraft: true, stop);
                return kept.Done ? await NameReviewersAsync(tx, kept.Value, reviewers, stop) : kept;
            },
            stop);

    private static async Task<Outcome<SharedItem>> NameReviewersAsync(Tx tx, SharedItem draft, IReadOnlyList<string> reviewers, CancellationToken stop)
    {
        foreach (var uid in reviewers)
        {
            var named = await tx.RunAsync(
                """
                insert into draft_reviewer(item_seq, person_id, org_id)
                select @item, p.id, p.org_id from person p join organisation o on o.id = p.org_id where p.uid = @uid and p.state = 1 and o.state = 1 and o.standing = 0
                on conflict do nothing
                """,
                stop,
                ("item", draft.Seq),
                ("uid", uid));
            if (named == 0 && await tx.NumberAsync("select count(*) from person where uid = @uid", stop, ("uid", uid)) == 0)
            {
                return Refusal.Invalid("reviewer", "There is no such person to review it.", "reviewers");
            }
        }

        return draft;
    }
}
