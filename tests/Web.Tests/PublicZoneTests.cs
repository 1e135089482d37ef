using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>What a shop owner meets who clicked a link: no account, no script, no cookie.</summary>
[Collection(InBrowser.Name)]
public sealed class PublicZoneTests(Browser browser)
{
    private static readonly Look Plain = new(Script: false);

    [Fact]
    public async Task A_stranger_reads_searches_and_finds_help_without_script_and_without_a_cookie()
    {
        await using var visitor = await browser.VisitAsync(Plain);
        var page = visitor.Page;
        await visitor.GoAsync("/public");
        await page.ClickAsync(".public-nav a[href='/public/guidance']");
        await page.ClickAsync("main a[href='/public/guidance/parcel-message']");
        Assert.Contains("parcel-desk[.]example", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visitor.GoAsync("/public");
        await page.FillAsync("#public-find", "ransom backup");
        await page.ClickAsync("form[role=search] button");
        await page.ClickAsync("main a[href='/public/guidance/ransom-note']");
        await page.ClickAsync(".public-nav a[href='/help']");
        await page.ClickAsync("main a[href='/help/labels']");
        Assert.Contains("TLP:AMBER+STRICT", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visitor.GoAsync("/public/warnings");
        await page.ClickAsync("main .item-title a >> nth=0");
        Assert.Contains("TLP:CLEAR", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_language_that_is_missing_or_older_says_so()
    {
        await using var visitor = await browser.VisitAsync(Plain with { Language = "zh-Hans" });
        await visitor.GoAsync("/public/guidance/parcel-message");
        Assert.Equal("zh-Hant", await visitor.Page.GetAttributeAsync("main h1", "lang"));
        Assert.Contains("繁體中文", await visitor.Page.InnerTextAsync("main .notice"), StringComparison.Ordinal);
        await visitor.GoAsync("/public/guidance/ransom-note");
        await visitor.Page.ClickAsync("main .notice a");
        Assert.Equal("en", await visitor.Page.GetAttributeAsync("main h1", "lang"));
        Assert.Equal(0, await visitor.Page.Locator("main .notice").CountAsync());
    }

    [Fact]
    public async Task Paper_shows_the_label_and_the_text_and_nothing_of_the_house()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.GoAsync("/public/guidance/ransom-note");
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in (string[])[".public-bar", ".public-nav", ".site-foot"])
        {
            Assert.False(await visitor.Page.Locator(hidden).IsVisibleAsync(), hidden);
        }

        Assert.True(await visitor.Page.Locator(".doc-label-head").IsVisibleAsync());
        Assert.True(await visitor.Page.Locator(".doc-body h1").IsVisibleAsync());
    }

    [Fact]
    public async Task An_officer_writes_previews_publishes_revises_and_withdraws_without_script()
    {
        await using var officer = await browser.VisitAsync(Plain, who: Who.Officer);
        var page = officer.Page;
        await officer.GoAsync("/officers/guidance");
        await page.ClickAsync("main a[href='/officers/guidance/new']");
        await page.FillAsync("#title-en", "A lost telephone");
        await page.ClickAsync("button[value=publish]");
        await page.Locator("#refusal").WaitForAsync();
        Assert.Equal("A lost telephone", await page.InputValueAsync("#title-en"));
        await page.FillAsync("#body-en", "Call, do not open https://lost.example/x.");
        await page.FillAsync("#title-zh-Hant", "遺失手機");
        await page.FillAsync("#body-zh-Hant", "致電供應商。");
        await page.ClickAsync("button[value=preview]");
        Assert.Equal(2, await page.Locator("article.document").CountAsync());
        Assert.Contains("hxxps://lost[.]example", await page.InnerTextAsync("article.document >> nth=0"), StringComparison.Ordinal);
        await page.ClickAsync("button[value=publish]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/officers/guidance/a-lost-telephone$"));

        await using var reader = await browser.VisitAsync(Plain);
        var first = await reader.GoAsync("/public/guidance/a-lost-telephone");
        Assert.Contains("hxxps://lost[.]example", await reader.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        var tag = await first!.HeaderValueAsync("etag");
        Assert.Equal(304, await AskAsync(reader, tag!));

        await page.FillAsync("#body-en", "Call the bank first.");
        await page.ClickAsync("button[value=publish]");
        await page.GetByText("older than the original").First.WaitForAsync();
        Assert.Equal(200, await AskAsync(reader, tag!));

        await page.ClickAsync("details:has(#reason) summary");
        await page.FillAsync("#reason", "It is in the other page.");
        await page.ClickAsync("form:has(#reason) button");
        Assert.Equal(410, (await reader.GoAsync("/public/guidance/a-lost-telephone"))!.Status);
        var left = await reader.Page.InnerTextAsync("main");
        Assert.Contains("It is in the other page.", left, StringComparison.Ordinal);
        Assert.DoesNotContain("lost telephone", left, StringComparison.Ordinal);
    }

    private static async Task<int> AskAsync(Visitor reader, string tag) =>
        (await reader.Page.Context.APIRequest.GetAsync("/public/guidance/a-lost-telephone", new() { Headers = [new("If-None-Match", tag)] })).Status;
}
