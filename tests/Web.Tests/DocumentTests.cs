using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>An item as a document, and the pages of circles, organisations and people, with script and without, by mouse and by keyboard.</summary>
[Collection(InBrowser.Name)]
public sealed class DocumentTests(Browser browser)
{
    private const string Body = "The relay answers at 203[.]0[.]113[.]61 and hxxps://relay-61[.]example/a.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_takes_values_out_and_sees_what_a_revision_changed(bool script)
    {
        var item = await ShareAsync("Relay of the callback kit, " + (script ? "first" : "second"));
        await using var reader = await browser.VisitAsync(new Look(Script: script), who: Who.Administrator);
        var page = reader.Page;
        await reader.GoAsync(item);
        await page.Locator(".doc-acts summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".menu ul")).ToBeVisibleAsync();
        if (script)
        {
            Assert.Empty(await reader.ViolationsAsync());
        }

        var csv = await TakeAsync(page, "Indicators as CSV");
        Assert.Contains("\"203.0.113.61\"", csv, StringComparison.Ordinal);
        Assert.Contains("\"https://relay-61.example/a\"", csv, StringComparison.Ordinal);
        Assert.Equal("203.0.113.61\n", await TakeAsync(page, "Block list: addresses"));
        if (script)
        {
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.Locator(".menu ul")).ToBeHiddenAsync();
            await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await page.GetByRole(AriaRole.Button, new() { Name = "Copy all true values" }).ClickAsync();
            Assert.Equal("203.0.113.61\nhttps://relay-61.example/a", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
            await page.GetByRole(AriaRole.Button, new() { Name = "Copy all masked" }).ClickAsync();
            Assert.Equal("203[.]0[.]113[.]61\nhxxps://relay-61[.]example/a", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
            await page.GetByRole(AriaRole.Button, new() { Name = "True value: 203[.]0[.]113[.]61" }).ClickAsync();
            Assert.Equal("203.0.113.61", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        }
        else
        {
            // what only script can do is not offered
            await Assertions.Expect(page.Locator("[data-copy-all]").First).ToBeHiddenAsync();
        }

        await page.Locator("th a", new() { HasText = "Kind" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr.group")).ToHaveCountAsync(2);

        await ReviseAsync(item, Body.Replace("113[.]61", "113[.]62", StringComparison.Ordinal));
        await reader.GoAsync(item);
        await page.Locator(".doc-by a", new() { HasText = "what changed" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/changes"));
        Assert.Contains("203[.]0[.]113[.]62", await page.Locator(".diff ins").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("203[.]0[.]113[.]61", await page.Locator(".diff del").InnerTextAsync(), StringComparison.Ordinal);
        if (script)
        {
            Assert.Empty(await reader.ViolationsAsync());
        }
    }

    [Fact]
    public async Task The_label_and_whose_copy_it_is_stand_on_each_sheet()
    {
        var item = await ShareAsync("A list of many sheets", string.Join('\n', Enumerable.Range(0, 240).Select(i => $"- 203[.]0[.]113[.]{i}")));
        foreach (var language in (string[])["en", "zh-Hant", "zh-Hans"])
        {
            await using var reader = await browser.VisitAsync(new Look(Language: language), who: Who.Administrator);
            await reader.GoAsync(item + "/print");
            var organisation = (await reader.Page.Locator(".who small").InnerTextAsync()).Trim();
            await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
            // Table groups at head and foot are what browsers repeat on each sheet.
            Assert.Equal("table-header-group", await DisplayAsync(reader.Page, ".doc-label-head"));
            Assert.Equal("table-footer-group", await DisplayAsync(reader.Page, ".doc-label-foot"));
            Assert.Contains("TLP:GREEN", await reader.Page.InnerTextAsync(".doc-label-head"), StringComparison.Ordinal);
            Assert.Contains(organisation, await reader.Page.InnerTextAsync(".doc-label-foot"), StringComparison.Ordinal);
            Assert.Equal("none", await DisplayAsync(reader.Page, ".print-tools"));
            Assert.True((await reader.Page.PdfAsync(new() { Format = "A4" })).Length > 10_000);
        }
    }

    [Fact]
    public async Task The_originator_looks_as_a_reader_and_comes_back()
    {
        var item = await ShareAsync("As a reader sees it");
        await using var author = await browser.VisitAsync(who: Who.Member);
        var page = author.Page;
        await author.GoAsync(item);
        await page.GetByRole(AriaRole.Link, new() { Name = "See it as a reader does" }).ClickAsync();
        await Assertions.Expect(page.Locator(".as-reader")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who has read it" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#acts button").First).ToBeDisabledAsync();
        Assert.Empty(await author.ViolationsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to your own view" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who has read it" })).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task People_and_organisations_are_found_by_name_and_sector_and_show_what_they_shared(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/people");
        var all = await page.Locator("tbody tr").CountAsync();
        await page.Locator("main #name").FillAsync("daniel");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("name=daniel"));
        Assert.InRange(await page.Locator("tbody tr").CountAsync(), 1, all - 1);
        await page.Locator("tbody th a", new() { HasText = "Daniel Ho" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Daniel Ho");
        await page.Locator("dd a").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Kestrel Insurance");
        await page.Locator("dd a").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/organisations\\?sector="));
        await Assertions.Expect(page.Locator("tbody th a", new() { HasText = "Kestrel Insurance" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_circle_shows_what_was_shared_with_it()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Administrator);
        var page = visitor.Page;
        await visitor.GoAsync("/circles");
        await page.Locator("th a", new() { HasText = "Phishing watch" }).ClickAsync();
        await Assertions.Expect(page.Locator(".page-part .item").First).ToBeVisibleAsync();
        Assert.Empty(await visitor.ViolationsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "All of it" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/circles/[^/]+/items"));
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Phishing watch");
        Assert.Empty(await visitor.ViolationsAsync());
    }

    private static async Task<string> TakeAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        Assert.StartsWith("TLP-GREEN_IH-", download.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private static Task<string> DisplayAsync(IPage page, string selector) => page.Locator(selector).EvaluateAsync<string>("e => getComputedStyle(e).display");

    private async Task<string> ShareAsync(string title, string body = Body)
    {
        await using var author = await browser.VisitAsync(new Look(Script: false), who: Who.Member);
        var page = author.Page;
        await author.GoAsync("/share");
        await page.Locator("input[name=kind]").First.CheckAsync(new() { Force = true });
        await page.FillAsync("#title", title);
        await page.FillAsync("#body", body);
        await page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        await page.Locator("input[name=audience][value=community]").CheckAsync();
        await page.ClickAsync("button[value=preview]");
        await page.Locator("#readers").WaitForAsync();
        await page.ClickAsync("button[value=share]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        return new Uri(page.Url).AbsolutePath;
    }

    private async Task ReviseAsync(string item, string body)
    {
        await using var author = await browser.VisitAsync(new Look(Script: false), who: Who.Member);
        await author.GoAsync(item + "/edit");
        await author.Page.FillAsync("#body", body);
        await author.Page.Locator("main button.btn-primary[type=submit]").First.ClickAsync();
        await Assertions.Expect(author.Page).ToHaveURLAsync(new Regex(item + "$"));
    }
}
