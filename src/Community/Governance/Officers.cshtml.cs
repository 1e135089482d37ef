using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Governance;

/// <summary>The form of a new organisation.</summary>
internal sealed class NewOrganisationForm
{
    public string? Name { get; set; }

    public string? NameZh { get; set; }

    public int Standing { get; set; }

    public string? Participant { get; set; }

    public string[]? Sectors { get; set; }

    public int Seats { get; set; } = 5;

    public bool Active { get; set; }

    public bool ReadsCommunity { get; set; }

    public NewOrganisation ToOrganisation() => new(Name ?? "", NameZh ?? "", Standing, Participant ?? "", Sectors, Seats, Active, ReadsCommunity);
}

[Access(Allow.Officer)]
internal sealed class OfficersModel(OrganisationDirectory directory, KeyDirectory keys, AddOrganisation add, Database database) : CommunityPage
{
    private List<OrganisationLine> lines = [];

    /// <summary>Nobody could grant what this officer asks for.</summary>
    public bool Alone { get; private set; }

    public string OwnOrganisation => Viewer.OrganisationUid;

    public NewOrganisationForm Form { get; private set; } = new();

    public IReadOnlyList<KeyLine> HubKeys { get; private set; } = [];

    public IEnumerable<(string Title, IReadOnlyList<OrganisationLine> Lines)> Groups => new (string, IReadOnlyList<OrganisationLine>)[]
    {
        ("They have applied", [.. lines.Where(l => l.State == State.Waiting)]),
        ("Suspended", [.. lines.Where(l => l.State == State.Suspended)]),
        ("Active", [.. lines.Where(l => l.State == State.Active)]),
        ("They have left", [.. lines.Where(l => l.State == State.Left)]),
    }.Where(g => g.Item2.Count > 0);

    protected override async Task<bool> LoadAsync()
    {
        for (string? after = null; lines.Count is 0 || after is not null;)
        {
            var page = await directory.ListAsync(Viewer, after, Stop);
            lines.AddRange(page);
            after = page.Count == OrganisationDirectory.PageSize ? page[^1].Uid : null;
            if (page.Count == 0)
            {
                break;
            }
        }

        Alone = await database.ReadAsync(sql => sql.NumberAsync("select count(*) from person where state = 1 and (roles & 2) <> 0", Stop), Stop) == 1;
        HubKeys = await keys.OfHubsAsync(Viewer, Stop);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(NewOrganisationForm form)
    {
        Form = form;
        var added = await add.RunAsync(Viewer, form.ToOrganisation(), Stop);
        return await AfterAsync(added, "The organisation is added.", added.Done ? "/organisations/" + added.Value : null);
    }

    public async Task<IActionResult> OnPostCeilingAsync([FromServices] SetKeyCeiling set, string? key, string? ceiling) =>
        await AfterAsync(await set.RunAsync(Viewer, key ?? "", Labels.TryParse(ceiling, out var label) ? label : Tlp.Red, Stop), "Kept.");

    public async Task<IActionResult> OnPostRevokeAsync([FromServices] RevokeKey revoke, string? key) =>
        await AfterAsync(await revoke.RunAsync(Viewer, key ?? "", Stop), "The key is revoked.");
}
