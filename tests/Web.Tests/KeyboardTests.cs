using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>Without a pointer: each step is reached by Tab, and what has the focus shows it (WCAG 2.1.1, 2.4.7).</summary>
[Collection(InBrowser.Name)]
public sealed class KeyboardTests(Browser browser)
{
    private const int MostStops = 120;

    [Fact]
    public async Task A_person_signs_in_by_keys()
    {
        await using var visitor = await browser.VisitAsync();
        await visitor.GoAsync("/signin");
        var account = browser.Hub.Accounts[^3];
        await TypeAsync(visitor.Page, "#email", account.Email);
        await TypeAsync(visitor.Page, "#password", account.Password);
        await TypeAsync(visitor.Page, "#code", account.Code(DateTimeOffset.UtcNow));
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new Regex("/signin"));
        await ReachAsync(visitor.Page, "a.skip-link");
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_warning_is_shared_found_answered_and_put_away_by_keys()
    {
        const string Title = "Invoices that open by themselves, told by keys";
        await using var author = await browser.VisitAsync(who: Who.Member);
        var page = author.Page;
        await author.GoAsync("/");
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/share"));
        await ReachAsync(page, "input[name=kind]");
        await page.Keyboard.PressAsync("Space");
        await TypeAsync(page, "#title", Title);
        await TypeAsync(page, "#body", "They come from billing@quay-supplies.example and fetch https://quay-supplies.example/open.");
        await ReachAsync(page, "input[name=label]");
        await page.Keyboard.PressAsync("Space");
        while (await page.EvaluateAsync<string>("document.activeElement.value") != "Green")
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await ReachAsync(page, "input[name=audience][value=community]");
        await page.Keyboard.PressAsync("Space");
        await page.Locator("#share-it").WaitForAsync();
        await ReachAsync(page, "#share-it");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));

        await using var reader = await browser.VisitAsync(who: Who.Administrator);
        page = reader.Page;
        await reader.GoAsync("/more");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("\"open by themselves, told by keys\"");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main .item-title a").First.WaitForAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        await TypeAsync(page, "#text", "Seen here too, since Tuesday.");
        await ReachAsync(page, "#reply > .row-line button:not([name])");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".comment p", new() { HasTextString = "since Tuesday" }).WaitForAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/inbox"));
        await ReachAsync(page, "main form button[type=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[role=status]", new() { HasTextRegex = new Regex(@"\S") }).First.WaitForAsync();
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await ReachAsync(page, field);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>By Tab, round the page once at most, and not past anything that hides its focus.</summary>
    private static async Task ReachAsync(IPage page, string target)
    {
        for (var stops = 0; stops < MostStops; stops++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string?>(
                """
                target => {
                  const at = document.activeElement;
                  if (at === null || at === document.body) return null;
                  if (!at.matches(target)) return 'on';
                  // a picker's own box is seen through what stands around it
                  const around = [at, at.nextElementSibling, at.parentElement, at.closest('label')].filter(Boolean);
                  const look = () => around.map((e) => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor].join(); }).join(';');
                  const focused = look();
                  at.blur();
                  const plain = look();
                  at.focus();
                  return focused !== plain ? 'there' : 'hidden';
                }
                """,
                target);
            Assert.True(stop != "hidden", $"{page.Url}: {target} does not show that it has the focus");
            if (stop == "there")
            {
                return;
            }
        }

        Assert.Fail($"{page.Url}: {target} is not reached by Tab");
    }
}
