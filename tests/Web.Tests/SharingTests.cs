namespace Infohub.Web.Tests;

[Collection(InBrowser.Name)]
public sealed class SharingTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_sees_who_will_read_it_and_shares_it(bool script)
    {
        var title = "Callback phishing at reception desks, seen " + (script ? "twice" : "once");
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.Locator("input[name=kind]").First.CheckAsync();
        await page.FillAsync("#title", title);
        await page.FillAsync("#body", "The caller asks to open hxxps://support-desk[.]example/start. Answer: block 203[.]0[.]113[.]9.");
        await page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        await page.Locator("input[name=audience][value=community]").CheckAsync();
        await page.ClickAsync("button[value=preview]");
        await page.Locator("#readers").WaitForAsync();
        await page.ClickAsync("button[value=share]");
        await page.WaitForURLAsync(url => url.Contains("/items/", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Heading, new() { Name = title }).First.WaitForAsync();
        Assert.Contains("TLP:GREEN", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await using var reader = await browser.VisitAsync(who: Who.Administrator);
        await reader.GoAsync(new Uri(page.Url).AbsolutePath);
        await reader.Page.GetByRole(AriaRole.Heading, new() { Name = title }).First.WaitForAsync();
        Assert.DoesNotContain("https://support-desk.example", await reader.Page.ContentAsync(), StringComparison.Ordinal);

        await using var stranger = await browser.VisitAsync();
        await stranger.GoAsync(new Uri(page.Url).AbsolutePath);
        Assert.DoesNotContain(title, await stranger.Page.ContentAsync(), StringComparison.Ordinal);
    }
}
