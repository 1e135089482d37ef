using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

/// <summary>All that is TLP:CLEAR and shared with the public, of one kind or of every: read as nobody, whoever asks.</summary>
[Access(Allow.Everyone)]
internal sealed class PublicWarningsModel(Holdings holdings, ViewerSource viewers) : PublicPage
{
    public CardPage List { get; private set; } = new([], null);

    /// <summary>A word of <see cref="ItemKind"/>, or empty.</summary>
    public string Kind { get; private set; } = "";

    public string? Older => List.Next is null ? null : "/public/warnings?cursor=" + List.Next + (Kind.Length == 0 ? "" : "&kind=" + Kind);

    public async Task<IActionResult> OnGetAsync(string? cursor, string? kind)
    {
        var known = ItemKind.Parse(kind);
        Kind = known == 0 ? "" : ItemKind.Word(known);
        var page = await holdings.ListAsync(viewers.Anonymous(), Channel.Public, new ItemQuery { Cursor = cursor, Kind = known, Take = 30 }, Stop);
        if (page.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        List = page.Value;
        Cacheable();
        return Page();
    }
}
