using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

/// <summary>What is TLP:CLEAR and shared with the public: read as nobody, whoever asks.</summary>
[Access(Allow.Everyone)]
internal sealed class PublicListModel(Holdings holdings, ViewerSource viewers) : PublicPage
{
    public CardPage List { get; private set; } = new([], null);

    public string? Older => List.Next is null ? null : "/public?cursor=" + List.Next;

    public async Task<IActionResult> OnGetAsync(string? cursor)
    {
        var page = await holdings.ListAsync(viewers.Anonymous(), Channel.Public, new ItemQuery { Cursor = cursor, Take = 30 }, Stop);
        if (page.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        List = page.Value;
        Cacheable();
        return Page();
    }
}
