using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>Ends all sessions of another person: by an administrator of the organisation, or by an officer under elevation.</summary>
public sealed class EndSessionsOf(Database database, Elevations elevations)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string personUid, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await PersonRow.LockAsync(tx, viewer, personUid, stop) is not { } person)
                {
                    return Refusal.NotFound;
                }

                if (!Rights.Covers(viewer, person.Principal))
                {
                    return PeopleRefusals.NotYours;
                }

                if (!Rights.ActsFor(viewer, person.OrgId) && (await elevations.UseAsync(tx, viewer, ElevatedAct.EndSessions, person.Uid, stop)).Refusal is { } refusal)
                {
                    return refusal;
                }

                await Departures.EndSessionsAsync(tx, person.Id, stop);
                tx.Record(new AuditEntry("person.end-sessions", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "person", person.Uid));
                return Done.Yes;
            },
            stop);
}
