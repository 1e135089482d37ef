namespace Infohub.Web.Tests;

[Collection(InBrowser.Name)]
public sealed class SetUpTests(Browser browser)
{
    private static readonly Look Plain = new(Script: false);

    [Fact]
    public async Task Whoever_started_an_empty_hub_sets_it_up_and_its_two_officers_act_together()
    {
        await using var hub = await HubProcess.StartAsync("--empty");
        await using var first = await browser.VisitAsync(Plain, hub);
        await using var second = await browser.VisitAsync(Plain, hub);

        await first.GoAsync("/");
        Assert.Equal("/setup", new Uri(first.Page.Url).AbsolutePath);
        await first.GoAsync(await hub.SetUpAddressAsync());
        Assert.NotEqual("", await first.Page.InputValueAsync("#token"));
        await FillAsync(first, ("#name-en", "Harbour Watch"), ("#operator", "Harbour CERT"), ("#terms-en", "Be kind."), ("#firstName", "Ada"), ("#firstEmail", "ada@cert.example"), ("#secondName", "Ben"), ("#secondEmail", "ada@cert.example"));
        await first.Page.ClickAsync("main button[type=submit].btn-primary");
        Assert.Contains("different e-mail addresses", await first.Page.InnerTextAsync("#refusal"), StringComparison.Ordinal);
        // what was typed is still there, the token too
        await first.Page.FillAsync("#secondEmail", "ben@cert.example");
        await first.Page.ClickAsync("main button[type=submit].btn-primary");
        var links = await first.Page.EvalOnSelectorAllAsync<string[]>("main dd a", "all => all.map(a => a.href)");
        Assert.Equal(2, links.Length);

        await EnterAsync(first, links[0]);
        await first.Page.ClickAsync("nav a[href='/officers']");
        Assert.Contains("You are the only officer", await first.Page.InnerTextAsync("main .notice"), StringComparison.Ordinal);
        await EnterAsync(second, links[1]);
        await first.Page.ReloadAsync();
        Assert.Equal(0, await first.Page.Locator("main .notice").CountAsync());

        await first.Page.ClickAsync("main a[href='/officers/settings']");
        await first.Page.ClickAsync("main a[href^='/officers/elevations?']");
        await first.Page.FillAsync("#reason", "Our own site");
        await first.Page.ClickAsync("main form:has(#reason) button[type=submit]");
        await second.Page.ClickAsync("nav a[href='/officers']");
        await second.Page.ClickAsync("main a[href='/officers/elevations']");
        await second.Page.ClickAsync("main td.do button.btn-primary");
        await first.GoAsync("/officers/settings");
        await first.Page.FillAsync("#trustedSites", "www.example.org");
        await first.Page.ClickAsync("main form button[type=submit].btn-primary");
        Assert.Equal("www.example.org", await first.Page.InputValueAsync("#trustedSites"));

        await using var stranger = await browser.VisitAsync(Plain, hub);
        await stranger.GoAsync("/");
        Assert.Equal("/public", new Uri(stranger.Page.Url).AbsolutePath);
        Assert.Equal(404, (await stranger.GoAsync("/setup"))?.Status);
    }

    private static async Task EnterAsync(Visitor visitor, string link)
    {
        await visitor.GoAsync(link);
        var secret = (await visitor.Page.InnerTextAsync("main .step code")).Trim();
        await FillAsync(visitor, ("#password", "nine slow tramways"), ("#code", new Account("", "", secret, "").Code(DateTimeOffset.UtcNow)));
        await visitor.Page.CheckAsync("form:has(#password) input[name=terms]");
        await visitor.Page.ClickAsync("form:has(#password) button[type=submit]");
        await visitor.Page.ClickAsync("main a.btn-primary[href='/welcome-tour']");
        await visitor.GoAsync("/");
        Assert.Equal("/", new Uri(visitor.Page.Url).AbsolutePath);
    }

    private static async Task FillAsync(Visitor visitor, params (string Field, string Text)[] fields)
    {
        foreach (var (field, text) in fields)
        {
            await visitor.Page.FillAsync(field, text);
        }
    }
}
