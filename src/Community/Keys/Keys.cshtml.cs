using Infohub.Community.Governance;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Keys;

[Access(Allow.Person), Typed("keyName", "networks", "circles")]
internal sealed class KeysModel(KeyDirectory directory, MakeKey make, RevokeKey revoke, TimeProvider clock) : CommunityPage
{
    public IReadOnlyList<KeyLine> Lines { get; private set; } = [];

    public string? Secret { get; private set; }

    /// <summary>Of the key that was refused, else a new one.</summary>
    public NewKeyForm Form { get; private set; } = new();

    protected override async Task<bool> LoadAsync()
    {
        Lines = await directory.OwnAsync(Viewer, Stop);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(NewKeyForm form)
    {
        var made = await make.RunAsync(Viewer, form.ToKey(ofOrganisation: false, clock.Now()), Stop);
        Secret = made.Done ? made.Value.Secret : null;
        await LoadAsync();
        if (made.Refusal is not { } refusal)
        {
            return Page();
        }

        form.Refusal = refusal;
        Form = form;
        return Again(refusal);
    }

    public async Task<IActionResult> OnPostRevokeAsync(string? key) => await AfterAsync(await revoke.RunAsync(Viewer, key ?? "", Stop), "The key is revoked.");
}
