using Infohub.Community.Governance;
using Infohub.Community.Keys;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Organisations;

[Access(Allow.Person), Typed("name", "email", "orgName", "nameZh", "keyName")]
internal sealed class OrganisationModel(OrganisationDirectory directory, InvitePerson invite, EditOrganisation edit, SetOrganisationState set, MakeKey make) : CommunityPage
{
    [BindProperty(SupportsGet = true)]
    public string Uid { get; set; } = "";

    public OrganisationView View { get; private set; } = null!;

    public Viewer Reader => Viewer;

    /// <summary>A one-time link or a key, shown this once.</summary>
    public string? Link { get; private set; }

    public IEnumerable<(int State, string Label, bool Alarm)> Changes => View.Line.State switch
    {
        State.Waiting => [(State.Active, "Admit", false), (State.Left, "Refuse", true)],
        State.Active => [(State.Suspended, "Suspend", true), (State.Left, "End the membership", true)],
        State.Suspended => [(State.Active, "Reinstate", false), (State.Left, "End the membership", true)],
        _ => [(State.Active, "Take in again", false)],
    };

    protected override async Task<bool> LoadAsync()
    {
        var view = await directory.FindAsync(Viewer, Uid, Stop);
        View = view!;
        return view is not null;
    }

    public async Task<IActionResult> OnPostInviteAsync(string? name, string? email, bool administrator)
    {
        var made = await invite.RunAsync(Viewer, new NewPerson(Uid, name ?? "", email ?? "", Roles: administrator ? Roles.Administrator : Roles.None), Stop);
        return await ShowAsync(made, i => Whole(i.Link));
    }

    public async Task<IActionResult> OnPostHubKeyAsync(string? keyName, bool writes) =>
        await ShowAsync(await make.RunAsync(Viewer, new NewKey(keyName ?? "", true, writes ? Scopes.Read | Scopes.Write : Scopes.Read, HubUid: Uid), Stop), k => k.Secret);

    public async Task<IActionResult> OnPostEditAsync(string? orgName, string? nameZh, string? participant, int seats, string[]? sectors) =>
        await AfterAsync(
            await edit.RunAsync(Viewer, Uid, new OrganisationChanges(Name: orgName ?? "", NameZh: nameZh ?? "", Participant: participant, Seats: seats, Sectors: sectors ?? []), Stop), "Kept.");

    public async Task<IActionResult> OnPostStateAsync(int state) => await AfterAsync(await set.RunAsync(Viewer, Uid, state, Stop), "Done.");

    private async Task<IActionResult> ShowAsync<T>(Outcome<T> made, Func<T, string> secret)
    {
        Link = made.Done ? secret(made.Value) : null;
        return !await LoadAsync() ? NotFound() : made.Refusal is { } refusal ? Again(refusal) : Page();
    }
}
