using Infohub.Community.Governance;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Community.FirstSteps;

[Access(Allow.Officer)]
internal sealed class StartModel(StartGuide guide) : CommunityPage
{
    public IReadOnlyList<StepLine> Lines { get; private set; } = [];

    /// <summary>Home leads here.</summary>
    public bool Open { get; private set; }

    protected override async Task<bool> LoadAsync()
    {
        Lines = await guide.ReadAsync(Viewer, Stop);
        Open = !Lines.All(l => l.Taken) && !await guide.IsClosedAsync(Stop);
        return true;
    }

    public async Task<IActionResult> OnPostCloseAsync() => await AfterAsync(await guide.CloseAsync(Viewer, Stop), "Home leads here no more.");
}
