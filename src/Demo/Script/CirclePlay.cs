using Infohub.Community.Circles;
using Infohub.Community.Public;

namespace Infohub.Demo.Script;

/// <summary>Performs acts on circles.</summary>
internal static class CirclePlay
{
    public static async Task<ActResult?> TryAsync(Stage stage, Viewer viewer, Act act, CancellationToken stop) => act switch
    {
        CircleAct a => await FoundAsync(stage, viewer, a, stop),
        CircleSettingsAct a => ActResult.From(await stage.Use<SetCircleManners>().RunAsync(viewer, await stage.CircleAsync(a.Circle, stop), Manners(a), stop)),
        CircleJoinAct a => ActResult.From(await stage.Use<JoinCircle>().RunAsync(viewer, await stage.CircleAsync(a.Circle, stop), ScriptWords.AsOrganisation(a.As), stop)),
        CircleLeaveAct a => ActResult.From(await stage.Use<LeaveCircle>().RunAsync(viewer, await stage.CircleAsync(a.Circle, stop), ScriptWords.AsOrganisation(a.As), stop)),
        CircleAdmitAct a => ActResult.From(await stage.Use<AdmitToCircle>().RunAsync(viewer, await stage.CircleAsync(a.Circle, stop), Who(stage, a.Organisation, a.Person), stop)),
        CircleInviteAct a => ActResult.From(await stage.Use<InviteToCircle>().RunAsync(viewer, await stage.CircleAsync(a.Circle, stop), Who(stage, a.Organisation, a.Person), stop)),
        CircleRemoveAct a => ActResult.From(await stage.Use<RemoveFromCircle>().RunAsync(viewer, await stage.CircleAsync(a.Circle, stop), Who(stage, a.Organisation, a.Person), stop)),
        CircleCloseAct a => ActResult.From(await stage.Use<CloseCircle>().RunAsync(viewer, await stage.CircleAsync(a.Circle, stop), stop)),
        _ => null,
    };

    private static async Task<ActResult> FoundAsync(Stage stage, Viewer viewer, CircleAct act, CancellationToken stop)
    {
        var manners = new CircleManners(
            act.FullName ?? act.Name, act.NameZh, act.Charter, ScriptWords.Joining(act.Joining), act.Listed, act.TakesOutside, ScriptWords.Members(act.Members), ScriptWords.History(act.History));
        var made = await stage.Use<FoundCircle>().RunAsync(viewer, manners, ScriptWords.AsOrganisation(act.As), stop);
        if (!made.Done)
        {
            return ActResult.Refused(made.Refusal!);
        }

        stage.Cast.Circles[act.Name] = made.Value;
        return ActResult.Made(made.Value);
    }

    private static CircleManners Manners(CircleSettingsAct act) => new(
        Joining: ScriptWords.Joining(act.Joining),
        Listed: act.Listed,
        TakesOutside: act.TakesOutside,
        MembersShown: ScriptWords.Members(act.Members),
        History: ScriptWords.History(act.History));

    private static CircleMemberName Who(Stage stage, string? organisation, string? person) => (organisation, person) switch
    {
        ({ } name, null) => CircleMemberName.OfOrganisation(stage.Organisation(name)),
        (null, { } name) => CircleMemberName.OfPerson(stage.Person(name)),
        _ => throw new InvalidDataException("A circle's member is an organisation or a person."),
    };
}
