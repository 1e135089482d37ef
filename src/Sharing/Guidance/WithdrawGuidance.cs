using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Guidance;

/// <summary>An officer takes a page of guidance back, with a reason that its address tells from then on.</summary>
internal sealed class WithdrawGuidance(Database database)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string slug, string reason, CancellationToken stop)
    {
        if (!viewer.IsPerson || !viewer.Has(Roles.Officer))
        {
            return GuidanceRefusals.OfficersOnly;
        }

        var line = Invisible.OneLine(reason);
        return line.Length is 0 or > 500 ? GuidanceRefusals.Reason : await database.WriteAsync<Done>(tx => TakeBackAsync(tx, viewer, slug, line, stop), stop);
    }

    private static async Task<Outcome<Done>> TakeBackAsync(Tx tx, Viewer viewer, string slug, string reason, CancellationToken stop)
    {
        var changed = await tx.RunAsync(
            "update guidance set withdrawn_at = @now, changed_at = @now, reason = @reason, revision = revision + 1 where slug = @slug and withdrawn_at = 0",
            stop,
            ("now", tx.Now),
            ("reason", reason),
            ("slug", slug));
        if (changed == 0)
        {
            return Refusal.NotFound;
        }

        tx.Record(new AuditEntry("guidance.withdraw", viewer.PersonId, viewer.OrganisationId, 0, "guidance", slug));
        return Done.Yes;
    }
}
