using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Moderation;

/// <summary>One report as officers see it; the names are empty for an anonymous author, the person's for an organisation's key.</summary>
public sealed record ReportLine(string Uid, string ItemUid, Tlp Label, string Reason, string PersonName, string OrganisationName, long At);

/// <summary>The reports that wait for an officer. Being one makes nobody a reader: nothing of the item is here.</summary>
public sealed class ReportBook(Database database)
{
    private const int Most = 200;

    private static readonly Refusal OfficersOnly = Refusal.Forbidden("officers-only", "Only the programme's officers may do this.");

    /// <summary>The oldest first.</summary>
    public async Task<Outcome<List<ReportLine>>> WaitingAsync(Viewer viewer, CancellationToken stop)
    {
        if (!viewer.Has(Roles.Officer))
        {
            return OfficersOnly;
        }

        return await database.ReadAsync(
            sql => sql.ListAsync(
                """
                select r.uid, r.item_uid, r.label, r.reason, coalesce(p.name, ''), coalesce(o.name, ''), r.at from item_report r
                left join person p on p.id = r.person_id left join organisation o on o.id = r.org_id where r.done_at = 0 order by r.id limit @most
                """,
                static r => new ReportLine(r.Text(0), r.Text(1), (Tlp)r.Int(2), r.Text(3), r.Text(4), r.Text(5), r.Long(6)),
                stop,
                ("most", Most)),
            stop);
    }

    /// <summary>An officer has looked at it.</summary>
    public Task<Outcome<Done>> MarkDoneAsync(Viewer viewer, string uid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (!viewer.Has(Roles.Officer))
                {
                    return OfficersOnly;
                }

                var marked = await tx.RunAsync(
                    "update item_report set done_at = @now, done_by = @person where uid = @uid and done_at = 0", stop, ("now", tx.Now), ("person", viewer.PersonId), ("uid", uid));
                if (marked == 0)
                {
                    return Refusal.Conflict("report-done", "Another officer has marked this report as done.");
                }

                tx.Record(new AuditEntry("report.done", viewer.PersonId, viewer.OrganisationId, 0, "report", uid));
                return Done.Yes;
            },
            stop);
}
