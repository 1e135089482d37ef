using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>From the first click to the last, with and without script; each window's complaints fail the test when it closes.</summary>
[Collection(InBrowser.Name)]
public sealed class JourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_is_answered_and_both_read_it(bool script)
    {
        var look = new Look(Script: script);
        await using var asker = await browser.VisitAsync(look, who: Who.Member);
        var path = await ShareAsync(asker, "question", "Who else saw the parcel messages, " + look + "?");
        await using var answerer = await browser.VisitAsync(look, who: Who.Administrator);
        await answerer.GoAsync(path);
        await answerer.Page.FillAsync("#text", "We did, from https://parcel-desk.example/track since Monday.");
        await answerer.Page.GetByRole(AriaRole.Button, new() { Name = "Reply to all readers" }).ClickAsync();
        await answerer.Page.Locator(".comment p", new() { HasTextString = "We did, from" }).WaitForAsync();
        await asker.GoAsync(path);
        Assert.Contains("hxxps://parcel-desk[.]example/track", await asker.Page.Locator(".comment").First.InnerTextAsync(), StringComparison.Ordinal);

        var isNew = asker.Page.Locator(".comment .new-mark");
        Assert.Equal(1, await isNew.CountAsync());
        var jump = asker.Page.GetByRole(AriaRole.Link, new() { Name = "Jump to the first of them" });
        Assert.Equal("#" + await asker.Page.Locator(".comment:has(.new-mark)").GetAttributeAsync("id"), await jump.GetAttributeAsync("href"));
        if (script)
        {
            Assert.Empty(await asker.ViolationsAsync());
        }

        await asker.Page.Locator(".comment-acts").GetByRole(AriaRole.Button, new() { Name = "Thanks" }).ClickAsync();
        await asker.Page.Locator(".comment-acts button[aria-pressed=true]", new() { HasTextString = "Thanks" }).WaitForAsync();
        Assert.Equal(1, await isNew.CountAsync());
        await asker.GoAsync(path);
        Assert.Equal(0, await isNew.CountAsync() + await jump.CountAsync());
        await answerer.GoAsync(path);
        await answerer.Page.Locator(".comment-reactions summary", new() { HasTextString = "Thanks 1" }).ClickAsync();
        Assert.Equal(0, await answerer.Page.Locator(".comment-acts").GetByRole(AriaRole.Button, new() { Name = "Thanks" }).CountAsync());
        Assert.True(await answerer.Page.Locator(".comment-reactions .reaction-who li").First.IsVisibleAsync());
        if (script)
        {
            Assert.Empty(await answerer.ViolationsAsync());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_withdrawn_leaves_label_date_and_reason(bool script)
    {
        var look = new Look(Script: script);
        var title = "A warning that was wrong, " + look;
        await using var author = await browser.VisitAsync(look, who: Who.Member);
        var path = await ShareAsync(author, "early-warning", title);
        await using var reader = await browser.VisitAsync(look, who: Who.Administrator);
        Assert.Equal(200, (await reader.GoAsync(path))!.Status);

        await author.GoAsync(path);
        await author.Page.ClickAsync("details:has(#reason) summary");
        await author.Page.FillAsync("#reason", "The address belongs to a shared proxy.");
        await author.Page.ClickAsync("form:has(#reason) button[type=submit]");
        await author.Page.GetByText("The address belongs to a shared proxy.").WaitForAsync();
        Assert.Equal(0, await author.Page.Locator("#reason").CountAsync());

        Assert.Equal(410, (await reader.GoAsync(path))!.Status);
        var left = await reader.Page.InnerTextAsync("main");
        Assert.Contains("TLP:GREEN", left, StringComparison.Ordinal);
        Assert.Contains("The address belongs to a shared proxy.", left, StringComparison.Ordinal);
        Assert.DoesNotContain(title, await reader.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_tells_the_originator_of_a_disclosure_and_the_officers_of_an_item(bool script)
    {
        var look = new Look(Script: script);
        await using var author = await browser.VisitAsync(look, who: Who.Member);
        var path = await ShareAsync(author, "early-warning", "A list that went too far, " + look);
        await using var reader = await browser.VisitAsync(look, who: Who.Administrator);
        foreach (var (field, text, said) in new[]
        {
            ("#disclosure", "It stands in a forum that anybody reads, since noon.", "The originator was told at once."),
            ("#report", "It names a customer.", "The officers were told."),
        })
        {
            await reader.GoAsync(path);
            await reader.Page.ClickAsync($"details:has({field}) summary");
            await reader.Page.FillAsync(field, text);
            await reader.Page.ClickAsync($"form:has({field}) button[type=submit]");
            await reader.Page.GetByText(said).WaitForAsync();
        }

        await author.GoAsync(path);
        await author.Page.GetByText("It stands in a forum that anybody reads").First.WaitForAsync();
    }

    /// <summary>Shares with the community; gives the new item's path.</summary>
    internal static async Task<string> ShareAsync(Visitor visitor, string kind, string title)
    {
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.CheckAsync($"input[name=kind][value={kind}]");
        await page.FillAsync("#title", title);
        await page.FillAsync("#body", "The page stands at hxxps://parcel-desk[.]example/.");
        await page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        await page.CheckAsync("input[name=audience][value=community]");
        await page.ClickAsync("button[value=preview]");
        await page.Locator("#readers").WaitForAsync();
        await page.ClickAsync("button[value=share]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        return new Uri(page.Url).AbsolutePath;
    }
}
