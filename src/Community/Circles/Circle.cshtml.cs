using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Circles;

[Access(Allow.Person), Typed("name", "nameZh", "charter")]
internal sealed class CircleModel(CircleDirectory directory) : CommunityPage
{
    [BindProperty(SupportsGet = true)]
    public string Uid { get; set; } = "";

    public CircleView View { get; private set; } = null!;

    public MannersForm Form { get; private set; } = new();

    public bool MayForOrganisation => Rights.ActsFor(Viewer, Viewer.OrganisationId);

    public bool MayJoin => View.Line.IsInvited || View.Line.Joining != Joining.Invitation;

    /// <summary>There is something to join, to leave or to take back.</summary>
    public bool MayAct => View.Line is { IsMember: true } or { IsInvited: true } or { HasAsked: true } || (!View.Line.Closed && MayJoin && (View.Line.Sector.Length == 0 || MayForOrganisation));

    protected override async Task<bool> LoadAsync()
    {
        var view = await directory.FindAsync(Viewer, Uid, Stop);
        View = view!;
        Form = Form.Refusal is not null || view is null ? Form : MannersForm.Of(view);
        return view is not null;
    }

    public async Task<IActionResult> OnPostJoinAsync([FromServices] JoinCircle act, bool asOrganisation)
    {
        var joined = await act.RunAsync(Viewer, Uid, asOrganisation, Stop);
        return await AfterAsync(joined, joined.Done && joined.Value == Joined.Asked ? "The owners were asked." : "You are in.");
    }

    public async Task<IActionResult> OnPostLeaveAsync([FromServices] LeaveCircle act, bool asOrganisation)
    {
        var left = await act.RunAsync(Viewer, Uid, asOrganisation, Stop);
        return await AfterAsync(left, "Done.", "/circles");
    }

    public async Task<IActionResult> OnPostAdmitAsync([FromServices] AdmitToCircle act, bool organisation, string? member) =>
        await AfterAsync(await act.RunAsync(Viewer, Uid, Name(organisation, member), Stop), "Done.");

    public async Task<IActionResult> OnPostRefuseAsync([FromServices] RefuseFromCircle act, bool organisation, string? member) =>
        await AfterAsync(await act.RunAsync(Viewer, Uid, Name(organisation, member), Stop), "Done.");

    public async Task<IActionResult> OnPostInviteAsync([FromServices] InviteToCircle act, bool organisation, string? member) =>
        await AfterAsync(await act.RunAsync(Viewer, Uid, Name(organisation, member), Stop), "Done.");

    public async Task<IActionResult> OnPostRemoveAsync([FromServices] RemoveFromCircle act, bool organisation, string? member) =>
        await AfterAsync(await act.RunAsync(Viewer, Uid, Name(organisation, member), Stop), "Done.");

    public async Task<IActionResult> OnPostOwnAsync([FromServices] AddCircleOwner act, string? member) =>
        await AfterAsync(await act.RunAsync(Viewer, Uid, Name(false, member).Uid, Stop), "Done.");

    public async Task<IActionResult> OnPostDisownAsync([FromServices] RemoveCircleOwner act, string? person) =>
        await AfterAsync(await act.RunAsync(Viewer, Uid, person ?? "", Stop), "Done.");

    public async Task<IActionResult> OnPostSettingsAsync([FromServices] SetCircleManners act, MannersForm form)
    {
        var kept = await act.RunAsync(Viewer, Uid, form.ToManners(), Stop);
        form.Refusal = kept.Refusal;
        Form = form;
        return await AfterAsync(kept, "Kept.");
    }

    public async Task<IActionResult> OnPostCloseAsync([FromServices] CloseCircle act) =>
        await AfterAsync(await act.RunAsync(Viewer, Uid, Stop), "Done.");

    private static CircleMemberName Name(bool organisation, string? uid) => new(organisation, (uid ?? "").Trim().ToUpperInvariant());
}
