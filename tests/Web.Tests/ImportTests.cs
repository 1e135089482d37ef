using System.Text;
using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>What a member has becomes a draft, with and without script.</summary>
[Collection(InBrowser.Name)]
public sealed class ImportTests(Browser browser)
{
    private const string Bundle =
        """
        {"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000001","objects":[
        {"type":"grouping","spec_version":"2.1","id":"grouping--00000000-0000-4000-8000-000000000002","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z","name":"Parcel pages of February","context":"suspicious-activity","object_refs":["indicator--00000000-0000-4000-8000-000000000003"]},
        {"type":"indicator","spec_version":"2.1","id":"indicator--00000000-0000-4000-8000-000000000003","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z","name":"Parcel page","pattern":"[url:value = 'https://parcel.example/a']","pattern_type":"stix","valid_from":"2026-02-01T00:00:00Z","object_marking_refs":["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"]},
        {"type":"indicator","id":"indicator--not"}]}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bundle_is_looked_at_completed_and_shared_and_its_author_is_told_what_was_refused(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.ClickAsync(".page-head a[href='/import']");
        await FitsAsync(visitor, script);
        await page.FillAsync("#pasted", Bundle);
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/import/"));
        var found = await page.InnerTextAsync("main");
        Assert.Contains("3 objects, one refused", found, StringComparison.Ordinal);
        Assert.Contains("TLP:GREEN", found, StringComparison.Ordinal);
        await FitsAsync(visitor, script);

        await page.ClickAsync("a.btn-primary[href^='/share?draft=']");
        Assert.Equal("Parcel pages of February", await page.InputValueAsync("#title"));
        Assert.Contains("3 objects", await page.InnerTextAsync("#brought"), StringComparison.Ordinal);
        await page.Locator("input[name=label][value='Amber']").CheckAsync(new() { Force = true });
        await page.Locator("input[name=audience][value^='circle:']").First.CheckAsync();
        if (!script)
        {
            await page.ClickAsync("button[value=preview]");
        }

        await page.ClickAsync("#share-it");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        for (var i = 0; i < 40 && (await page.InnerTextAsync("#brought")).Contains("on their way", StringComparison.Ordinal); i++)
        {
            await Task.Delay(250);
            await page.ReloadAsync();
        }

        await page.ClickAsync("#brought summary");
        Assert.Contains("indicator--not", await page.InnerTextAsync("#brought"), StringComparison.Ordinal);
        await FitsAsync(visitor, script);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_table_the_columns_are_said_and_each_row_that_cannot_be_read_is_told(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/import");
        await page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "seen.csv",
            MimeType = "text/csv",
            Buffer = Encoding.GetEncoding("utf-16").GetBytes("\ufeffaddress;said by\n198.51.100[.]77;釣魚網站\nnothing;x\n198.51.100[.]78;y\n"),
        });
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/import/"));
        Assert.Equal("utf-16", await page.InputValueAsync("select[name=encoding]"));
        await FitsAsync(visitor, script);
        await page.Locator("select[name=roles]").Nth(1).SelectOptionAsync("comment");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it so" }).ClickAsync();
        Assert.Equal("comment", await page.Locator("select[name=roles]").Nth(1).InputValueAsync());
        Assert.Contains("2 values, one row that cannot be read", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await FitsAsync(visitor, script);

        await page.GetByRole(AriaRole.Button, new() { Name = "Make a draft" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/share\?draft="));
        Assert.Contains("- 198.51.100.77 – 釣魚網站", await page.InputValueAsync("#body"), StringComparison.Ordinal);
        Assert.Equal("seen", await page.InputValueAsync("#title"));
    }

    [Fact]
    public async Task A_text_is_read_with_the_keyboard_and_a_value_is_left_out()
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: false), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/import");
        await page.FocusAsync("#pasted");
        await page.Keyboard.InsertTextAsync("Parcel text messages again\n\nThey lead to hxxps://parcel[.]example/b, see hxxps://vendor[.]example/report.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/import/"));
        await page.FocusAsync(".found input[value='Url|https://vendor.example/report']");
        await page.Keyboard.PressAsync("Space");
        await page.FocusAsync("#import button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/share\?draft="));
        Assert.Equal("Parcel text messages again", await page.InputValueAsync("#title"));
        Assert.False(await page.Locator(".found input[value='Url|https://vendor.example/report']").IsCheckedAsync());
        Assert.True(await page.Locator(".found input[value='Url|https://parcel.example/b']").IsCheckedAsync());
    }

    /// <summary>What looks for barriers is a script itself.</summary>
    private static async Task FitsAsync(Visitor visitor, bool script)
    {
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }
    }
}
