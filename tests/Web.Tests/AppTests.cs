namespace Infohub.Web.Tests;

/// <summary>The hub among the apps of a telephone, and its keys on a desktop.</summary>
[Collection(InBrowser.Name)]
public sealed class AppTests(Browser browser)
{
    [Fact]
    public async Task Without_a_network_there_is_a_page_that_says_so_and_nothing_that_was_shared()
    {
        await using var visitor = await browser.VisitAsync(new Look(Width: 390), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        // Seen with the worker at work: cards, an item, a public page.
        await visitor.GoAsync("/");
        var item = await page.Locator("main .item-title a").First.GetAttributeAsync("href");
        await visitor.GoAsync(item!);
        await visitor.GoAsync("/public");
        await visitor.GoAsync("/inbox");
        var kept = await page.EvaluateAsync<string[]>("caches.keys().then(async names => (await Promise.all(names.map(async n => (await (await caches.open(n)).keys()).map(r => new URL(r.url).pathname)))).flat())");
        Assert.Contains("/offline", kept);
        Assert.Contains(kept, k => k.StartsWith("/dist/app.", StringComparison.Ordinal) && k.EndsWith(".css", StringComparison.Ordinal));
        Assert.All(kept, k => Assert.Matches(@"^/(?:offline|dist/[\w.-]+|icon[\w.-]*)$", k));
        var offline = await page.EvaluateAsync<string>("caches.match('/offline').then(r => r.text())");
        Assert.DoesNotContain(browser.AccountOf(Who.Member).Email, offline, StringComparison.Ordinal);

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/inbox");
        var says = await page.InnerTextAsync("main");
        Assert.Contains("You are offline", says, StringComparison.Ordinal);
        Assert.Contains("您已離線", says, StringComparison.Ordinal);
        Assert.Contains("您已离线", says, StringComparison.Ordinal);
        // The style sheet came from the cache: the bar is dark.
        Assert.Equal("rgb(17, 27, 46)", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.public-bar')).backgroundColor"));
        await page.Context.SetOfflineAsync(false);
        Assert.Equal(200, (await visitor.GoAsync("/inbox"))!.Status);
    }

    [Fact]
    public async Task A_stranger_gets_no_worker()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.GoAsync("/public");
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("navigator.serviceWorker.getRegistrations().then(all => all.length)"));
    }

    [Fact]
    public async Task The_manifest_has_the_communitys_name_and_icons_that_are_there()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.GoAsync("/public");
        var address = await visitor.Page.GetAttributeAsync("link[rel=manifest]", "href");
        var answer = await visitor.Page.Context.APIRequest.GetAsync(address!);
        Assert.StartsWith("application/manifest+json", answer.Headers["content-type"], StringComparison.Ordinal);
        var manifest = (await answer.JsonAsync())!.Value;
        Assert.Equal(await visitor.Page.InnerTextAsync(".public-name"), manifest.GetProperty("name").GetString());
        Assert.Equal("/", manifest.GetProperty("start_url").GetString());
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
        {
            var picture = await visitor.Page.Context.APIRequest.GetAsync(icon.GetProperty("src").GetString()!);
            var bytes = await picture.BodyAsync();
            Assert.Equal("image/png", picture.Headers["content-type"]);
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{Number(bytes, 16)}x{Number(bytes, 20)}");
        }
    }

    [Fact]
    public async Task The_keys_walk_through_cards_and_open_their_map()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/");
        var titles = page.Locator("main .item-title a");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(titles.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(titles.Nth(1)).ToBeFocusedAsync();
        Assert.NotEqual("0px", await titles.Nth(1).EvaluateAsync<string>("e => getComputedStyle(e).outlineWidth"));
        var href = await titles.Nth(1).GetAttributeAsync("href");
        await page.Keyboard.PressAsync("o");
        await Assertions.Expect(page).ToHaveURLAsync(browser.Hub.Address + href);

        await page.Keyboard.PressAsync("?");
        var map = page.Locator("dialog#keys");
        await Assertions.Expect(map).ToBeVisibleAsync();
        Assert.Empty(await visitor.ViolationsAsync());
        await page.Keyboard.PressAsync("n");
        for (var tabs = 0; tabs < 6; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("document.activeElement === document.body || document.getElementById('keys').contains(document.activeElement)"));
        }

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(map).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page).ToHaveURLAsync(browser.Hub.Address + "/circles");
    }

    /// <summary>Width and height of a PNG (its IHDR), big-endian.</summary>
    private static int Number(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
