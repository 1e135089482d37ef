using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>Suspends, reinstates, or ends a person's account. A suspension only pauses; leaving ends everything for good (law R5).</summary>
public sealed class SetPersonState(Database database, Elevations elevations)
{
    /// <param name="state">One of <see cref="State"/>, but not waiting: who left comes back by a recovery (only set-up makes them active at once).</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string personUid, int state, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await PersonRow.LockAsync(tx, viewer, personUid, stop) is not { } person)
                {
                    return Refusal.NotFound;
                }

                if (await RefusalAsync(tx, viewer, person, state, stop) is { } refusal)
                {
                    return refusal;
                }

                var joins = state == State.Active && person.State is State.Waiting or State.Left;
                if (joins && !await Address.ClaimAsync(tx, person.Id))
                {
                    return PeopleRefusals.EmailHeld;
                }

                await ChangeAsync(tx, person, state, joins, stop);
                tx.Record(new AuditEntry("person.state", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "person", person.Uid, $"{person.State} to {state}"));
                tx.Emit(new PersonStateChanged(person.Id, person.OrgId, person.State, state, tx.Now));
                return Done.Yes;
            },
            stop);

    private async Task<Refusal?> RefusalAsync(Tx tx, Viewer viewer, PersonRow person, int state, CancellationToken stop)
    {
        var self = viewer.IsPerson && viewer.PersonId == person.Id;
        if (self && state != State.Left)
        {
            return PeopleRefusals.NotYourself;
        }

        if (!self && !Rights.Covers(viewer, person.Principal))
        {
            return PeopleRefusals.NotYours;
        }

        if (!IsChange(viewer, person.State, state))
        {
            return PeopleRefusals.NoSuchChange;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        if (viewer.IsSystem || state == State.Active)
        {
            return null;
        }

        // An administrator who does harm must be stopped even where nobody else administers yet; the last officer, two officers cannot stop.
        var lost = state == State.Left ? Roles.Administrator | Roles.Officer : Roles.Officer;
        if (await person.LastOfRoleAsync(tx, lost, stop) is { } last)
        {
            return last;
        }

        return self || Rights.ActsFor(viewer, person.OrgId) || person.State == State.Waiting
            ? null
            : (await elevations.UseAsync(tx, viewer, ElevatedAct.Suspend, person.Uid, stop)).Refusal;
    }

    private static bool IsChange(Viewer viewer, int from, int to) => (from, to) switch
    {
        (State.Active, State.Suspended or State.Left) => true,
        (State.Suspended, State.Active or State.Left) => true,
        (State.Waiting, State.Left) => true,
        (State.Waiting or State.Left, State.Active) => viewer.IsSystem,
        _ => false,
    };

    private static async Task ChangeAsync(Tx tx, PersonRow person, int state, bool joins, CancellationToken stop)
    {
        await tx.RunAsync(
            """
            update person set state = @state, joined_at = @joined, roles = case when @state = 3 then 0 else roles end,
              terms = case when @new = 1 then coalesce((select value from setting where name = 'terms'), '') else terms end where id = @id
            """,
            stop,
            ("state", state),
            ("joined", joins ? tx.Now : person.JoinedAt),
            ("new", state == State.Active && person.State == State.Waiting),
            ("id", person.Id));
        if (state == State.Left)
        {
            await Address.ReleaseAsync(tx, person.Id);
            await Departures.EndPairAsync(tx, person.Id, person.OrgId, stop);
        }
        else if (state == State.Suspended)
        {
            await Departures.EndSessionsAsync(tx, person.Id, stop);
        }
    }
}
