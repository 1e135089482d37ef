using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;
using Infohub.Sharing.Posts;

namespace Infohub.Sharing.Moderation;

/// <summary>A reader asked officers to look at an item: its address and label, nothing of what stands in it.</summary>
/// <param name="PersonId">0 for an organisation's key, and for an anonymous author.</param>
/// <param name="OrganisationId">0 for an anonymous author.</param>
public sealed record ItemReported(long ReportId, string ItemUid, int Label, string Uid, long PersonId, long OrganisationId);

/// <summary>Law H4: whoever reads an item reports it to the officers, with a sentence of reason.</summary>
public sealed class ReportItem(Database database, Holdings holdings, IIdSource ids)
{
    private const int Longest = 500;

    /// <summary>The report's address.</summary>
    public Task<Outcome<string>> RunAsync(Viewer viewer, string itemUid, string reason, CancellationToken stop = default) =>
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

                if (found.Value.Card.State != ItemState.Shared)
                {
                    return PostRefusals.OnlyShared;
                }

                var line = Invisible.OneLine(reason);
                return line.Length is 0 or > Longest
                    ? Refusal.Invalid("report-reason", "Say in at most {0} characters why an officer should look at it.", "text", Longest)
                    : await KeepAsync(tx, viewer, found.Value.Card, line, stop);
            },
            stop);

    private async Task<string> KeepAsync(Tx tx, Viewer viewer, Card card, string reason, CancellationToken stop)
    {
        var uid = ids.NewUid();
        // W7: an anonymous author who is no part of the audience would be named by reporting at all.
        var (person, organisation, key) = card is { IsAuthor: true, Attribution: Attribution.Anonymous } ? (0, 0, 0) : (viewer.PersonId, viewer.OrganisationId, viewer.KeyId);
        var id = await tx.NumberAsync(
            "insert into item_report(uid, item_uid, label, person_id, org_id, reason, at) values (@uid, @item, @label, @person, @org, @reason, @now) returning id",
            stop,
            ("uid", uid),
            ("item", card.Uid),
            ("label", (int)card.Label),
            ("person", person),
            ("org", organisation),
            ("reason", reason),
            ("now", tx.Now));
        // The act is on the report, not on the item: the item's record would tell its originator who reported it.
        tx.Record(new AuditEntry("report.make", person, organisation, key, "report", uid, card.Uid));
        tx.Emit(new ItemReported(id!.Value, card.Uid, (int)card.Label, uid, person, organisation));
        return uid;
    }
}
