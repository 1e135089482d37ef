using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Sharing.Guidance;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

/// <summary>Search over what is public, read as nobody: items by the one way out of all, and guidance.</summary>
[Access(Allow.Everyone)]
internal sealed class PublicSearchModel(Holdings holdings, ViewerSource viewers, GuidanceShelf guidance) : PublicPage
{
    private const int LongestQuery = 200;

    public string Query { get; private set; } = "";

    public CardPage List { get; private set; } = new([], null);

    public IReadOnlyList<(GuidancePage Page, GuidanceText Text)> Guidance { get; private set; } = [];

    public string? Older => List.Next is null ? null : $"/public/search?q={Uri.EscapeDataString(Query)}&cursor={List.Next}";

    public async Task<IActionResult> OnGetAsync([FromServices] Platform.Ui.Words words, string? q, string? cursor)
    {
        Query = (q ?? "").Trim();
        Query = Query.Length > LongestQuery ? Query[..LongestQuery] : Query;
        if (Query.Length > 0)
        {
            var page = await holdings.ListAsync(viewers.Anonymous(), Channel.Public, new ItemQuery { Text = Query, Cursor = cursor, Take = 30 }, Stop);
            if (page.Refusal is { } refusal)
            {
                return Refused(refusal);
            }

            List = page.Value;
            Guidance = string.IsNullOrEmpty(cursor) ? await guidance.SearchAsync(Query, words.Language, Stop) : [];
        }

        Cacheable();
        return Page();
    }
}
