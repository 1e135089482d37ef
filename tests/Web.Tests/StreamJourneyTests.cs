using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>What touches a reader, found, kept and muted, with and without script.</summary>
[Collection(InBrowser.Name)]
public sealed class StreamJourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_word_is_watched_and_its_items_say_so(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/follows");
        await page.FillAsync("#word", "phishing");
        await page.ClickAsync("form:has(#word) button");
        await visitor.GoAsync("/?view=following");
        await page.Locator(".why", new() { HasTextString = "Names phishing, which you watch" }).First.WaitForAsync();
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await visitor.GoAsync("/follows");
        await page.ClickAsync(".choices li:has-text('phishing') button");
        await Assertions.Expect(page.Locator(".choices li", new() { HasTextString = "phishing" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tag_is_muted_on_its_page_and_that_is_undone(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/search?tag=phishing");
        await page.Locator(".page-head").GetByRole(AriaRole.Button, new() { Name = "Mute" }).ClickAsync();
        await page.GetByText("Muted: phishing.").WaitForAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/search\\?tag=phishing$"));
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await visitor.GoAsync("/follows");
        await page.GetByRole(AriaRole.Button, new() { Name = "Unmute : phishing" }).Or(page.GetByRole(AriaRole.Button, new() { Name = "Unmute: phishing" })).ClickAsync();
        await page.GetByText("No longer muted: phishing.").WaitForAsync();
        await page.Locator("form[role=status] button").ClickAsync();
        await page.Locator(".choices li", new() { HasTextString = "phishing" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator(".choices li", new() { HasTextString = "phishing" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_is_marked_as_read_but_for_early_warnings_and_that_is_undone(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/");
        var (act, marks) = (page.Locator(".panel-alarm li form"), page.Locator(".stream .new-mark"));
        var (waiting, isNew) = (await act.CountAsync(), await marks.CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await page.GetByText("Marked as read. Early warnings stay new").WaitForAsync();
        Assert.Equal(waiting, await act.CountAsync());
        Assert.InRange(await marks.CountAsync(), 0, isNew - 1);
        await page.Locator("form[role=status] button").ClickAsync();
        await Assertions.Expect(marks).ToHaveCountAsync(isNew);

        await act.First.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByText("Set aside.").WaitForAsync();
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await page.Locator("form[role=status] button").ClickAsync();
        await Assertions.Expect(act).ToHaveCountAsync(waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filters_are_set_from_lists_typed_in_the_box_and_taken_away(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/?view=all");
        await page.ClickAsync("details.pick summary >> nth=0");
        await page.ClickAsync("details.pick[open] a:has-text('Question')");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("kind=question"));
        Assert.All(await page.Locator(".item-by").AllInnerTextsAsync(), by => Assert.Contains("Question", by, StringComparison.Ordinal));
        await page.FillAsync("#find", "label:green kind:indicators seen");
        await page.PressAsync("#find", "Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("kind=indicators&label=TLP%3AGREEN"));
        Assert.Equal(2, await page.Locator(".chip-set").CountAsync());
        await page.ClickAsync(".chip-set:has-text('Indicators')");
        await Assertions.Expect(page.Locator(".chip-set")).ToHaveCountAsync(1);
        await page.Locator("mark").First.WaitForAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bookmark_is_put_on_a_card_and_taken_off(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/?view=all");
        var item = page.Locator("article.item:has(form.bookmark)").First;
        var title = await item.Locator(".item-title").InnerTextAsync();
        await item.Locator("form.bookmark button").ClickAsync();
        await page.Locator("article.item form.bookmark button", new() { HasTextString = "Bookmarked" }).First.WaitForAsync();
        await visitor.GoAsync("/?view=bookmarks");
        await page.Locator(".item-title", new() { HasTextString = title }).First.WaitForAsync();
        await page.Locator("form.bookmark button").First.ClickAsync();
        await page.Locator("form.bookmark button", new() { HasTextRegex = new Regex("^\\s*Bookmark\\s*(:|$)") }).Or(page.Locator(".empty")).First.WaitForAsync();
        await visitor.GoAsync("/?view=bookmarks");
        await Assertions.Expect(page.Locator(".item-title", new() { HasTextString = title })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_bookmark_is_kept_by_the_keyboard_on_the_items_page()
    {
        await using var visitor = await browser.VisitAsync(new Look(), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/?view=all");
        await visitor.GoAsync((await page.Locator("article.item:has(form.bookmark) .item-title a").Nth(1).GetAttributeAsync("href"))!);
        await page.Keyboard.PressAsync("b");
        await page.Locator("form.bookmark button", new() { HasTextString = "Bookmarked" }).WaitForAsync();
        Assert.Empty(await visitor.ViolationsAsync());
        await page.Keyboard.PressAsync("b");
        await Assertions.Expect(page.Locator("form.bookmark button", new() { HasTextString = "Bookmarked" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_saved_view_tells_of_what_is_new_until_it_is_muted(bool script)
    {
        var (look, name) = (new Look(Script: script), "Parcels " + script);
        await using var visitor = await browser.VisitAsync(look, who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/search?q=parcellocker" + script);
        await page.ClickAsync("details.pick:has(#view-name) summary");
        await page.FillAsync("#view-name", name);
        await page.Locator("details.pick:has(#view-name) input[name=tells]").CheckAsync();
        await page.ClickAsync("details.pick:has(#view-name) button");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/search"));

        await using var author = await browser.VisitAsync(look, who: Who.Administrator);
        var path = await JourneyTests.ShareAsync(author, "question", "Messages from parcellocker" + script);
        var notice = page.Locator("article.item", new() { HasTextString = "Matches your view " + name });
        for (var n = 0; n < 50 && await notice.CountAsync() == 0; n++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            await visitor.GoAsync("/inbox");
        }

        Assert.Equal(path, await notice.Locator(".item-title a").GetAttributeAsync("href"));
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await notice.GetByRole(AriaRole.Button, new() { Name = "Tell me no more of this view" }).ClickAsync();
        await page.GetByText("You are told no more of what comes into this view.").WaitForAsync();
        Assert.Equal(0, await notice.GetByRole(AriaRole.Button, new() { Name = "Tell me no more" }).CountAsync());
        await page.Locator("form[role=status] button").ClickAsync();
        await visitor.GoAsync("/follows");
        var saved = page.Locator("li", new() { HasTextString = name });
        await Assertions.Expect(saved.Locator("button[aria-pressed=true]")).ToHaveCountAsync(1);
        await saved.Locator("button[aria-pressed]").ClickAsync();
        await Assertions.Expect(saved.Locator("button[aria-pressed=false]")).ToHaveCountAsync(1);
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pasted_values_are_looked_up(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/lookup");
        await page.FillAsync("#values", "CVE-2023-28771\n198[.]18[.]7[.]7\nhxxps://nobody[.]example/nothing");
        await page.ClickAsync("main form button >> nth=0");
        await page.GetByText("1 of 3 values stand in what you may read.").WaitForAsync();
        Assert.Equal(2, await page.GetByText("not found").CountAsync());
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }
    }
}
