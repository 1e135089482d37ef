using Infohub.Community.Governance;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Organisations;

[Access(Allow.Person)]
internal sealed class OrganisationsModel(OrganisationDirectory directory) : CommunityPage
{
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sector { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<OrganisationLine> Lines { get; private set; } = [];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Name) || !string.IsNullOrEmpty(Sector);

    public string? Next => Lines.Count == OrganisationDirectory.PageSize
        ? Request.Path + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal) { ["name"] = Name, ["sector"] = Sector, ["after"] = Lines[^1].Uid })
        : null;

    protected override async Task<bool> LoadAsync()
    {
        Lines = await directory.FindAllAsync(Viewer, new DirectoryAsk((Name ?? "").Trim(), Sectors.Find(Sector ?? "")?.Code ?? "", After ?? ""), Stop);
        return true;
    }
}
