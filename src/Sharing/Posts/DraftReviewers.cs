using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Whom the author of a draft asked to read it (R1b).</summary>
internal static class DraftReviewers
{
    private const int Most = 200;

    /// <summary>The uids of the persons, by name; who left since they were named is none (R5).</summary>
    /// <param name="sql">Where it is read.</param>
    /// <param name="draft">The item's key in its tables.</param>
    /// <param name="card">The draft.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static Task<List<string>> ListAsync(Sql sql, long draft, Card card, CancellationToken stop) =>
        sql.ListAsync(
            "select p.uid from draft_reviewer r join person p on p.id = r.person_id and p.org_id = r.org_id and p.joined_at <= @shared where r.item_seq = @item order by p.name, p.id",
            static r => r.Text(0),
            stop,
            ("item", draft),
            ("shared", card.SharedAt));

    /// <summary>Those who are named, also who is suspended, which only pauses (R5): persons with the organisation that they were named for.</summary>
    public static Task<List<(long Person, long Organisation)>> RowsAsync(Sql sql, long draft, Card card, CancellationToken stop) =>
        sql.ListAsync(
            "select r.person_id, r.org_id from draft_reviewer r join person p on p.id = r.person_id and p.org_id = r.org_id and p.joined_at <= @shared where r.item_seq = @item",
            static r => (r.Long(0), r.Long(1)),
            stop,
            ("item", draft),
            ("shared", card.SharedAt));

    /// <summary>The same as before, where the draft has another place now.</summary>
    public static async Task PutAsync(Tx tx, SharedItem draft, List<(long Person, long Organisation)> reviewers, CancellationToken stop)
    {
        foreach (var (person, organisation) in reviewers)
        {
            await tx.RunAsync(
                "insert into draft_reviewer(item_seq, person_id, org_id) values (@item, @person, @org) on conflict do nothing", stop, ("item", draft.Seq), ("person", person), ("org", organisation));
        }
    }

    /// <summary>These and no others from now on. Who is not active is refused as who is not there (R7).</summary>
    public static async Task<Refusal?> NameAsync(Tx tx, SharedItem draft, IReadOnlyList<string> reviewers, CancellationToken stop)
    {
        if (reviewers.Count > Most)
        {
            return Refusal.Invalid("reviewers-many", "A draft has at most {0} reviewers.", "reviewers", Most);
        }

        await tx.RunAsync("delete from draft_reviewer where item_seq = @item", stop, ("item", draft.Seq));
        foreach (var uid in reviewers.Distinct(StringComparer.Ordinal))
        {
            var named = await tx.RunAsync(
                """
                insert into draft_reviewer(item_seq, person_id, org_id)
                select @item, p.id, p.org_id from person p join organisation o on o.id = p.org_id where p.uid = @uid and p.state = 1 and o.state = 1 and o.standing = 0
                """,
                stop,
                ("item", draft.Seq),
                ("uid", uid));
            if (named == 0)
            {
                return Refusal.Invalid("reviewer", "There is no such person to review it.", "reviewers");
            }
        }

        return null;
    }
}
