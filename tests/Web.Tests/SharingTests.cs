using System.Text.RegularExpressions;

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
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_picked_before_the_preview_are_kept_shown_and_shared(bool script)
    {
        var title = "Logs of the callback calls, taken " + (script ? "twice" : "once");
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.Locator("input[name=kind]").First.CheckAsync();
        await page.FillAsync("#title", title);
        await page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        // public does not go with TLP:GREEN: what is refused keeps the files
        await page.Locator("input[name=audience][value=public]").CheckAsync();
        await page.SetInputFilesAsync("#files", [Picked("calls.log"), Picked("by mistake.txt")]);
        await page.ClickAsync("button[value=preview]");
        await page.Locator("#refusal").WaitForAsync();
        Assert.Equal(2, await page.Locator("#kept input[name=remove]").CountAsync());
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await page.Locator("input[name=audience][value=public]").UncheckAsync();
        await page.Locator("input[name=audience][value=community]").CheckAsync();
        await page.Locator("#kept p:has-text('by mistake.txt') input").CheckAsync();
        await page.SetInputFilesAsync("#files", [Picked("tool.ps1")]);
        await page.ClickAsync("button[value=preview]");
        await page.Locator("#not-kept").WaitForAsync();
        Assert.Contains("tool.ps1", await page.InnerTextAsync("#not-kept"), StringComparison.Ordinal);
        await page.SetInputFilesAsync("#files", [Picked("times.csv")]);
        await page.ClickAsync("button[value=preview]");
        await page.Locator("section:has(#with) li", new() { HasTextString = "times.csv" }).WaitForAsync();
        Assert.Equal(["calls.log", "times.csv"], await page.Locator("section:has(#with) li b").AllInnerTextsAsync());
        await page.ClickAsync("button[value=share]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        var shared = await page.InnerTextAsync("main");
        Assert.Contains("calls.log", shared, StringComparison.Ordinal);
        Assert.Contains("times.csv", shared, StringComparison.Ordinal);
        Assert.DoesNotContain("by mistake.txt", shared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_keeps_its_files_and_its_reviewers()
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: false), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.Locator("input[name=kind]").First.CheckAsync();
        await page.FillAsync("#title", "To be looked at first");
        await page.Locator("input[name=label][value='Amber']").CheckAsync(new() { Force = true });
        await page.SetInputFilesAsync("#files", [Picked("calls.log")]);
        await page.Locator("summary:has-text('reviewers')").ClickAsync();
        await page.FillAsync("#reviewers", "daniel");
        await page.ClickAsync(".finder:has(#reviewers) .finder-ask button");
        var found = page.Locator(".finder:has(#reviewers) [data-found] input").First;
        var reviewer = await found.GetAttributeAsync("value");
        await found.CheckAsync();
        await page.ClickAsync("button[value=draft]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("draft="));
        var draft = page.Url;
        await page.ClickAsync("button[value=draft]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("draft="));
        Assert.Equal(draft, page.Url);
        Assert.Equal(1, await page.Locator("#kept input[name=remove]").CountAsync());
        Assert.Equal(reviewer, await page.Locator(".finder:has(#reviewers) [data-chosen] input:checked").GetAttributeAsync("value"));
    }

    private static FilePayload Picked(string name) => new() { Name = name, MimeType = "text/plain", Buffer = "14:05 +852 5550 0101\n"u8.ToArray() };
}
