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
}
