using Infohub.Community.Clients;
using Infohub.Community.Governance;
using Infohub.Community.Keys;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Organisations;

/// <summary>The administrator's page; others of the organisation come to the one that everybody sees.</summary>
[Access(Allow.Person), Typed("name", "email", "about", "other", "keyName", "networks", "circles")]
internal sealed class OwnOrganisationModel(OrganisationDirectory directory, KeyDirectory keys, TimeProvider clock) : CommunityPage
{
    public OrganisationView View { get; private set; } = null!;

    public IReadOnlyList<KeyLine> Keys { get; private set; } = [];

    public string? Secret { get; private set; }

    /// <summary>Of the key that was refused, else a new one.</summary>
    public NewKeyForm KeyForm { get; private set; } = new();

    public override Task<IActionResult> OnGetAsync() =>
        Viewer.Has(Roles.Administrator) ? base.OnGetAsync() : Task.FromResult<IActionResult>(Redirect("/organisations/" + Viewer.OrganisationUid));

    protected override async Task<bool> LoadAsync()
    {
        if (!Viewer.Has(Roles.Administrator) || await directory.FindAsync(Viewer, Viewer.OrganisationUid, Stop) is not { } view)
        {
            return false;
        }

        View = view;
        Keys = await keys.OfOrganisationAsync(Viewer, Stop);
        return true;
    }

    public async Task<IActionResult> OnPostInviteAsync([FromServices] InvitePerson invite, string? name, string? email, bool administrator) =>
        await ShowAsync(
            await invite.RunAsync(Viewer, new NewPerson(Viewer.OrganisationUid, name ?? "", email ?? "", Roles: administrator ? Roles.Administrator : Roles.None), Stop), i => Whole(i.Link));

    public async Task<IActionResult> OnPostAboutAsync([FromServices] EditOrganisation edit, string? about) =>
        await AfterAsync(await edit.RunAsync(Viewer, Viewer.OrganisationUid, new OrganisationChanges(About: about ?? ""), Stop), "Kept.");

    public async Task<IActionResult> OnPostProposeClientAsync([FromServices] ProposeClient propose, string? other, bool provides)
    {
        var (provider, client) = Sides(other, provides);
        return await AfterAsync(await propose.RunAsync(Viewer, provider, client, Stop), "Done.");
    }

    public async Task<IActionResult> OnPostConfirmClientAsync([FromServices] ConfirmClient confirm, string? other, bool provides)
    {
        var (provider, client) = Sides(other, provides);
        return await AfterAsync(await confirm.RunAsync(Viewer, provider, client, Stop), "Done.");
    }

    public async Task<IActionResult> OnPostEndClientAsync([FromServices] EndClient end, string? other, bool provides)
    {
        var (provider, client) = Sides(other, provides);
        return await AfterAsync(await end.RunAsync(Viewer, provider, client, Stop), "Done.");
    }

    public async Task<IActionResult> OnPostKeyAsync([FromServices] MakeKey make, NewKeyForm form)
    {
        var made = await make.RunAsync(Viewer, form.ToKey(ofOrganisation: true, clock.Now()), Stop);
        form.Refusal = made.Refusal;
        KeyForm = made.Done ? KeyForm : form;
        return await ShowAsync(made, k => k.Secret);
    }

    public async Task<IActionResult> OnPostCeilingAsync([FromServices] SetKeyCeiling set, string? key, string? ceiling) =>
        await AfterAsync(await set.RunAsync(Viewer, key ?? "", Labels.TryParse(ceiling, out var label) ? label : Tlp.Red, Stop), "Kept.");

    public async Task<IActionResult> OnPostRevokeAsync([FromServices] RevokeKey revoke, string? key) =>
        await AfterAsync(await revoke.RunAsync(Viewer, key ?? "", Stop), "The key is revoked.");

    public async Task<IActionResult> OnPostLeaveAsync([FromServices] LeaveCommunity leave, bool sure)
    {
        if (!sure)
        {
            return Onward(Here);
        }

        var left = await leave.RunAsync(Viewer, Stop);
        return await AfterAsync(left, "Your organisation has left.", left.Done ? left.Value : null);
    }

    private (string Provider, string Client) Sides(string? other, bool provides)
    {
        var uid = (other ?? "").Trim().ToUpperInvariant();
        return provides ? (Viewer.OrganisationUid, uid) : (uid, Viewer.OrganisationUid);
    }

    private async Task<IActionResult> ShowAsync<T>(Outcome<T> made, Func<T, string> secret)
    {
        Secret = made.Done ? secret(made.Value) : null;
        return !await LoadAsync() ? NotFound() : made.Refusal is { } refusal ? Again(refusal) : Page();
    }
}
