namespace Infohub.Web.Tests;

/// <summary>A value that an item names is said to have been seen, with and without script; what is said is taken back.</summary>
[Collection(InBrowser.Name)]
public sealed class SightingJourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_says_that_a_value_was_seen_and_takes_it_back(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/intelligence/sightings");
        await page.FillAsync("#q", "CVE-2021-44228");
        await page.ClickAsync("form:has(#q) button");
        await page.ClickAsync("details > summary:has-text('Seen here too')");
        await page.FillAsync("#count", "41");
        await page.FillAsync("#last", "2099-01-01T00:00");
        await page.FillAsync("#note", "Two hosts called hxxp://198.18.7.7/x");
        await page.ClickAsync("form:has(#note) button");
        // Refused, and typed as it was.
        await page.GetByText("The first time is not after the last, and neither is in the future.").First.WaitForAsync();
        Assert.Equal("Two hosts called hxxp://198.18.7.7/x", await page.InputValueAsync("#note"));
        await page.FillAsync("#last", "");
        await page.ClickAsync("form:has(#note) button");

        var row = page.Locator("tr", new() { HasTextString = "Two hosts called" });
        await Assertions.Expect(row).ToContainTextAsync("41");
        await Assertions.Expect(row).ToContainTextAsync("hxxp://198[.]18[.]7[.]7/x");
        await Assertions.Expect(page.Locator(".sum")).ToContainTextAsync("Sightings: ");
        if (script)
        {
            foreach (var look in Look.All.Where(l => l.Language == "en"))
            {
                await visitor.LookAsync(look);
                Assert.Empty(await visitor.ViolationsAsync());
                Assert.False(await visitor.ScrollsSidewaysAsync());
            }
        }

        await row.GetByRole(AriaRole.Link).Last.ClickAsync();
        await page.ClickAsync(".doc-acts a[href$='/sightings']");
        row = page.Locator("tr", new() { HasTextString = "Two hosts called" });
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await row.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await page.GetByText("Taken back.").WaitForAsync();
        await Assertions.Expect(page.GetByText("Two hosts called")).ToHaveCountAsync(0);

        // Refused, the form stays under the item from which it came, and without a name.
        var item = await page.InputValueAsync("input[name='item']");
        var here = page.Url;
        await page.FillAsync("#value", "198.18.99.99");
        await page.FillAsync("#note", "Seen once");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Without my organisation's name" }).CheckAsync();
        await page.ClickAsync("form:has(#note) button");
        await page.GetByText("This item does not name that value.").First.WaitForAsync();
        Assert.Equal((item, 1), (await page.InputValueAsync("#item"), await page.Locator("#item option").CountAsync()));
        Assert.Equal("Seen once", await page.InputValueAsync("#note"));
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Without my organisation's name" })).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByText("The times are shown as they are, not rounded.")).ToBeVisibleAsync();
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
            Assert.False(await visitor.ScrollsSidewaysAsync());
        }

        // Without the organisation's name (W7), and with it afterwards.
        await page.GotoAsync(here);
        await page.FillAsync("#value", "CVE-2021-44228");
        await page.FillAsync("#note", "One host, said without a name");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Without my organisation's name" }).CheckAsync();
        await page.ClickAsync("form:has(#note) button");
        row = page.Locator("tr", new() { HasTextString = "said without a name" });
        await Assertions.Expect(row).ToContainTextAsync("A member");
        await Assertions.Expect(row).ToContainTextAsync("You, without a name");
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
            Assert.False(await visitor.ScrollsSidewaysAsync());
        }

        await row.GetByRole(AriaRole.Button, new() { Name = "Say it as my organisation" }).ClickAsync();
        await page.GetByText("It stands in your organisation's name now.").WaitForAsync();
        await Assertions.Expect(row).Not.ToContainTextAsync("You, without a name");
        await row.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
    }
}
