using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>
/// Changes a circle's settings; an owner's act. Tightening acts at once on everything. Loosening of history, listing and member list
/// holds only for what is shared afterwards (law R2, reading 4): the time of it is kept.
/// </summary>
public sealed class SetCircleManners(Database database)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string circleUid, CircleManners changes, CancellationToken stop)
    {
        if (FoundCircle.Wrong(changes) is { } wrong)
        {
            return wrong;
        }

        return await OwnersAct.RunAsync(
            database,
            viewer,
            circleUid,
            "circle.settings",
            "",
            async (tx, circle) =>
            {
                await ChangeAsync(tx, circle, changes, stop);
                tx.Emit(new CircleSettingsChanged(circle.Id, viewer.PersonId, tx.Now));
                return null;
            },
            stop);
    }

    private static async Task ChangeAsync(Tx tx, CircleRow circle, CircleManners changes, CancellationToken stop)
    {
        var listed = changes.Listed ?? circle.Listed;
        var shown = changes.MembersShown ?? circle.MembersShown;
        var history = changes.History ?? circle.History;
        var allFrom = history == circle.History ? circle.AllFrom : history == History.All ? tx.Now : Micros.Never;
        await tx.RunAsync(
            """
            update circle set name = coalesce(@name, name), name_zh = coalesce(@zh, name_zh), charter = coalesce(@charter, charter), joining = @joining, listed = @listed,
              takes_outside = @outside, members_shown = @shown, history = @history, all_from = @all, listed_from = @listed_from, members_from = @members_from where id = @id
            """,
            stop,
            ("name", changes.Name is null ? null : Plain.Line(changes.Name)),
            ("zh", changes.NameZh is null ? null : Plain.LineOrNone(changes.NameZh)),
            ("charter", changes.Charter is null ? null : Plain.Text(changes.Charter)),
            ("joining", changes.Joining ?? circle.Joining),
            ("listed", listed),
            ("outside", changes.TakesOutside ?? circle.TakesOutside),
            ("shown", shown),
            ("history", history),
            ("all", allFrom),
            ("listed_from", listed && !circle.Listed ? tx.Now : circle.ListedFrom),
            ("members_from", shown && !circle.MembersShown ? tx.Now : circle.MembersFrom),
            ("id", circle.Id));
        await tx.RunAsync(
            "update circle_member set reads_from = case when since < @all then since else @all end where circle_id = @id", stop, ("all", allFrom), ("id", circle.Id));
    }
}
