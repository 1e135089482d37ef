using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Removes a loaded list for good: a change of the settings, so under an elevation.</summary>
internal sealed class RemoveWarningList(Database database, Elevations elevations, BuiltInLists builtIn, Public.WarningLists lists)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, CancellationToken stop)
    {
        if (!Rights.IsOfficer(viewer))
        {
            return ListRefusals.OfficersOnly;
        }

        if (builtIn.All.Any(b => b.Uid == uid))
        {
            return ListRefusals.BuiltIn;
        }

        var outcome = await database.WriteAsync<Done>(
            async tx =>
            {
                if (await tx.RunAsync("delete from warning_list where uid = @uid", stop, ("uid", uid)) == 0)
                {
                    return Refusal.NotFound;
                }

                if ((await elevations.UseAsync(tx, viewer, ElevatedAct.ChangeSettings, "", stop)).Refusal is { } refusal)
                {
                    return refusal;
                }

                await tx.RunAsync("delete from warning_list_switch where uid = @uid", stop, ("uid", uid));
                await ListShelf.TouchAsync(tx, stop);
                tx.Record(new AuditEntry("warning-list.remove", viewer.PersonId, viewer.OrganisationId, 0, "warning-list", uid));
                return Done.Yes;
            },
            stop);
        lists.Forget();
        return outcome;
    }
}
