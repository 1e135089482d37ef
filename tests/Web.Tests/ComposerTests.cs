using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>What the page of sharing finds and keeps while one writes.</summary>
[Collection(InBrowser.Name)]
public sealed class ComposerTests(Browser browser)
{
    private const string Mail =
        """
        Payroll mail leads to a copy of our sign-in page

        The button leads to https://signin.harbourside-hr.example/adfs/ls?u= which stands at 203.0.113.88 (T1557).
        One of them wrote: my card is A123456(3).
        """;

    [Fact]
    public async Task A_pasted_warning_goes_to_a_circle_in_seven_steps()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        var clock = Stopwatch.StartNew();
        await visitor.GoAsync("/");
        var steps = 0;
        async Task StepAsync(Task act)
        {
            steps++;
            await act;
        }

        await StepAsync(page.ClickAsync("header a[href='/share']"));
        await StepAsync(page.FillAsync("#body", Mail));
        await StepAsync(page.ClickAsync("#title-hint button"));
        await StepAsync(page.ClickAsync("#kind-hint button"));
        await StepAsync(page.ClickAsync("#label-hint button"));
        await StepAsync(page.Locator("input[name=audience][value^='circle:']").First.CheckAsync());
        await StepAsync(page.ClickAsync("#share-it"));
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        Assert.Equal(7, steps);
        TestContext.Current.SendDiagnosticMessage("A first share by a machine's hand: {0} steps, {1:N1} s", steps, clock.Elapsed.TotalSeconds);
        Assert.Contains("TLP:AMBER", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Payroll mail leads to a copy of our sign-in page" }).First.WaitForAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_that_is_unticked_stays_in_the_text_alone(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.FillAsync("#body", Mail);
        if (!script)
        {
            await page.Locator("input[name=kind]").First.CheckAsync();
            await page.FillAsync("#title", "Seen twice");
            await page.Locator("input[name=label][value='Amber']").CheckAsync(new() { Force = true });
            await page.Locator("input[name=audience][value^='circle:']").First.CheckAsync();
            await page.ClickAsync("button[value=preview]");
        }

        await page.Locator(".found input[value='IPv4|203.0.113.88']").UncheckAsync();
        if (script)
        {
            await page.FillAsync("#title", "Seen once");
            await page.Locator("input[name=kind]").First.CheckAsync();
            await page.Locator("input[name=label][value='Amber']").CheckAsync(new() { Force = true });
            await page.Locator("input[name=audience][value^='circle:']").First.CheckAsync();
            Assert.Empty(await visitor.ViolationsAsync());
        }

        await page.ClickAsync("#share-it");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        var indicators = await page.InnerTextAsync("table.indicators");
        Assert.DoesNotContain("203[.]0[.]113[.]88", indicators, StringComparison.Ordinal);
        Assert.Contains("hxxps://signin[.]harbourside-hr[.]example", indicators, StringComparison.Ordinal);
        Assert.Contains("203[.]0[.]113[.]88", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_is_kept_and_found_again_and_nothing_is_kept_of_what_was_not_touched()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.EvaluateAsync("window.dispatchEvent(new Event('blur'))");
        await page.WaitForTimeoutAsync(300);
        Assert.Equal("", await page.Locator("#saved input[name=draft]").InputValueAsync());
        await page.FillAsync("#body", "Half a thought about 198.51.100.7");
        await page.EvaluateAsync("window.dispatchEvent(new Event('blur'))");
        await page.Locator("#saved time").WaitForAsync();
        Assert.Matches("/share\\?draft=", page.Url);
        await page.ReloadAsync();
        Assert.Equal("Half a thought about 198.51.100.7", await page.InputValueAsync("#body"));
        // what nobody chose is not chosen now either
        Assert.Equal(0, await page.Locator("input[name=kind]:checked, input[name=label]:checked").CountAsync());
        Assert.Equal("", await page.InputValueAsync("#title"));
    }

    [Fact]
    public async Task A_newer_state_in_another_window_is_not_written_over()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.FillAsync("#body", "Begun here");
        await BlurAsync(page);
        await page.Locator("#saved time").WaitForAsync();
        var first = page.Url;
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(first);
        await other.FillAsync("#body", "Gone on there");
        await BlurAsync(other);
        await other.Locator("#saved time").WaitForAsync();

        await page.FillAsync("#body", "Gone on here");
        await BlurAsync(page);
        await page.ClickAsync("[data-apart]");
        await page.Locator("#saved time").WaitForAsync();
        Assert.NotEqual(first, page.Url);
        foreach (var (address, text) in new[] { (first, "Gone on there"), (page.Url, "Gone on here") })
        {
            await other.GotoAsync(address);
            Assert.Equal(text, await other.InputValueAsync("#body"));
        }

        static Task BlurAsync(IPage at) => at.EvaluateAsync("window.dispatchEvent(new Event('blur'))");
    }

    [Fact]
    public async Task A_pasted_picture_is_kept_at_once_and_a_script_is_refused_with_its_reason()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.EvaluateAsync(
            """
            async () => {
              const blob = await new Promise(made => document.createElement('canvas').toBlob(made));
              const clipboardData = new DataTransfer();
              clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }));
              document.querySelector('#body').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """);
        await page.Locator("#kept p").WaitForAsync();
        Assert.Matches("pasted-\\d+\\.png", await page.InnerTextAsync("#kept"));
        await page.SetInputFilesAsync("#files", [new FilePayload { Name = "tool.ps1", MimeType = "text/plain", Buffer = "x"u8.ToArray() }]);
        await page.Locator("#not-kept").WaitForAsync();
        Assert.Contains("tool.ps1 has the name of a script", await page.InnerTextAsync("#not-kept"), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("#kept p").CountAsync());
        await page.EvaluateAsync(
            """
            () => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File(['203.0.113.88'], 'addresses.csv', { type: 'text/csv' }));
              document.querySelector('#title').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
            }
            """);
        await page.Locator("#kept p", new() { HasTextString = "addresses.csv" }).WaitForAsync();
        Assert.Equal(2, await page.Locator("#kept p").CountAsync());
    }

    [Fact]
    public async Task Readers_that_do_not_fit_the_label_are_kept_and_said()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.FillAsync("#body", "For few eyes");
        await page.CheckAsync("input[name=audience][value=community]");
        await page.Locator("input[name=label][value='Red']").CheckAsync(new() { Force = true });
        await page.EvaluateAsync("window.dispatchEvent(new Event('blur'))");
        await page.Locator("#saved p", new() { HasTextString = "it cannot be shared yet" }).WaitForAsync();
        await page.ReloadAsync();
        Assert.True(await page.IsCheckedAsync("input[name=audience][value=community]"));
        Assert.True(await page.IsCheckedAsync("input[name=label][value='Red']"));
        Assert.Equal("For few eyes", await page.InputValueAsync("#body"));
    }

    [Fact]
    public async Task A_place_is_selected_in_the_text_and_taken_out()
    {
        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share");
        await page.FillAsync("#body", Mail);
        var personal = page.Locator("#warnings .notice-caution");
        await personal.Locator("[data-place]").ClickAsync();
        Assert.Equal("A123456(3)", await page.EvaluateAsync<string>("document.getSelection().toString()"));
        await personal.Locator("[data-cut]").ClickAsync();
        await personal.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.DoesNotContain("A123456(3)", await page.InputValueAsync("#body"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_template_begins_an_empty_text(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share?kind=question");
        await page.ClickAsync("#helps-at button");
        await Assertions.Expect(page.Locator("#body")).ToHaveValueAsync(new Regex("^## What we want to know"));
        await visitor.GoAsync("/share?kind=early-warning&template=1");
        await Assertions.Expect(page.Locator("#body")).ToHaveValueAsync(new Regex("^## What we see"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_item_is_translated_and_both_lead_to_each_other(bool script)
    {
        var title = "A notice in two languages, " + (script ? "a" : "b");
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share?kind=question");
        await page.FillAsync("#title", title);
        await page.FillAsync("#body", "Who saw this?");
        await page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        await page.CheckAsync("input[name=audience][value=community]");
        await ShareAsync();
        await page.ClickAsync("a[href^='/share?translate=']");
        await page.Locator("#original").WaitForAsync();
        Assert.Equal("Green", await page.Locator("input[name=label]:checked").GetAttributeAsync("value"));
        await page.FillAsync("#title", "兩種語言的通知");
        await page.FillAsync("#body", "誰見過？");
        await page.SelectOptionAsync("#language", "zh-Hant");
        await ShareAsync();
        await page.ClickAsync(".translations a");
        await page.GetByRole(AriaRole.Heading, new() { Name = title }).First.WaitForAsync();
        Assert.Equal("zh-Hant", await page.Locator(".translations a").GetAttributeAsync("hreflang"));

        async Task ShareAsync()
        {
            if (!script)
            {
                await page.ClickAsync("button[value=preview]");
            }

            await page.ClickAsync("#share-it");
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_revision_is_looked_at_as_a_post_is(bool script)
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share?kind=question");
        await page.FillAsync("#title", "To be corrected");
        await page.FillAsync("#body", "Seen at 198.51.100.9");
        await page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        await page.CheckAsync("input[name=audience][value=community]");
        await page.ClickAsync("button[value=preview]");
        await page.ClickAsync("#share-it");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/items/"));
        await page.ClickAsync("a[href$='/edit']");
        await page.FillAsync("#body", "Seen at 198.51.100.9 and https://worse.example/x");
        await page.ClickAsync("#look-again");
        await page.Locator("#as-read").WaitForAsync();
        Assert.Contains("hxxps://worse[.]example/x", await page.InnerTextAsync(".as-read"), StringComparison.Ordinal);
        await page.Locator(".found input[value='IPv4|198.51.100.9']").UncheckAsync();
        await page.ClickAsync("#edit button.btn-primary");
        Assert.DoesNotContain("198[.]51[.]100[.]9", await page.InnerTextAsync("table.indicators"), StringComparison.Ordinal);
    }
}
