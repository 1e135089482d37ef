namespace Infohub.Web.Tests;

/// <summary>Every page, wide and narrow, light and dark, in two languages: no violation of WCAG 2.2 AA, nothing blocked, nothing sticking out.</summary>
[Collection(InBrowser.Name)]
public sealed class AccessibilityTests(Browser browser, ITestOutputHelper output)
{
    public static TheoryData<int, bool, string> Looks
    {
        get
        {
            var data = new TheoryData<int, bool, string>();
            foreach (var look in Look.Checked)
            {
                data.Add(look.Width, look.Dark, look.Language);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_stranger_meets_no_barrier(int width, bool dark, string language)
    {
        await using var visitor = await browser.VisitAsync(new Look(width, dark, language));
        await LookAtAllAsync(visitor, member: false);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_member_meets_no_barrier(int width, bool dark, string language)
    {
        Assert.SkipWhen(browser.Hub.Accounts.Count == 0, "There is no demo community yet.");
        await using var visitor = await browser.VisitAsync(new Look(width, dark, language));
        await visitor.SignInAsync(browser.Hub.Accounts[0]);
        await LookAtAllAsync(visitor, member: true);
    }

    private async Task LookAtAllAsync(Visitor visitor, bool member)
    {
        var wrong = new List<string>();
        var places = await browser.PlacesAsync(visitor, member);
        output.WriteLine(string.Join(' ', places));
        Assert.NotEmpty(places);
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
