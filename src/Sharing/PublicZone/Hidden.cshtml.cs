using Infohub.Platform.Http;
using Infohub.Sharing.Moderation;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

/// <summary>The public list of what officers hid, showed again or erased (H4).</summary>
[Access(Allow.Everyone)]
internal sealed class HiddenModel(HidingList hidings) : PublicPage
{
    public IReadOnlyList<HidingLine> Lines { get; private set; } = [];

    public long Unlisted { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        (Lines, Unlisted) = await hidings.ReadAsync(Stop);
        Cacheable();
        return Page();
    }

    public static string ActOf(string act) => act switch
    {
        "hide" => "Hidden",
        "unhide" => "Shown again",
        "tighten" => "Tightened, as nobody of its originator is left",
        "withdraw" => "Withdrawn, as nobody of its originator is left",
        _ => "Erased",
    };
}
