using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Disclosures;

/// <summary>A reader told the originator that information went further than its label allows.</summary>
public sealed record DisclosureReported(long ItemSeq, string ItemUid, string Uid, int Version, long PersonId);

/// <summary>One report, for the originator's side.</summary>
public sealed record DisclosureCard(string Uid, string PersonName, string OrganisationName, string Text, long At);

/// <summary>Tells the originator of an unintended disclosure, at once: each member's duty.</summary>
public sealed class ReportDisclosure(Database database, Holdings holdings, IIdSource ids)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string itemUid, string text, CancellationToken stop = default) =>
        database.WriteAsync<string>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                var line = text.Trim();
                if (line.Length is 0 or > 5_000)
                {
                    return Refusal.Invalid("disclosure-text", "Say what went where and when, in at most {0} characters.", "text", 5_000);
                }

                var item = found.Value;
                if (item.Card.State is ItemState.Erased or ItemState.Draft)
                {
                    return item.Card.State == ItemState.Erased ? Refusal.Conflict("erased", "It was erased before.") : PostRefusals.OnlyShared;
                }

                var uid = ids.NewUid();
                // W7: an anonymous author who is no part of the audience would be named by reporting at all.
                var (person, organisation, key) = item.Card is { IsAuthor: true, Attribution: Attribution.Anonymous } ? (0, 0, 0) : (viewer.PersonId, viewer.OrganisationId, viewer.KeyId);
                await tx.RunAsync(
                    "insert into disclosure_report(uid, item_seq, person_id, org_id, text, at) values (@uid, @item, @person, @org, @text, @now)",
                    stop,
                    ("uid", uid),
                    ("item", item.Seq),
                    ("person", person),
                    ("org", organisation),
                    ("text", item.Seal("disclosure/" + uid, line)),
                    ("now", tx.Now));
                tx.Record(new AuditEntry("item.disclosed", person, organisation, key, "item", itemUid, uid));
                tx.Emit(new DisclosureReported(item.Seq, itemUid, uid, item.Card.Version, person));
                return uid;
            },
            stop);

    /// <summary>What was reported, for the originator's side alone.</summary>
    public Task<List<DisclosureCard>> ListAsync(ReadableItem item, CancellationToken stop) =>
        !item.Card.IsOriginatorSide || item.Card.Shows != Disclosure.Full
            ? Task.FromResult<List<DisclosureCard>>([])
            : database.ReadAsync(
                sql => sql.ListAsync(
                    $"""
                    select d.uid, coalesce(p.name, ''), coalesce(o.name, ''), d.text, d.at from disclosure_report d
                    left join person p on p.id = d.person_id left join organisation o on o.id = d.org_id where d.item_seq = @item and {ReadableItem.ReadsVersionOf("d.at")} order by d.id
                    """,
                    r => new DisclosureCard(r.Text(0), r.Text(1), r.Text(2), item.Unseal("disclosure/" + r.Text(0), r.Bytes(3)), r.Long(4)),
                    stop,
                    ("item", item.Seq),
                    ("versions", item.VersionNumbers)),
                stop);
}
