using Infohub.Community.Governance;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Organisations;

[Access(Allow.Person)]
internal sealed class OrganisationsModel(OrganisationDirectory directory) : CommunityPage
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<OrganisationLine> Lines { get; private set; } = [];

    public string? Next => Lines.Count == OrganisationDirectory.PageSize ? Lines[^1].Uid : null;

    protected override async Task<bool> LoadAsync()
    {
        Lines = await directory.ListAsync(Viewer, After, Stop);
        return true;
    }
}
