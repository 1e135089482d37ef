using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Organisations;

/// <summary>Admits, suspends, reinstates an organisation, or ends its membership. Coming back is a new joining (law R5).</summary>
public sealed class SetOrganisationState(Database database, SectorCircles sectorCircles, Elevations elevations)
{
    /// <param name="state">One of <see cref="State"/>, but not waiting.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string organisationUid, int state, CancellationToken stop) =>
        database.WriteAsync(tx => RunAsync(tx, viewer, organisationUid, state, stop), stop);

    /// <summary>As <see cref="RunAsync(Viewer, string, int, CancellationToken)"/>, within the transaction of an act that brings more with it.</summary>
    internal async Task<Outcome<Done>> RunAsync(Tx tx, Viewer viewer, string organisationUid, int state, CancellationToken stop)
    {
        var organisation = await OrganisationRow.LockAsync(tx, viewer, organisationUid, stop);
        if (organisation is null)
        {
            return Refusal.NotFound;
        }

        if (await RefusalAsync(tx, viewer, organisation, state, stop) is { } refusal)
        {
            return refusal;
        }

        await ChangeAsync(tx, organisation, state, stop);
        tx.Record(new AuditEntry("organisation.state", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "organisation", organisation.Uid, $"{organisation.State} to {state}"));
        tx.Emit(new OrganisationStateChanged(organisation.Id, organisation.Uid, organisation.State, state, tx.Now));
        return Done.Yes;
    }

    private async Task<Refusal?> RefusalAsync(Tx tx, Viewer viewer, OrganisationRow organisation, int state, CancellationToken stop)
    {
        var leavesItself = state == State.Left && Rights.ActsFor(viewer, organisation.Id);
        if (!Rights.IsOfficer(viewer) && !leavesItself)
        {
            return OrganisationRefusals.OfficersOnly;
        }

        // A suspension only pauses: reinstating gives nothing that the officers' admission had not given.
        var allowed = (organisation.State, state) is (State.Waiting, State.Active or State.Left) or (State.Active, State.Suspended or State.Left)
            or (State.Suspended, State.Active or State.Left) or (State.Left, State.Active);
        if (!allowed)
        {
            return OrganisationRefusals.NoSuchChange;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (state is State.Suspended or State.Left && !viewer.IsSystem && await IsLastOfOfficersAsync(tx, organisation.Id, stop))
        {
            return OrganisationRefusals.LastOfficers;
        }

        // Ending a membership against an organisation's will weighs no less than suspending it.
        var againstIts = state is State.Suspended or State.Left && organisation.State != State.Waiting && !leavesItself;
        return againstIts ? (await elevations.UseAsync(tx, viewer, ElevatedAct.Suspend, organisation.Uid, stop)).Refusal : null;
    }

    private async Task ChangeAsync(Tx tx, OrganisationRow organisation, int state, CancellationToken stop)
    {
        var joins = state == State.Active && organisation.State is State.Waiting or State.Left;
        await tx.RunAsync(
            "update organisation set state = @state, joined_at = @joined, left_at = case when @state = 3 then @now else left_at end where id = @id",
            stop,
            ("state", state),
            ("joined", joins ? tx.Now : organisation.JoinedAt),
            ("now", tx.Now),
            ("id", organisation.Id));
        if (state == State.Left)
        {
            await Departures.EndOrganisationAsync(tx, organisation.Id, organisation.Uid, stop);
        }

        if (organisation.State == State.Left)
        {
            // R5: its people return with it, and are new joiners as it is.
            await tx.RunAsync("update person set joined_at = @now where org_id = @id and state <> 3 and joined_at > 0", stop, ("now", tx.Now), ("id", organisation.Id));
        }

        if (state == State.Suspended)
        {
            await tx.RunAsync(
                "update session set ended_at = @now where ended_at = 0 and person_id in (select id from person where org_id = @id)",
                stop,
                ("now", tx.Now),
                ("id", organisation.Id));
        }

        await sectorCircles.FollowAsync(tx, organisation.Id, stop);
    }

    private static async Task<bool> IsLastOfOfficersAsync(Tx tx, long organisation, CancellationToken stop) =>
        await OfficerCount.WithoutOrganisationAsync(tx, organisation, stop) == 0
        && await tx.NumberAsync("select count(*) from person where org_id = @org and state = 1 and (roles & 2) <> 0", stop, ("org", organisation)) > 0;
}
