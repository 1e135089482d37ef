using System.Net;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Demo.Script;
using Infohub.Library.Access;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Sharing.Feeds;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Answers;

/// <summary>Answers "how much of this version does this viewer get on this channel" by the SQL and by the kernel.</summary>
internal sealed class Answerer(IServiceProvider services, Cast cast)
{
    private readonly Database database = services.GetRequiredService<Database>();
    private readonly ViewerSource viewers = services.GetRequiredService<ViewerSource>();
    private readonly FeedDoor feeds = services.GetRequiredService<FeedDoor>();
    private readonly Dictionary<string, ViewerFacts?> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemRows?> items = new(StringComparer.Ordinal);
    private LawTables? tables;

    public async Task<(Disclosure BySql, Disclosure InMemory)> AnswerAsync(JsonElement query)
    {
        var channel = ChannelOf(query.GetProperty("channel").GetString()!);
        var viewer = await ViewerAsync(query.GetProperty("viewer"));
        var name = query.GetProperty("item").GetString()!;
        if (viewer is null || !cast.Items.TryGetValue(name, out var uid))
        {
            return (Disclosure.Nothing, Disclosure.Nothing);
        }

        var version = query.GetProperty("version").GetInt32();
        var rows = await ItemAsync(uid);
        var bySql = await database.ReadAsync(
            sql => sql.NumberAsync(
                $"select ({LawSql.Version(channel)}) from item i join item_version n on n.item_seq = i.seq where i.uid = @uid and n.version = @version",
                default,
                [.. LawSql.Values(viewer), ("uid", uid), ("version", version)]),
            default);
        var inMemory = rows is null || !rows.Versions.TryGetValue(version, out var facts)
            ? Disclosure.Nothing
            : LawCode.Decide(viewer, rows.Item, facts, channel, rows.Tables);
        return ((Disclosure)(bySql ?? 0), inMemory);
    }

    private static Channel ChannelOf(string word) => word switch
    {
        "list" => Channel.List,
        "page" => Channel.Page,
        "public" => Channel.Public,
        "machine" => Channel.Machine,
        "feed" => Channel.Feed,
        "partner-hub" => Channel.PartnerHub,
        "mail" => Channel.Mail,
        "webhook" => Channel.Webhook,
        "export" => Channel.Export,
        "block-list" => Channel.BlockList,
        "look-up-outside" => Channel.LookUpOutside,
        "translation-outside" => Channel.TranslationOutside,
        "analysis" => Channel.Analysis,
        "public-statistics" => Channel.PublicStatistics,
        _ => throw new ArgumentException("Unknown channel " + word),
    };

    private async Task<ViewerFacts?> ViewerAsync(JsonElement viewer)
    {
        var text = viewer.GetRawText();
        if (!known.TryGetValue(text, out var facts))
        {
            known[text] = facts = await FindViewerAsync(viewer);
        }

        return facts;
    }

    /// <summary>Null where this viewer cannot come in at all: the doors answer before the law is asked.</summary>
    private async Task<ViewerFacts?> FindViewerAsync(JsonElement viewer)
    {
        switch (viewer.GetProperty("kind").GetString())
        {
            case "anonymous":
                return viewers.Anonymous().Facts;
            case "person":
                var person = await viewers.ForScriptAsync(cast.People[viewer.GetProperty("person").GetString()!].Id, default);
                var fresh = viewer.TryGetProperty("strongMinutesAgo", out var ago) && ago.GetInt32() < 15;
                return person is null ? viewers.Anonymous().Facts : person.Facts with { Fresh = fresh };
            case "recipient":
                return (await viewers.ForRecipientAsync(cast.People[viewer.GetProperty("person").GetString()!].Id, default))?.Facts;
            case "feed":
                return cast.Feeds.TryGetValue(viewer.GetProperty("feed").GetString()!, out var feed)
                    ? (await feeds.ByTokenAsync(feed.Uid, feed.Token, IPAddress.Loopback, default))?.Viewer.Facts
                    : null;
            default:
                var key = viewer.GetProperty("key").GetString()!;
                return cast.Keys.TryGetValue(key, out var secret) && await viewers.FromKeyAsync(secret.Secret, IPAddress.Loopback, default) is { } found && found.May(Scopes.Read) ? found.Facts : null;
        }
    }

    private async Task<ItemRows?> ItemAsync(string uid)
    {
        if (items.TryGetValue(uid, out var rows))
        {
            return rows;
        }

        tables ??= await database.ReadAsync(LoadAsync, default);
        return items[uid] = await database.ReadAsync(sql => LoadItemAsync(sql, uid, tables), default);
    }

    private static async Task<ItemRows?> LoadItemAsync(Sql sql, string uid, LawTables tables)
    {
        var item = await sql.FirstAsync(
            """
            select seq, state, label, version, audience_id, org_id, person_id, key_id, anonymous, shared_at, release_at, embargo_until, pap, grants from item where uid = @uid
            """,
            static r => new ItemFacts
            {
                Seq = r.Long(0),
                State = r.Int(1),
                Label = r.Int(2),
                Version = r.Int(3),
                AudienceId = r.Long(4),
                OrgId = r.Long(5),
                PersonId = r.Long(6),
                KeyId = r.Long(7),
                Anonymous = r.Bool(8),
                SharedAt = r.Long(9),
                ReleaseAt = r.Long(10),
                EmbargoUntil = r.Long(11),
                Pap = r.Int(12),
                Grants = r.Int(13),
            },
            default,
            ("uid", uid));
        if (item is null)
        {
            return null;
        }

        var versions = await sql.ListAsync(
            "select version, label, audience_id, shared_at from item_version where item_seq = @seq",
            static r => new VersionFacts { Version = r.Int(0), Label = r.Int(1), AudienceId = r.Long(2), SharedAt = r.Long(3) },
            default,
            ("seq", item.Seq));
        var parts = await sql.ListAsync(
            """
            select p.audience_id, p.kind, p.ref, p.ref_org from audience_part p
            where p.audience_id in (select audience_id from item_version where item_seq = @seq) or p.audience_id = @audience
            """,
            static r => new PartRow(r.Long(0), r.Int(1), r.Long(2), r.Long(3)),
            default,
            ("seq", item.Seq),
            ("audience", item.AudienceId));
        return new ItemRows(item, versions.ToDictionary(v => v.Version), tables with { Parts = [.. parts] });
    }

    private static async Task<LawTables> LoadAsync(Sql sql) => new()
    {
        Members = [.. await sql.ListAsync("select circle_id, org_id, person_id, reads_from from circle_member", static r => new MemberRow(r.Long(0), r.Long(1), r.Long(2), r.Long(3)), default)],
        KeyCircles = [.. await sql.ListAsync("select key_id, circle_id from api_key_circle", static r => new KeyCircleRow(r.Long(0), r.Long(1)), default)],
        AnonymousAuthors = [.. await sql.ListAsync("select item_seq, tag from anonymous_author", static r => new AnonymousAuthorRow(r.Long(0), r.Long(1)), default)],
        Reviewers = [.. await sql.ListAsync("select item_seq, person_id, org_id from draft_reviewer", static r => new ReviewerRow(r.Long(0), r.Long(1), r.Long(2)), default)],
        Grants = [.. await sql.ListAsync(
            "select id, item_seq, passer_id, passer_org, by_author, kind, ref, ref_org, at, from_version, via from item_grant",
            static r => new GrantRow(r.Long(0), r.Long(1), r.Long(2), r.Long(3), r.Bool(4), r.Int(5), r.Long(6), r.Long(7), r.Long(8), r.Int(9), r.Long(10)),
            default)],
        GrantLinks = [.. await sql.ListAsync("select grant_id, ancestor from item_grant_link", static r => new GrantLinkRow(r.Long(0), r.Long(1)), default)],
        Clients = [.. await sql.ListAsync("select provider_id, client_id, provider_at, client_at from client", static r => new ClientRow(r.Long(0), r.Long(1), r.Long(2), r.Long(3)), default)],
        Organisations = [.. await sql.ListAsync("select id, state, joined_at from organisation", static r => new OrganisationRow(r.Long(0), r.Int(1), r.Long(2)), default)],
        Persons = [.. await sql.ListAsync("select id, org_id, state, joined_at from person", static r => new PersonRow(r.Long(0), r.Long(1), r.Int(2), r.Long(3)), default)],
    };

    private sealed record ItemRows(ItemFacts Item, Dictionary<int, VersionFacts> Versions, LawTables Tables);
}
