using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

/// <summary>One public item; of what was withdrawn label, date and reason, with 410.</summary>
[Access(Allow.Everyone)]
internal sealed class PublicItemModel(Holdings holdings, ViewerSource viewers, TimeProvider clock) : PublicPage
{
    public Card Card { get; private set; } = null!;

    public Content? Text { get; private set; }

    public bool Expired => Card.IsExpired(clock.Now());

    public async Task<IActionResult> OnGetAsync(string uid)
    {
        var item = await holdings.OpenAsync(viewers.Anonymous(), Channel.Public, uid, null, Stop);
        if (item.Done)
        {
            (Card, Text) = (item.Value.Card, item.Value.Content);
            Cacheable();
            return Page();
        }

        if (await holdings.PublicTombstoneAsync(viewers.Anonymous(), uid, Stop) is not { } gone)
        {
            return Absent();
        }

        Card = gone;
        Cacheable();
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
