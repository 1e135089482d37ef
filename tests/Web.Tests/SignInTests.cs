namespace Infohub.Web.Tests;

[Collection(InBrowser.Name)]
public sealed class SignInTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_password_is_refused_and_the_address_is_kept(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script));
        await visitor.GoAsync("/signin");
        await visitor.Page.FillAsync("#email", "nobody@example.org");
        await visitor.Page.FillAsync("#password", "not-the-password-of-anybody");
        await visitor.Page.FillAsync("#code", "123456");
        await visitor.Page.ClickAsync("form:has(#password) button[type=submit]");
        await visitor.Page.Locator("#refusal[role=alert]").WaitForAsync();
        Assert.Equal("nobody@example.org", await visitor.Page.InputValueAsync("#email"));
        Assert.Equal("", await visitor.Page.InputValueAsync("#password"));
    }

    [Fact]
    public async Task A_member_page_asks_a_stranger_to_sign_in()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.GoAsync("/more");
        Assert.StartsWith("/signin", new Uri(visitor.Page.Url).PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_of_the_browser_is_spoken_until_another_is_chosen()
    {
        await using var visitor = await browser.VisitAsync(new Look(Language: "zh-Hans"));
        await visitor.GoAsync("/language");
        Assert.Equal("zh-Hans", await visitor.Page.GetAttributeAsync("html", "lang"));
        await visitor.Page.Locator("main button[value=zh-Hant]").ClickAsync();
        await visitor.GoAsync("/language");
        Assert.Equal("zh-Hant", await visitor.Page.GetAttributeAsync("html", "lang"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_password_and_a_code_sign_in(bool script)
    {
        Assert.SkipWhen(browser.Hub.Accounts.Count == 0, "There is no demo community yet.");
        await using var visitor = await browser.VisitAsync(new Look(Script: script));
        // each code is used once: another person for each way
        await visitor.SignInAsync(browser.Hub.Accounts[script ? 1 : 2]);
        var answer = await visitor.GoAsync("/more");
        Assert.Equal(200, answer!.Status);
    }
}
