using System.Buffers.Text;
using Infohub.Community.SignIn.Passkeys;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.SignIn.Mine;

[Access(Allow.Person)]
internal sealed class MyPasskeysModel(MyAccount mine, Ceremonies ceremonies, AddPasskey add, PasskeyChanges changes, TimeProvider clock) : EntryPage
{
    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (AskFresh(clock.Now()) is { } ask)
        {
            return ask;
        }

        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostOptionsAsync() => Options(await ceremonies.OfferAsync(HttpContext, await MeAsync()));

    public async Task<IActionResult> OnPostAddAsync(string? credential, string? name)
    {
        var proof = await ceremonies.CheckNewAsync(HttpContext, await MeAsync(), credential ?? "");
        if (!proof.Done)
        {
            return Told(proof.Refusal!);
        }

        var outcome = await add.RunAsync(Viewer, proof.Value, name ?? "", Stop);
        return outcome.Done ? Told("/account/passkeys") : Told(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostRenameAsync(string? id, string? name) =>
        await AfterAsync(IdOf(id) is { } credential ? await changes.Rename.RunAsync(Viewer, credential, name ?? "", Stop) : Refusal.NotFound);

    public async Task<IActionResult> OnPostRemoveAsync(string? id) =>
        await AfterAsync(IdOf(id) is { } credential ? await changes.Remove.RunAsync(Viewer, credential, Stop) : Refusal.NotFound);

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome)
    {
        if (outcome.Done)
        {
            return Onward("/account/passkeys");
        }

        await LoadAsync();
        return Again(outcome.Refusal!);
    }

    private async Task LoadAsync() => Passkeys = await mine.PasskeysAsync(Viewer, Stop);

    private async Task<PasskeyPerson> MeAsync() =>
        new(Viewer.PersonId, Viewer.PersonUid, Viewer.PersonName, (await mine.SecretsAsync(Viewer, Stop)).Email);

    private static byte[]? IdOf(string? text) => text is not null && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}

/// <summary>The two small changes to a passkey.</summary>
internal sealed record PasskeyChanges(RenamePasskey Rename, RemovePasskey Remove);
