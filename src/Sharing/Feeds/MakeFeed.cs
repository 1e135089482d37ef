using System.Buffers.Text;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Feeds;

/// <summary>A feed to be.</summary>
/// <param name="Name">One line.</param>
/// <param name="Kind">The word of one kind of item, or empty for all.</param>
/// <param name="CircleUid">Items with this circle in their audience, or empty for all.</param>
/// <param name="Label">One label in its canonical form, or empty for all.</param>
public sealed record NewFeed(string Name, string Kind = "", string CircleUid = "", string Label = "");

/// <summary>A new feed: the token is shown this once.</summary>
public sealed record MadeFeed(string Uid, string Token)
{
    public override string ToString() => "MadeFeed " + Uid;
}

/// <summary>Saves a feed of the person with a token of its own, ceiling GREEN; asks for fresh strong authentication, as for a key.</summary>
public sealed class MakeFeed(Database database, IIdSource ids)
{
    internal const int LongestName = 120;
    private const int MostFeeds = 50;

    /// <summary>Secret scanners know the prefix.</summary>
    private const string Prefix = "ihf_";

    public async Task<Outcome<MadeFeed>> RunAsync(Viewer viewer, NewFeed what, CancellationToken stop = default)
    {
        if (!viewer.IsPerson)
        {
            return FeedRefusals.SessionOnly;
        }

        var name = Invisible.OneLine(what.Name);
        if (name.Length is 0 or > LongestName)
        {
            return FeedRefusals.Name;
        }

        var kind = what.Kind.Length == 0 ? 0 : ItemKind.Parse(what.Kind);
        if (kind == 0 && what.Kind.Length > 0)
        {
            return FeedRefusals.Kind;
        }

        var label = Tlp.Clear;
        if (what.Label.Length > 0 && (!Labels.TryParse(what.Label, out label) || label == Tlp.Red))
        {
            return FeedRefusals.Label;
        }

        return await database.WriteAsync(tx => PutAsync(tx, viewer, what with { Name = name }, kind, what.Label.Length == 0 ? -1 : (int)label, stop), stop);
    }

    private async Task<Outcome<MadeFeed>> PutAsync(Tx tx, Viewer viewer, NewFeed what, int kind, int label, CancellationToken stop)
    {
        if (Fresh.Required(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (what.CircleUid.Length > 0 && await KnownCircles.FindAsync(tx, viewer, what.CircleUid, stop) is null)
        {
            return Refusal.NotFound;
        }

        if ((await Feed.OfAsync(tx, viewer, stop)).Count >= MostFeeds)
        {
            return FeedRefusals.TooMany;
        }

        var uid = ids.NewUid();
        var token = Prefix + Base64Url.EncodeToString(ids.NewSecret(32));
        await tx.RunAsync(
            """
            insert into feed(uid, name, person_id, org_id, token, kind, circle_uid, label, made_at)
            values (@uid, @name, @person, @org, @token, @kind, @circle, @label, @now)
            """,
            stop,
            ("uid", uid),
            ("name", what.Name),
            ("person", viewer.PersonId),
            ("org", viewer.OrganisationId),
            ("token", ViewerSource.HashSecret(token)),
            ("kind", kind),
            ("circle", what.CircleUid),
            ("label", label),
            ("now", tx.Now));
        tx.Record(new AuditEntry("feed.make", viewer.PersonId, viewer.OrganisationId, 0, "feed", uid));
        return new MadeFeed(uid, token);
    }
}

/// <summary>The circles by which a feed can be narrowed.</summary>
internal static class FeedCircles
{
    /// <summary>The circles that a person may choose from: those of which they are a member.</summary>
    public static Task<List<(string Uid, string Name, string NameZh)>> OfAsync(Sql sql, Viewer viewer, CancellationToken stop) =>
        sql.ListAsync(
            """
            select c.uid, c.name, c.name_zh from circle c
            where exists(select 1 from circle_member m where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person)) order by c.name, c.id
            """,
            static r => (r.Text(0), r.Text(1), r.Text(2)),
            stop,
            ("org", viewer.OrganisationId),
            ("person", viewer.PersonId));
}
