using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Ends somebody's ownership, or one's own; the last owner names another first.</summary>
public sealed class RemoveCircleOwner(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, string personUid, CancellationToken stop) =>
        OwnersAct.RunAsync(
            database,
            viewer,
            circleUid,
            "circle.owner-remove",
            personUid,
            async (tx, circle) =>
            {
                var person = await tx.NumberAsync(
                    "delete from circle_owner where circle_id = @circle and person_id = (select id from person where uid = @person) returning person_id",
                    stop,
                    ("circle", circle.Id),
                    ("person", personUid));
                if (person is null)
                {
                    return Refusal.NotFound;
                }

                tx.Emit(new CircleOwnersChanged(circle.Id, person.Value, Added: false, tx.Now));
                return await tx.NumberAsync("select count(*) from circle_owner where circle_id = @circle", stop, ("circle", circle.Id)) == 0 ? CircleRefusals.LastOwner : null;
            },
            stop,
            onClosed: true);
}
