using Infohub.Community.Governance;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Circles;

[Access(Allow.Person)]
internal sealed class CirclesModel(CircleDirectory directory) : CommunityPage
{
    private List<CircleLine> lines = [];

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IEnumerable<(string Title, IReadOnlyList<CircleLine> Lines)> Groups => new (string, IReadOnlyList<CircleLine>)[]
    {
        ("Invitations", [.. lines.Where(l => l.IsInvited && !l.IsMember)]),
        ("Yours", [.. lines.Where(l => l.IsMember && l.Sector.Length == 0)]),
        ("Others that are listed", [.. lines.Where(l => !l.IsMember && !l.IsInvited && l.Sector.Length == 0)]),
        ("Sectors", [.. lines.Where(l => l.Sector.Length > 0)]),
    }.Where(g => g.Item2.Count > 0);

    /// <summary>Sectors do not count: nobody chose them.</summary>
    public bool InNone => After is null && !lines.Exists(l => (l.IsMember || l.IsInvited) && l.Sector.Length == 0);

    public string? Next => lines.Count == CircleDirectory.PageSize ? lines[^1].Uid : null;

    protected override async Task<bool> LoadAsync()
    {
        lines = await directory.ListAsync(Viewer, After, Stop);
        return true;
    }
}
