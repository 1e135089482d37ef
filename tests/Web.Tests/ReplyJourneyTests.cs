using Microsoft.Playwright;

namespace Infohub.Web.Tests;

/// <summary>A reply with an image, and with a reader who is told of it, with and without script.</summary>
[Collection(InBrowser.Name)]
public sealed class ReplyJourneyTests(Browser browser)
{
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_shows_its_image_and_tells_a_reader_found_by_name(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/search?q=phishing");
        await visitor.GoAsync((await page.Locator("article.item:has(.tlp-green) .item-title a").First.GetAttributeAsync("href"))!);
        var words = script ? "Seen with script." : "Seen without script.";
        await page.FillAsync("#text", words);
        await page.ClickAsync("#reply .reply-more summary");
        await page.FillAsync("#tell", "e");
        if (!script)
        {
            await page.ClickAsync("#reply .finder-ask button");
            Assert.Equal(words, await page.InputValueAsync("#text"));
        }

        await page.Locator("#reply [data-found] input").First.CheckAsync();
        await page.SetInputFilesAsync("#images", new FilePayload { Name = "seen.png", MimeType = "image/png", Buffer = Pixel });
        await page.ClickAsync("#reply .row-line > button[type=submit] >> nth=0");
        var said = page.Locator(".comment", new() { HasTextString = words }).First;
        await said.WaitForAsync();
        Assert.True(await said.Locator("img.comment-image").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth === 1)"));
        if (script)
        {
            Assert.Empty(await visitor.ViolationsAsync());
        }
    }

    [Fact]
    public async Task Who_may_be_mentioned_stands_in_a_list_while_an_at_is_typed()
    {
        await using var visitor = await browser.VisitAsync(new Look(), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/search?q=phishing");
        await visitor.GoAsync((await page.Locator("article.item:has(.tlp-green) .item-title a").First.GetAttributeAsync("href"))!);
        var (text, list) = (page.Locator("#text"), page.Locator("#reply [role=listbox]"));
        await text.FillAsync("");
        await text.PressSequentiallyAsync("Write to soc@example.org, or ask @");
        await list.Locator("[role=option]").First.WaitForAsync();
        Assert.Empty(await visitor.ViolationsAsync());
        var name = (await list.Locator("[role=option]").Last.GetAttributeAsync("data-text"))!;
        await text.PressSequentiallyAsync(name.ToLowerInvariant());
        var named = list.Locator("[role=option]", new() { HasTextString = name });
        await Assertions.Expect(list.Locator("[role=option]")).ToHaveCountAsync(1);
        await named.WaitForAsync();
        await Assertions.Expect(page.Locator("#reply [role=status]")).ToContainTextAsync("Choose with the arrow keys");

        // The focus stays in the text, which names the chosen one; arrows go round.
        Assert.Equal(await list.Locator("[aria-selected=true]").GetAttributeAsync("id"), await text.GetAttributeAsync("aria-activedescendant"));
        await text.PressAsync("ArrowDown");
        await text.PressAsync("ArrowUp");
        Assert.Equal(1, await list.Locator("[aria-selected=true]").CountAsync());
        await text.PressAsync("Escape");
        await Assertions.Expect(list).ToBeHiddenAsync();
        Assert.Null(await text.GetAttributeAsync("aria-activedescendant"));
        await text.PressAsync("Backspace");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await Assertions.Expect(list).ToBeHiddenAsync();

        await text.FillAsync("");
        await text.PressSequentiallyAsync("@" + name[..^1]);
        await named.WaitForAsync();
        await text.PressAsync("Enter");
        Assert.Equal($"@{name} ", await text.InputValueAsync());
        await Assertions.Expect(list).ToBeHiddenAsync();
        await text.PressSequentiallyAsync("and @nobody of this name");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await Assertions.Expect(list).ToBeHiddenAsync();
        await text.PressAsync("Enter");
        Assert.EndsWith("name\n", await text.InputValueAsync(), StringComparison.Ordinal);

        await text.FillAsync("");
        await text.PressSequentiallyAsync("@" + name[..^1]);
        await named.ClickAsync();
        Assert.Equal($"@{name} ", await text.InputValueAsync());
    }
}
