using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Mine;

/// <summary>Makes ten new recovery codes; the old ones end. Gives them back once.</summary>
internal sealed class ReplaceRecoveryCodes(Database database, SecondFactors factors)
{
    public Task<Outcome<IReadOnlyList<string>>> RunAsync(Viewer viewer, CancellationToken stop) =>
        database.WriteAsync<IReadOnlyList<string>>(
            async tx =>
            {
                if (Fresh.Required(viewer, tx.Now) is { } refusal)
                {
                    return refusal;
                }

                tx.Record(EndSession.Entry(viewer, "person.codes"));
                return (await factors.MakeCodesAsync(tx, viewer.PersonId)).ToList();
            },
            stop);
}
