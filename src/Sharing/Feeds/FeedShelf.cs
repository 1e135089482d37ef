using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Feeds;

/// <summary>A feed as its owner or an administrator sees it; never the token.</summary>
/// <param name="Owner">The owner's name.</param>
/// <param name="KeptOut">How many values its list left out at the last request by token, because they stand on warning lists or are called false positives; 0 for administrators, as is the choice empty.</param>
/// <param name="Choice">What it carries, in the words of the wire; empty for administrators, who need not know which circles a colleague is in.</param>
public sealed record FeedCard(string Uid, string Name, string Owner, string Choice, Tlp Ceiling, string Networks, long MadeAt, bool Own, int KeptOut);

/// <summary>The feeds that a person made and, for administrators, those of their organisation.</summary>
public sealed class FeedShelf(Database database)
{
    public Task<List<FeedCard>> ListAsync(Viewer viewer, CancellationToken stop) => database.ReadAsync(
        sql => sql.ListAsync(
            $"""
            select f.uid, f.name, p.name, f.kind, coalesce(c.name, ''), f.label, f.ceiling, f.networks, f.made_at, f.person_id, f.kept_out
            from feed f join person p on p.id = f.person_id left join circle c on c.uid = f.circle_uid and f.circle_uid <> '' and {KnownCircles.Sql}
            where f.ended_at = 0 and f.org_id = @org and (f.person_id = @person or @administers = 1) order by f.id desc limit 500
            """,
            r => new FeedCard(
                r.Text(0), r.Text(1), r.Text(2), r.Long(9) == viewer.PersonId ? Choice(r.Int(3), r.Text(4), r.Int(5)) : "", (Tlp)r.Int(6), r.Text(7), r.Long(8), r.Long(9) == viewer.PersonId,
                r.Long(9) == viewer.PersonId ? r.Int(10) : 0),
            stop,
            KnownCircles.Values(viewer, ("administers", viewer.Has(Roles.Administrator)))),
        stop);

    /// <summary>Keeps how many values a list left out, for its owner to see; a list that cannot be counted still goes out.</summary>
    internal async Task KeepCountAsync(OpenFeed open, FeedBody body, CancellationToken stop)
    {
        if (open.Viewer.Kind != ViewerKind.Feed || body.KeptOut == open.Feed.KeptOut)
        {
            return;
        }

        try
        {
            await database.WriteAsync(tx => tx.RunAsync("update feed set kept_out = @count where uid = @uid", stop, ("count", body.KeptOut), ("uid", open.Feed.Uid)), stop);
        }
        catch (StoreFailure)
        {
            // It is counted again at the next request.
        }
    }

    private static string Choice(int kind, string circle, int label) => string.Join(
        " · ",
        ((string[])[kind == 0 ? "" : Library.Public.ItemKind.Word(kind), circle, label < 0 ? "" : ((Tlp)label).Canonical()]).Where(w => w.Length > 0));
}
