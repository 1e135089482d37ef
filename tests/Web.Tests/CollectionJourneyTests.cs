namespace Infohub.Web.Tests;

/// <summary>A value is kept in a new collection from its page, taken out again, and the collection deleted, with and without script.</summary>
[Collection(InBrowser.Name)]
public sealed class CollectionJourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_keeps_a_value_in_a_collection_and_takes_it_out(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        var name = "PAN-OS, kept " + (script ? "twice" : "once");
        await visitor.GoAsync("/intelligence/value?value=CVE-2024-3400");
        if (await page.Locator("#keep-into").CountAsync() > 0)
        {
            await page.SelectOptionAsync("#keep-into", "");
        }

        await page.FillAsync("#keep-name", name);
        await page.FillAsync("#keep-note", "See hxxp://198.18.7.9/x");
        await page.ClickAsync("section:has(#keep) button[type=submit]");
        await page.GetByText("Only a reference is kept").WaitForAsync();
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await visitor.GoAsync("/collections");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("hxxp://198[.]18[.]7[.]9/x");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("One entry that you may read");
        if (script)
        {
            foreach (var look in Look.All.Where(l => l.Language == "en"))
            {
                await visitor.LookAsync(look);
                Assert.Empty(await visitor.ViolationsAsync());
                Assert.False(await visitor.ScrollsSidewaysAsync());
            }
        }

        // A CVE is nothing that detection looks for: no file, and a sentence why.
        await page.ClickAsync("button[value=csv]");
        await page.GetByText("None of these values may be used for detection").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take out" }).ClickAsync();
        await page.GetByText("Taken out.").WaitForAsync();
        await page.ClickAsync("summary:has-text('Delete this collection')");
        await page.ClickAsync("button:has-text('Delete it')");
        await page.GetByText("The collection is deleted.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(0);
    }
}
