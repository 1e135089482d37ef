using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Circles;

[Access(Allow.Person)]
internal sealed class NewCircleModel(FoundCircle found) : CommunityPage
{
    public MannersForm Form { get; private set; } = new() { FromJoining = true };

    public bool MayForOrganisation => Rights.ActsFor(Viewer, Viewer.OrganisationId);

    protected override Task<bool> LoadAsync() => Task.FromResult(true);

    public async Task<IActionResult> OnPostAsync(MannersForm form, bool asOrganisation)
    {
        Form = form;
        var made = await found.RunAsync(Viewer, form.ToManners(), asOrganisation, Stop);
        form.Refusal = made.Refusal;
        return await AfterAsync(made, "The circle is founded.", made.Done ? "/circles/" + made.Value : null);
    }
}
