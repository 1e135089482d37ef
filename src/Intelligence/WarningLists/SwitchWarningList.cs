using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Switches a list on or off, built-in or loaded: a change of the settings, so under an elevation.</summary>
internal sealed class SwitchWarningList(Database database, Elevations elevations, BuiltInLists builtIn, Public.WarningLists lists)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, bool on, CancellationToken stop)
    {
        if (!Rights.IsOfficer(viewer))
        {
            return ListRefusals.OfficersOnly;
        }

        var outcome = await database.WriteAsync<Done>(
            async tx =>
            {
                if (builtIn.All.All(b => b.Uid != uid) && await tx.NumberAsync("select 1 from warning_list where uid = @uid", stop, ("uid", uid)) is null)
                {
                    return Refusal.NotFound;
                }

                if ((await elevations.UseAsync(tx, viewer, ElevatedAct.ChangeSettings, "", stop)).Refusal is { } refusal)
                {
                    return refusal;
                }

                await tx.RunAsync(
                    "insert into warning_list_switch(uid, is_on) values (@uid, @on) on conflict(uid) do update set is_on = excluded.is_on", stop, ("uid", uid), ("on", on));
                await ListShelf.TouchAsync(tx, stop);
                tx.Record(new AuditEntry(on ? "warning-list.on" : "warning-list.off", viewer.PersonId, viewer.OrganisationId, 0, "warning-list", uid));
                return Done.Yes;
            },
            stop);
        lists.Forget();
        return outcome;
    }
}
