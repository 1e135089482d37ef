namespace Infohub.Web.Tests;

/// <summary>From the first click to the last, with and without script; each window's complaints fail the test when it closes.</summary>
[Collection(InBrowser.Name)]
public sealed class JourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_hub_is_set_up_and_its_two_officers_come_in(bool script)
    {
        await using var hub = await HubProcess.StartAsync("--empty");
        await using var first = await browser.VisitAsync(new Look(Script: script), hub);
        await first.GoAsync("/setup");
        var page = first.Page;
        await page.FillAsync("#token", HubProcess.SetUpToken);
        await page.FillAsync("#name-en", "Harbour exchange");
        await page.FillAsync("#name-zh-Hant", "海港共享");
        await page.FillAsync("#name-zh-Hans", "海港共享");
        await page.FillAsync("#operator", "Harbour CERT");
        await page.FillAsync("#terms", "What is shared here serves protection alone.");
        await page.FillAsync("#firstName", "Ada Fung");
        await page.FillAsync("#firstEmail", "ada@cert.example");
        await page.FillAsync("#secondName", "Ben Ip");
        await page.FillAsync("#secondEmail", "ben@cert.example");
        await page.ClickAsync("form:has(#token) button[type=submit]");
        var links = await page.Locator("dd code").AllInnerTextsAsync();
        Assert.Equal(2, links.Count);

        await EnterAsync(first, links[0], "ada@cert.example");
        await using var second = await browser.VisitAsync(new Look(Script: script), hub);
        await EnterAsync(second, links[1], "ben@cert.example");
        Assert.Equal(200, (await second.GoAsync("/share"))!.Status);
        await using var stranger = await browser.VisitAsync(new Look(Script: script), hub);
        Assert.Equal(404, (await stranger.GoAsync("/setup"))!.Status);
        await stranger.GoAsync(new Uri(links[0]).AbsolutePath);
        Assert.Equal(0, await stranger.Page.Locator("#password").CountAsync());
    }

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
        await answerer.Page.ClickAsync("form:has(#text) button[type=submit]");
        await answerer.Page.GetByText("We did, from").WaitForAsync();
        await asker.GoAsync(path);
        Assert.Contains("hxxps://parcel-desk[.]example/track", await asker.Page.Locator(".comment").First.InnerTextAsync(), StringComparison.Ordinal);
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

    /// <summary>Shares with the community; gives the new item's path.</summary>
    private static async Task<string> ShareAsync(Visitor visitor, string kind, string title)
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
        await page.WaitForURLAsync(url => url.Contains("/items/", StringComparison.Ordinal));
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>By a one-time link, with a password and an app for codes.</summary>
    private static async Task EnterAsync(Visitor visitor, string link, string email)
    {
        const string password = "seven quiet ferries";
        var page = visitor.Page;
        await visitor.GoAsync(new Uri(link).AbsolutePath);
        var account = new Account(email, password, (await page.InnerTextAsync("form:has(#password) code")).Replace(" ", "", StringComparison.Ordinal), "");
        await page.FillAsync("#password", password);
        await page.FillAsync("#code", account.Code(DateTimeOffset.UtcNow));
        await page.CheckAsync("form:has(#password) input[name=terms]");
        await page.ClickAsync("form:has(#password) button[type=submit]");
        await page.ClickAsync("main a.btn-primary[href='/']");
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);
    }
}
