namespace Infohub.Web.Tests;

/// <summary>Readers are found by name, with and without script.</summary>
[Collection(InBrowser.Name)]
public sealed class FinderTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_item_is_passed_on_to_somebody_found_by_name(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/search?q=phishing");
        var items = page.Locator("article.item:has(.tlp-green) .item-title a");
        await visitor.GoAsync((await items.First.GetAttributeAsync("href"))!);
        await page.ClickAsync("details:has(#Pass-find) summary");
        await page.FillAsync("#Pass-find", "daniel");
        if (!script)
        {
            await page.ClickAsync("details:has(#Pass-find) .finder-ask button");
        }

        await page.Locator("details:has(#Pass-find) [data-found] input").First.CheckAsync();
        await page.ClickAsync("details:has(#Pass-find) form > button[type=submit]");
        await page.Locator("section:has(#passed) li", new() { HasTextString = "Daniel Ho" }).First.WaitForAsync();
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }
    }

    [Fact]
    public async Task A_name_that_finds_nobody_says_so()
    {
        await using var visitor = await browser.VisitAsync(new Look(), who: Who.Member);
        await visitor.GoAsync("/");
        await visitor.GoAsync((await visitor.Page.Locator("article.item:has(.tlp-green) .item-title a").First.GetAttributeAsync("href"))!);
        await visitor.Page.ClickAsync("details:has(#Pass-find) summary");
        await visitor.Page.FillAsync("#Pass-find", "nobody of this name");
        await visitor.Page.Locator("details:has(#Pass-find) [data-found]", new() { HasTextString = "Nobody of this name." }).WaitForAsync();
    }
}
