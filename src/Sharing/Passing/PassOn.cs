using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Passing;

/// <summary>Passes an item on (W3): a grant beside the audience, by a person in a session, as far as the label allows.</summary>
public sealed class PassOn(Database database, Holdings holdings, PostReader reader, IIdSource ids)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string itemUid, string part, CancellationToken stop = default) =>
        database.WriteAsync<string>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if (!viewer.IsPerson)
                {
                    return Refusal.Forbidden("session-only", "Only a person who is signed in passes on.");
                }

                if (PassingRules.Refuse(item, tx.Now) is { } wrong)
                {
                    return wrong;
                }

                var named = await reader.ReadAudienceAsync(tx, viewer, [part], stop);
                if (named.Refusal is { } unnamed)
                {
                    return unnamed;
                }

                var to = named.Value[0];
                if (await PassingRules.RefuseLabelAsync(tx, viewer, item, to, stop) is { } above)
                {
                    return above;
                }

                return await GrantAsync(tx, viewer, item, to, stop);
            },
            stop);

    private async Task<string> GrantAsync(Tx tx, Viewer viewer, ReadableItem item, Part to, CancellationToken stop)
    {
        var via = item.ByAudience ? 0 : await ReliedOnAsync(tx, viewer, item, stop);
        var uid = ids.NewUid();
        await tx.RunAsync(
            """
            insert into item_grant(uid, item_seq, passer_id, passer_org, by_author, kind, ref, ref_org, at, from_version, via)
            values (@uid, @item, @passer, @org, @author, @kind, @ref, @refOrg, @now, @version, @via)
            """,
            stop,
            ("uid", uid),
            ("item", item.Seq),
            ("passer", viewer.PersonId),
            ("org", viewer.OrganisationId),
            ("author", item.Card.IsAuthor),
            ("kind", to.Kind),
            ("ref", to.Ref),
            ("refOrg", to.RefOrg),
            ("now", tx.Now),
            ("version", item.Card.Version),
            ("via", via));
        var id = await tx.NumberAsync("select id from item_grant where uid = @uid", stop, ("uid", uid)) ?? 0;
        if (via != 0)
        {
            await tx.RunAsync(
                "insert into item_grant_link(grant_id, ancestor) select cast(@id as bigint), ancestor from item_grant_link where grant_id = @via",
                stop,
                ("id", id),
                ("via", via));
            await tx.RunAsync("insert into item_grant_link(grant_id, ancestor) values (@id, @via)", stop, ("id", id), ("via", via));
        }

        await tx.RunAsync("update item set grants = grants + 1 where seq = @seq", stop, ("seq", item.Seq));
        tx.Record(new AuditEntry("item.pass", viewer.PersonId, viewer.OrganisationId, 0, "item", item.Card.Uid, uid));
        tx.Emit(new ItemPassedOn(item.Seq, item.Card.Uid, id));
        return uid;
    }

    /// <summary>The oldest grant by which a reader without part in the audience reads.</summary>
    private static async Task<long> ReliedOnAsync(Sql sql, Viewer viewer, ReadableItem item, CancellationToken stop) =>
        await sql.NumberAsync(
            $"select g.id from item i join item_grant g on g.item_seq = i.seq where i.seq = @seq and ({LawSql.GrantOpens}) order by g.id limit 1",
            stop,
            [.. LawSql.Values(viewer.Facts), ("seq", item.Seq)]) ?? 0;
}

/// <summary>What passing on and asking for more have in common.</summary>
internal static class PassingRules
{
    public static Refusal? Refuse(ReadableItem item, long now) => item.Card switch
    {
        { Shows: Disclosure.Notice } => WritingRules.Confirm,
        { Shows: Disclosure.Tombstone } or { State: > ItemState.Shared } => Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more."),
        { State: ItemState.Draft } => Refusal.Conflict("draft-pass", "A draft is not passed on. Share it first."),
        _ when item.Card.IsUnderEmbargo(now) => Refusal.Conflict("embargo-pass", "It is under embargo: until that ends nobody passes it on."),
        _ => null,
    };

    /// <summary>W3: how far each label goes.</summary>
    public static async Task<Refusal?> RefuseLabelAsync(Sql sql, Viewer viewer, ReadableItem item, Part to, CancellationToken stop)
    {
        var org = to.Kind == PartKind.Organisation ? to.Ref : to.Kind == PartKind.Person ? to.RefOrg : 0;
        var own = org != 0 && org == viewer.OrganisationId;
        return item.Card.Label switch
        {
            Tlp.Red => Refusal.Forbidden("red-pass", "TLP:RED is passed on to nobody. Ask its author to share it wider."),
            Tlp.Clear => null,
            Tlp.Green => to.Kind == PartKind.Public ? Refusal.Forbidden("green-public", "TLP:GREEN is not passed on to the public.") : null,
            _ when !item.ByAudience => Refusal.Forbidden("grant-only", "It was passed on to you: {0} goes no further. Ask the originator to share it wider.", item.Card.Label.Canonical()),
            _ when own => null,
            Tlp.Amber when org != 0 && viewer.Facts.AmberClients && await IsClientAsync(sql, viewer.OrganisationId, org, stop) => null,
            Tlp.Amber => Refusal.Forbidden("amber-pass", "TLP:AMBER is passed on within your organisation and to its confirmed clients. Ask the originator to share it wider."),
            _ => Refusal.Forbidden("strict-pass", "TLP:AMBER+STRICT stays within your organisation. Ask the originator to share it wider."),
        };
    }

    private static async Task<bool> IsClientAsync(Sql sql, long provider, long client, CancellationToken stop) =>
        await sql.NumberAsync(
            "select count(*) from client where provider_id = @provider and client_id = @client and provider_at > 0 and client_at > 0",
            stop,
            ("provider", provider),
            ("client", client)) > 0;
}
