using System.Collections.Concurrent;

namespace Infohub.Web.Tests;

/// <summary>Every page, wide and narrow, light and dark, in two languages: no violation of WCAG 2.2 AA, nothing blocked, nothing sticking out.</summary>
[Collection(InBrowser.Name)]
public sealed class AccessibilityTests(Browser browser, ITestOutputHelper output)
{
    public static TheoryData<Who> Everybody => [.. Enum.GetValues<Who>()];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Nobody_meets_a_barrier(Who who)
    {
        var places = await browser.PlacesAsync(who);
        output.WriteLine(string.Join(' ', places));
        Assert.NotEmpty(places);

        // Loading costs more than looking: each page is loaded once a language, then looked at in each width and light.
        var rounds =
            from looks in Look.Checked.GroupBy(l => l.Language, StringComparer.Ordinal)
            from some in places.Chunk((places.Count + 3) / 4)
            select (Looks: looks.ToList(), Places: some);
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(rounds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (round, _) =>
        {
            await using var visitor = await browser.VisitAsync(round.Looks[0], who: who);
            foreach (var place in round.Places)
            {
                await visitor.GoAsync(place);
                foreach (var look in round.Looks)
                {
                    await visitor.LookAsync(look);
                    foreach (var violation in await visitor.ViolationsAsync())
                    {
                        wrong.Add($"{look}: {violation}");
                    }

                    if (await visitor.ScrollsSidewaysAsync())
                    {
                        wrong.Add($"{look}: {place} scrolls sideways");
                    }
                }
            }
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }
}
