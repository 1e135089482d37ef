using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.People;

[Access(Allow.Person)]
internal sealed class PeopleModel(PeopleList people) : CommunityPage
{
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sector { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<PersonLine> Lines { get; private set; } = [];

    public string? Next => Lines.Count == PeopleList.PageSize
        ? Request.Path + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal) { ["name"] = Name, ["sector"] = Sector, ["after"] = Lines[^1].Uid })
        : null;

    protected override async Task<bool> LoadAsync()
    {
        Lines = await people.ListAsync(Viewer, new DirectoryAsk((Name ?? "").Trim(), Sectors.Find(Sector ?? "")?.Code ?? "", After ?? ""), Stop);
        return true;
    }
}
