using System.Net;
using System.Security.Cryptography;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Feeds;

/// <summary>A feed asked for by somebody who may.</summary>
/// <param name="Viewer">The token's or the key's.</param>
/// <param name="Feed">What it carries.</param>
/// <param name="Empty">It filters by a circle that the viewer no longer knows.</param>
internal sealed record OpenFeed(Viewer Viewer, Feed Feed, bool Empty)
{
    /// <summary>By key: the machine's row of the table; else the feed's.</summary>
    public Channel Channel => Viewer.Kind == ViewerKind.Feed ? Channel.Feed : Channel.Machine;
}

/// <summary>Opens a feed by its token or by a key; null is always the same 404 (reading 6).</summary>
internal sealed class FeedDoor(Database database, ViewerSource viewers)
{
    private static readonly byte[] NoToken = new byte[SHA256.HashSizeInBytes];

    public async Task<OpenFeed?> ByTokenAsync(string uid, string token, IPAddress from, CancellationToken stop)
    {
        var feed = await database.ReadAsync(sql => Feed.FindAsync(sql, uid, stop), stop);
        var known = CryptographicOperations.FixedTimeEquals(ViewerSource.HashSecret(token), feed?.Token ?? NoToken);
        if (feed is null || !known || feed.EndedAt != 0 || !Networks.Allow(feed.Networks, from))
        {
            return null;
        }

        // R5: who left and came back is a new joiner; what they made before stays ended, whether or not the event was heard.
        var viewer = await viewers.ForFeedAsync(feed.PersonId, feed.OrganisationId, feed.Reach, stop);
        return viewer is null || viewer.Facts.PersonJoined > feed.MadeAt || viewer.Facts.OrgJoined > feed.MadeAt ? null : await OpenAsync(viewer, feed, stop);
    }

    /// <summary>A key of the feed's owner, or of the owner's organisation: the key's rights, the feed's choice.</summary>
    public async Task<OpenFeed?> ByKeyAsync(string uid, Viewer key, CancellationToken stop)
    {
        var feed = await database.ReadAsync(sql => Feed.FindAsync(sql, uid, stop), stop);
        var own = feed is { EndedAt: 0 } && feed.OrganisationId == key.OrganisationId && (key.PersonId == 0 || key.PersonId == feed.PersonId);
        return own && key.Kind == ViewerKind.Key && key.May(Scopes.Read) ? await OpenAsync(key, feed!, stop) : null;
    }

    private async Task<OpenFeed> OpenAsync(Viewer viewer, Feed feed, CancellationToken stop)
    {
        var known = feed.CircleUid.Length == 0 || await database.ReadAsync(sql => KnownCircles.FindAsync(sql, viewer, feed.CircleUid, stop), stop) is not null;
        return new OpenFeed(viewer, feed, !known);
    }
}
