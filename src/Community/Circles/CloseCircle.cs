using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>Closes a circle: it keeps its readers and takes no new ones (law section 1); an owner's act.</summary>
public sealed class CloseCircle(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, CancellationToken stop) =>
        OwnersAct.RunAsync(
            database,
            viewer,
            circleUid,
            "circle.close",
            "",
            async (tx, circle) =>
            {
                await tx.RunAsync("update circle set closed_at = @now where id = @id", stop, ("now", tx.Now), ("id", circle.Id));
                await tx.RunAsync("delete from circle_waiting where circle_id = @id", stop, ("id", circle.Id));
                tx.Emit(new CircleClosed(circle.Id, tx.Now));
                return null;
            },
            stop);
}
