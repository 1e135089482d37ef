namespace Infohub.Web.Tests;

/// <summary>The situation report: the same figures as a table and as a chart, with the strictest label of what it is made of, on a screen and on paper.</summary>
[Collection(InBrowser.Name)]
public sealed class RisingTests(Browser browser)
{
    [Fact]
    public async Task What_rises_stands_in_a_table_and_in_a_chart_under_the_strictest_label()
    {
        await using var visitor = await browser.VisitAsync(new Look(), who: Who.Member);
        await visitor.GoAsync("/rising?days=30");
        await visitor.Page.ClickAsync("[data-charts]");
        await visitor.Page.Locator(".chart canvas").First.WaitForAsync();
        var rows = await visitor.Page.Locator("#t-techniques tbody tr").CountAsync();
        Assert.InRange(rows, 1, 10);
        var labels = await visitor.Page.Locator(".doc-label .tlp").AllInnerTextsAsync();
        Assert.Equal(2, labels.Count);
        Assert.Single(labels.Distinct(StringComparer.Ordinal));
        Assert.StartsWith("TLP:AMBER", labels[0], StringComparison.Ordinal);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await visitor.Page.Locator(".chart").First.IsVisibleAsync());
        Assert.True(await visitor.Page.Locator("#t-techniques").IsVisibleAsync());
    }

    [Fact]
    public async Task It_is_read_without_script()
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: false), who: Who.Member);
        await visitor.GoAsync("/rising");
        await visitor.Page.ClickAsync("a[href='/rising?days=90']");
        Assert.True(await visitor.Page.Locator("#t-techniques tbody tr").CountAsync() > 0);
        Assert.False(await visitor.Page.Locator(".chart").First.IsVisibleAsync());
    }
}
