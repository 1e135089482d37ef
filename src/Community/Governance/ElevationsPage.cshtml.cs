using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ids;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.Governance;

[Access(Allow.Officer), Typed("target", "reason")]
internal sealed class ElevationsModel(Elevations elevations, TimeProvider clock) : CommunityPage
{
    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Target { get; set; }

    public IReadOnlyList<ElevationLine> Lines { get; private set; } = [];

    public string Self => Viewer.PersonUid;

    public bool Waits(ElevationLine line) => line is { GrantedAt: 0, RefusedAt: 0 } && line.AskedAt > clock.Now() - Elevations.WaitsFor;

    public string StateOf(ElevationLine line) => line switch
    {
        { RefusedAt: > 0 } => "refused by",
        { UsedAt: > 0 } => "used; granted by",
        { GrantedAt: > 0 } when line.GrantedAt > clock.Now() - Elevations.UsableFor => "granted by",
        { GrantedAt: > 0 } => "lapsed; granted by",
        _ when Waits(line) => "waits for another officer",
        _ => "lapsed",
    };

    protected override async Task<bool> LoadAsync()
    {
        var list = await elevations.ListAsync(Viewer, Stop);
        Lines = list.Done ? list.Value : [];
        return list.Done;
    }

    public async Task<IActionResult> OnPostAsync(string? act, string? target, string? reason) =>
        await AfterAsync(await elevations.AskAsync(Viewer, act ?? "", PrintedUid.Read(target), reason ?? "", Stop), "Another officer was asked.");

    public async Task<IActionResult> OnPostGrantAsync(string? elevation) => await AfterAsync(await elevations.GrantAsync(Viewer, elevation ?? "", Stop), "Granted.");

    public async Task<IActionResult> OnPostRefuseAsync(string? elevation) => await AfterAsync(await elevations.RefuseAsync(Viewer, elevation ?? "", Stop), "Refused.");
}
