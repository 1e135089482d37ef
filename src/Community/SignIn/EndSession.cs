using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn;

/// <summary>Ends one session of the person, this one or another.</summary>
internal sealed class EndSession(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, long sessionId, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var ended = await tx.RunAsync(
                    "update session set ended_at = @now where id = @id and person_id = @person and ended_at = 0",
                    stop,
                    ("id", sessionId),
                    ("person", viewer.PersonId),
                    ("now", tx.Now));
                if (!viewer.IsPerson || ended == 0)
                {
                    return Refusal.NotFound;
                }

                tx.Record(Entry(viewer, sessionId == viewer.SessionId ? "person.sign-out" : "session.end"));
                return Done.Yes;
            },
            stop);

    public static AuditEntry Entry(Viewer viewer, string act) => Sessions.Entry(act, viewer.PersonId, viewer.OrganisationId, viewer.PersonUid);
}
