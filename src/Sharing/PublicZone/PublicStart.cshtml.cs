using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Sharing.Guidance;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.PublicZone;

/// <summary>The first page of the public: what is current, what helps, and where to find the rest.</summary>
[Access(Allow.Everyone)]
internal sealed class PublicStartModel(Holdings holdings, ViewerSource viewers, GuidanceShelf guidance) : PublicPage
{
    private const int MostWarnings = 8;
    private const int MostAdvice = 4;
    private const int MostGuidance = 6;

    public IReadOnlyList<Card> Warnings { get; private set; } = [];

    public IReadOnlyList<Card> Advice { get; private set; } = [];

    public IReadOnlyList<GuidancePage> Guidance { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var warnings = new List<Card>();
        foreach (var kind in ItemKind.All.Where(k => k != ItemKind.BestPractice))
        {
            warnings.AddRange(await NewestAsync(kind, MostWarnings));
        }

        Warnings = [.. warnings.OrderByDescending(c => Math.Max(c.FirstAt, c.ReleaseAt)).ThenBy(c => c.Uid, StringComparer.Ordinal).Take(MostWarnings)];
        Advice = await NewestAsync(ItemKind.BestPractice, MostAdvice);
        Guidance = [.. (await guidance.ListAsync(withWithdrawn: false, Stop)).Take(MostGuidance)];
        Cacheable();
        return Page();
    }

    private async Task<IReadOnlyList<Card>> NewestAsync(int kind, int most) =>
        (await holdings.ListAsync(viewers.Anonymous(), Channel.Public, new ItemQuery { Kind = kind, Take = most }, Stop)).Value.Cards;
}
