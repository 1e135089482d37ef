using System.Globalization;
using System.Text.Json;

namespace Infohub.Web.Tests;

/// <summary>What belongs together, as lists and as a drawing that says the same; and what is chosen, as files.</summary>
[Collection(InBrowser.Name)]
public sealed class GraphTests(Browser browser, ITestOutputHelper output)
{
    private const string Start = "/intelligence/graph?value=CVE-2021-44228";

    [Fact]
    public async Task A_node_is_expanded_found_and_hidden_by_the_lists_and_the_picture_is_saved()
    {
        await using var visitor = await browser.VisitAsync(new Look(), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync(Start);
        await page.Locator(".graph-canvas canvas").First.WaitForAsync();
        foreach (var look in Look.All.Where(l => l.Language == "en"))
        {
            await visitor.LookAsync(look);
            Assert.Empty(await visitor.ViolationsAsync());
            Assert.False(await visitor.ScrollsSidewaysAsync());
        }

        await visitor.LookAsync(new Look());
        var before = await page.Locator("[data-node]:not(template *)").CountAsync();
        var item = page.Locator("[data-kind=items] [data-node]").First;
        await item.Locator("[data-act=expand]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("before => document.querySelectorAll('[data-node]').length > before", before);
        await page.FillAsync("#graph-find", "Report");
        await Assertions.Expect(item).ToBeHiddenAsync();
        await page.PressAsync("#graph-find", "Enter");
        await Assertions.Expect(page.Locator("[data-node][aria-current]")).ToContainTextAsync("Report");
        await page.FillAsync("#graph-find", "");

        var uid = await item.GetAttributeAsync("data-node");
        await item.Locator("[data-act=hide]").ClickAsync();
        await Assertions.Expect(page.Locator($"[data-node='{uid}']")).ToHaveCountAsync(0);
        await page.Locator("[data-kind=values] [data-kind-shown]").UncheckAsync();
        await Assertions.Expect(page.Locator("[data-kind=values] [data-node]").First).ToBeHiddenAsync();

        var picture = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-graph-act=png]"));
        Assert.Matches("^TLP-[A-Z+]+_graph[.]png$", picture.SuggestedFilename);
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("form:has([data-graph-ids]) button"));
        using var bundle = JsonDocument.Parse(await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Contains(bundle.RootElement.GetProperty("objects").EnumerateArray(), o => o.GetProperty("type").GetString() == "report");
    }

    [Fact]
    public async Task It_is_read_and_objects_are_chosen_without_script()
    {
        await using var visitor = await browser.VisitAsync(new Look(Script: false), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync(Start);
        Assert.False(await page.Locator(".graph-canvas").IsVisibleAsync());
        await page.Locator("[data-kind=items] [data-node] [data-act=expand]").First.ClickAsync();
        Assert.Contains("item=", page.Url, StringComparison.Ordinal);
        await page.Locator("[data-kind=items] summary").First.ClickAsync();
        await page.Locator("[data-kind=items] details a[href^='/intelligence/']").First.WaitForAsync();

        await visitor.GoAsync("/intelligence?type=indicators");
        await page.ClickAsync("form:has(#words) ~ form button:not([formaction])");
        await page.GetByText("There is nothing in this that may go into a file").WaitForAsync();
        await page.Locator("input[name=id]").First.CheckAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('STIX')"));
        Assert.EndsWith(".stix.json", file.SuggestedFilename, StringComparison.Ordinal);
        var table = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button[value=csv]"));
        Assert.StartsWith("value,kind", await File.ReadAllTextAsync(await table.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.ClickAsync("button[formaction='/intelligence/graph']");
        await page.Locator("[data-kind=indicators] [data-node]").First.WaitForAsync();
    }

    /// <summary>Not a check, for it depends on the machine: 5,000 nodes and 8,000 edges, drawn by a browser whose WebGL is software.</summary>
    [Fact(Explicit = true)]
    public async Task Measure_a_graph_of_5000_nodes()
    {
        const int nodes = 5000;
        await using var visitor = await browser.VisitAsync(new Look(), who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync(Start);
        await page.Locator(".graph-canvas canvas").First.WaitForAsync();
        string[] kinds = ["values", "indicators", "malware", "actors", "reports"];
        var numbers = new Random(7);
        string IdOf(int n) => "made:" + n.ToString(CultureInfo.InvariantCulture);
        var made = new
        {
            nodes = Enumerable.Range(0, nodes).Select(n => new { id = IdOf(n), kind = kinds[n % kinds.Length], type = "Made", name = "made " + n.ToString(CultureInfo.InvariantCulture), label = "TLP:GREEN", address = "", ask = "", objects = Array.Empty<string>(), embargoed = false }),
            // As in life: few with many, many with few.
            edges = Enumerable.Range(0, 8000).Select(n => (From: IdOf(n % nodes), To: IdOf((int)(nodes * Math.Pow(numbers.NextDouble(), 4))))).Where(e => e.From != e.To).Select(e => new { from = e.From, to = e.To, word = "uses" }),
            starts = Array.Empty<string>(),
            neighbours = nodes,
            drawn = nodes,
            orMore = false,
        };
        await page.RouteAsync("**/intelligence/graph?*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = JsonSerializer.Serialize(made) }));
        await page.EvaluateAsync(
            """
            () => {
              globalThis.settled = new Promise(resolve => document.querySelector('.graph-canvas').addEventListener('graph-settled', ({ detail }) => resolve(detail)));
              globalThis.frames = async (during) => { let [count, from, on] = [0, performance.now(), true]; const next = () => { count++; if (on) requestAnimationFrame(next); }; requestAnimationFrame(next); await during; on = false; return count * 1000 / (performance.now() - from); };
            }
            """);
        var from = TimeProvider.System.GetTimestamp();
        await page.Locator("[data-act=expand]:visible").First.ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-node]').length > 4900");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"merged and listed: {TimeProvider.System.GetElapsedTime(from).TotalMilliseconds:N0} ms"));
        var layout = await page.EvaluateAsync<JsonElement>("async () => { const fps = await frames(settled); return { ...(await settled), fps }; }");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"layout: {layout.GetProperty("ran").GetDouble():N0} steps of {layout.GetProperty("spent").GetDouble() / layout.GetProperty("ran").GetDouble():N1} ms, {layout.GetProperty("fps").GetDouble():N0} frames a second meanwhile"));
        var box = (await page.Locator(".graph-canvas").BoundingBoxAsync())!;
        await page.EvaluateAsync("() => { globalThis.counted = frames(new Promise(resolve => { globalThis.enough = resolve; })); }");
        await page.Mouse.MoveAsync(box.X + 200, box.Y + 200);
        await page.Mouse.DownAsync();
        for (var at = 0; at < 120; at++)
        {
            await page.Mouse.MoveAsync(box.X + 200 + at, box.Y + 200 + (at / 2));
        }

        await page.Mouse.UpAsync();
        var fps = await page.EvaluateAsync<double>("() => { enough(); return counted; }");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"while it is moved: {fps:N0} frames a second"));
    }
}
