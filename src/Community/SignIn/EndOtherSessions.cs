using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn;

/// <summary>Ends all sessions of the person but the one that asks.</summary>
internal sealed class EndOtherSessions(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (!viewer.IsPerson)
                {
                    return Refusal.NotFound;
                }

                await Sessions.EndAllAsync(tx, viewer.PersonId, viewer.SessionId);
                tx.Record(EndSession.Entry(viewer, "session.end"));
                return Done.Yes;
            },
            stop);
}
