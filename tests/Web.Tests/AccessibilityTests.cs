namespace Infohub.Web.Tests;

/// <summary>Every page, wide and narrow, light and dark, in two languages: no violation of WCAG 2.2 AA, nothing blocked, nothing sticking out.</summary>
[Collection(InBrowser.Name)]
public sealed class AccessibilityTests(Browser browser, ITestOutputHelper output)
{
    public static TheoryData<Who, int, bool, string> Looks
    {
        get
        {
            var data = new TheoryData<Who, int, bool, string>();
            foreach (var (who, look) in from who in Enum.GetValues<Who>() from look in Look.Checked select (who, look))
            {
                data.Add(who, look.Width, look.Dark, look.Language);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Nobody_meets_a_barrier(Who who, int width, bool dark, string language)
    {
        var wrong = new List<string>();
        var places = await browser.PlacesAsync(who);
        output.WriteLine(string.Join(' ', places));
        Assert.NotEmpty(places);
        await using var visitor = await browser.VisitAsync(new Look(width, dark, language), who: who);
        foreach (var place in places)
        {
            await visitor.GoAsync(place);
            wrong.AddRange(await visitor.ViolationsAsync());
            if (await visitor.ScrollsSidewaysAsync())
            {
                wrong.Add(place + ": scrolls sideways");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
