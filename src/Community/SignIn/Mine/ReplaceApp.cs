using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Mine;

/// <summary>Takes one-time codes from another app from now on, once a code proves that it has the secret.</summary>
internal sealed class ReplaceApp(Database database, Enrolment enrolment)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string? sealedSecret, string code, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (Fresh.Required(viewer, tx.Now) is { } refusal)
                {
                    return refusal;
                }

                var enrolled = enrolment.Prove(viewer.PersonUid, sealedSecret, code);
                if (!enrolled.Done)
                {
                    return enrolled.Refusal!;
                }

                await enrolment.KeepAsync(tx, viewer.PersonId, viewer.PersonUid, enrolled.Value);
                tx.Record(EndSession.Entry(viewer, "person.app"));
                return Done.Yes;
            },
            stop);
}
