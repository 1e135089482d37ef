using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Passing;

/// <summary>A reader asked the originator to share wider.</summary>
public sealed record WiderAsked(long ItemSeq, string ItemUid, string Uid, int Version, long PersonId);

/// <summary>The originator's side answered.</summary>
public sealed record WiderAnswered(long ItemSeq, string ItemUid, string Uid, int Version, long PersonId, bool Given);

/// <summary>Asks for wider sharing than the label lets one pass on (W3).</summary>
public sealed class AskWider(Database database, Holdings holdings, PostReader reader, IIdSource ids)
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
                if (viewer.PersonId == 0)
                {
                    return Refusal.Forbidden("person-asks", "Somebody must be there to ask. Use a key of a person.");
                }

                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                var named = await reader.ReadAudienceAsync(tx, viewer, [part], stop);
                if ((named.Refusal ?? PassingRules.Refuse(item, tx.Now)) is { } wrong)
                {
                    return wrong;
                }

                var to = named.Value[0];
                var uid = ids.NewUid();
                await tx.RunAsync(
                    "insert into wider_ask(uid, item_seq, person_id, org_id, kind, ref, ref_org, at) values (@uid, @item, @person, @org, @kind, @ref, @refOrg, @now)",
                    stop,
                    ("uid", uid),
                    ("item", item.Seq),
                    ("person", viewer.PersonId),
                    ("org", viewer.OrganisationId),
                    ("kind", to.Kind),
                    ("ref", to.Ref),
                    ("refOrg", to.RefOrg),
                    ("now", tx.Now));
                tx.Record(new AuditEntry("item.ask", viewer.PersonId, viewer.OrganisationId, 0, "item", itemUid, uid));
                tx.Emit(new WiderAsked(item.Seq, itemUid, uid, item.Card.Version, viewer.PersonId));
                return uid;
            },
            stop);
}

/// <summary>Gives or declines wider sharing: the originator's side alone. Given, the part joins the audience under the same label.</summary>
public sealed class AnswerWider(Database database, Holdings holdings, RelabelPost relabel, AudienceRules audiences)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string itemUid, string ask, bool give, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForChangeAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                var item = found.Value;
                var asked = await tx.FirstAsync(
                    "select kind, ref, ref_org, person_id, answered_at from wider_ask where uid = @uid and item_seq = @item",
                    static r => new Asked(new Part(r.Int(0), r.Long(1), r.Long(2)), r.Long(3), r.Long(4) > 0),
                    stop,
                    ("uid", ask),
                    ("item", item.Seq));
                if (asked is null)
                {
                    return Refusal.NotFound;
                }

                if (asked.Answered)
                {
                    return Refusal.Conflict("answered", "This was answered before.");
                }

                if (give && !item.Audience.Except(await holdings.UntoldAsync(tx, viewer, item, stop)).Contains(asked.Part) && !await audiences.MayNameAsync(tx, viewer, asked.Part, stop))
                {
                    return Refusal.Conflict("asked-part", "What was asked for cannot be added any more, or is not yours to name. Decline it.");
                }

                if (give && (await relabel.RelabelAsync(tx, viewer, item, item.Card.Label, [.. item.Audience.Append(asked.Part).Distinct()], stop)).Refusal is { } wrong)
                {
                    return wrong;
                }

                await tx.RunAsync("update wider_ask set answered_at = @now, given = @given where uid = @uid", stop, ("now", tx.Now), ("given", give), ("uid", ask));
                // W7: only the author answers for an anonymous item, so the record must not say who did.
                var hidden = item.Card.Attribution == Attribution.Anonymous;
                tx.Record(new AuditEntry(
                    "item.answer", hidden ? 0 : viewer.PersonId, hidden ? 0 : viewer.OrganisationId, 0, "item", itemUid, ask + (give ? " given" : " declined")));
                tx.Emit(new WiderAnswered(item.Seq, itemUid, ask, item.Card.Version, asked.Person, give));
                return Done.Yes;
            },
            stop);

    private sealed record Asked(Part Part, long Person, bool Answered);
}
