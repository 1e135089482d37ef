using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Community.SignIn.Recovery;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.People;

[Access(Allow.Person)]
internal sealed class PersonModel(PeopleDirectory directory, Database database) : CommunityPage
{
    [BindProperty(SupportsGet = true)]
    public string Uid { get; set; } = "";

    public PersonView View { get; private set; } = null!;

    public Viewer Reader => Viewer;

    public string? Link { get; private set; }

    /// <summary>Others than oneself: one's own account is at /account.</summary>
    public bool Manages => View.Managed && Viewer.PersonUid != View.Uid;

    public bool MayRecover { get; private set; }

    protected override async Task<bool> LoadAsync()
    {
        var view = await directory.FindAsync(Viewer, Uid, Stop);
        View = view!;
        MayRecover = view is not null && await database.ReadAsync(
            async sql => await RecoveryRights.MayStartAsync(sql, Viewer, await Account.ByUidAsync(sql, Uid, Stop), Stop), Stop);
        return view is not null;
    }

    public async Task<IActionResult> OnPostAgainAsync([FromServices] InviteAgain again)
    {
        var made = await again.RunAsync(Viewer, Uid, Stop);
        Link = made.Done ? Whole(made.Value.Link) : null;
        return !await LoadAsync() ? NotFound() : made.Refusal is { } refusal ? Again(refusal) : Page();
    }

    public async Task<IActionResult> OnPostRolesAsync([FromServices] SetRoles set, int[]? roles) =>
        await AfterAsync(await set.RunAsync(Viewer, Uid, (Roles)(roles ?? []).Aggregate(0, (all, role) => all | role), Stop), "Kept.");

    public async Task<IActionResult> OnPostStateAsync([FromServices] SetPersonState set, int state) => await AfterAsync(await set.RunAsync(Viewer, Uid, state, Stop), "Done.");

    public async Task<IActionResult> OnPostSessionsAsync([FromServices] EndSessionsOf end) => await AfterAsync(await end.RunAsync(Viewer, Uid, Stop), "Done.");

    public async Task<IActionResult> OnPostMoveAsync([FromServices] MovePerson move, string? organisation) =>
        await AfterAsync(await move.RunAsync(Viewer, Uid, (organisation ?? "").Trim().ToUpperInvariant(), Stop), "Done.");
}
