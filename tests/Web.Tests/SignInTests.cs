using System.Text.RegularExpressions;

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
        await using var visitor = await browser.VisitAsync(new Look(Script: script));
        await visitor.SignInAsync(browser.Hub.Accounts[script ? ^1 : ^2]);
        Assert.Equal(200, (await visitor.GoAsync("/more"))!.Status);
    }

    [Fact]
    public async Task A_passkey_is_made_and_signs_in_without_anything_typed()
    {
        await using var visitor = await browser.VisitAsync();
        var devices = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await visitor.SignInAsync(browser.Hub.Accounts[^3]);
        await visitor.GoAsync("/account/passkeys");
        await visitor.Page.FillAsync("form[data-passkey=register] #name", "Blue telephone");
        await visitor.Page.ClickAsync("form[data-passkey=register] button[type=submit]");
        await visitor.Page.Locator("input[name=name][value='Blue telephone']").WaitForAsync();

        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.GoAsync("/signin");
        await visitor.Page.ClickAsync("form[data-passkey=sign-in] button[type=submit]");
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new Regex("/signin"));
        Assert.Equal(200, (await visitor.GoAsync("/account/passkeys"))!.Status);
    }
}
