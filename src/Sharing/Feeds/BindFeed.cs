using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Feeds;

/// <summary>Binds a feed to networks and gives it a ceiling up to AMBER+STRICT: an administrator of the owner's organisation (reading 16).</summary>
public sealed class BindFeed(Database database, LastGood lastGood)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string feedUid, IReadOnlyList<string> networks, Tlp ceiling, CancellationToken stop = default)
    {
        if (Networks.Parse(networks) is not { } list || list.Length > 2_000)
        {
            return FeedRefusals.Networks;
        }

        var outcome = await database.WriteAsync(tx => BindAsync(tx, viewer, feedUid, list, ceiling, stop), stop);
        lastGood.Clear();
        return outcome;
    }

    private static async Task<Outcome<Done>> BindAsync(Tx tx, Viewer viewer, string feedUid, string networks, Tlp ceiling, CancellationToken stop)
    {
        if (await Feed.FindAsync(tx, feedUid, stop) is not { EndedAt: 0 } feed || feed.OrganisationId != viewer.OrganisationId)
        {
            return Refusal.NotFound;
        }

        if (!Rights.ActsFor(viewer, feed.OrganisationId))
        {
            return viewer.IsPerson && viewer.PersonId == feed.PersonId ? FeedRefusals.AdministratorsOnly : Refusal.NotFound;
        }

        if (ceiling is < Tlp.Clear or > Tlp.AmberStrict)
        {
            return FeedRefusals.Ceiling;
        }

        if (networks.Length == 0 && ceiling > Tlp.Green)
        {
            return FeedRefusals.NetworksNeeded;
        }

        if (ceiling > Tlp.Green && !Networks.Bind(networks))
        {
            return FeedRefusals.NetworksWide;
        }

        if (Fresh.Required(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        await tx.RunAsync(
            "update feed set networks = @networks, ceiling = @ceiling where uid = @uid",
            stop,
            ("networks", networks),
            ("ceiling", ceiling),
            ("uid", feedUid));
        tx.Record(new AuditEntry("feed.bind", viewer.PersonId, viewer.OrganisationId, 0, "feed", feedUid, ceiling.Canonical()));
        return Done.Yes;
    }
}

/// <summary>Ends a feed and its token for good: its owner, or an administrator of the owner's organisation.</summary>
public sealed class EndFeed(Database database, LastGood lastGood)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string feedUid, CancellationToken stop = default)
    {
        var outcome = await database.WriteAsync<Done>(
            async tx =>
            {
                if (!viewer.IsPerson)
                {
                    return FeedRefusals.SessionOnly;
                }

                var feed = await Feed.FindAsync(tx, feedUid, stop);
                if (feed is not { EndedAt: 0 } || feed.OrganisationId != viewer.OrganisationId || (feed.PersonId != viewer.PersonId && !viewer.Has(Roles.Administrator)))
                {
                    return Refusal.NotFound;
                }

                // No fresh proof is asked for: to take a stolen token out of use must never wait.
                await tx.RunAsync("update feed set ended_at = @now where uid = @uid", stop, ("now", tx.Now), ("uid", feedUid));
                tx.Record(new AuditEntry("feed.end", viewer.PersonId, viewer.OrganisationId, 0, "feed", feedUid));
                return Done.Yes;
            },
            stop);
        lastGood.Clear();
        return outcome;
    }
}
