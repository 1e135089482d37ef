using System.Text;

namespace Infohub.Web.Tests;

/// <summary>An officer looks at a taxonomy and a galaxy and loads them; a member is offered a tag, puts it on, and finds the post by it.</summary>
[Collection(InBrowser.Name)]
public sealed class TagJourneyTests(Browser browser)
{
    private const string Taxonomy = """
        {"namespace": "harbour", "expanded": "Harbour watch", "description": "What a watch reports.", "version": 3,
         "predicates": [{"value": "sea-state", "expanded": "State of the sea", "exclusive": true}, {"value": "drill", "expanded": "Only a drill"}],
         "values": [{"predicate": "sea-state", "entry": [{"value": "calm", "expanded": "Calm", "numerical_value": 0}, {"value": "rough"}]}]}
        """;

    private const string Galaxy = """
        {"name": "Crews", "type": "crew", "description": "Made-up groups.", "version": 2,
         "values": [{"value": "Grey Heron", "uuid": "22222222-2222-4222-8222-222222222222", "description": "Fishes at night.",
                     "meta": {"synonyms": ["Night Fisher"], "refs": ["https://crews.example/heron"]}, "related": [{"dest-uuid": "33333333-3333-4333-8333-333333333333", "type": "similar"}]},
                    {"value": "Blue Crab", "uuid": "33333333-3333-4333-8333-333333333333"}]}
        """;

    [Fact]
    public async Task A_taxonomy_is_loaded_and_a_post_is_found_by_its_tag()
    {
        await using var ann = await browser.VisitAsync();
        await using var bob = await browser.VisitAsync();
        var officers = browser.Hub.Accounts.Where(a => a.Roles.Contains("officer", StringComparison.Ordinal)).Take(3).ToList();
        await ann.SignInAsync(officers[1]);
        await bob.SignInAsync(officers[2]);
        await ann.GoAsync("/officers/taxonomies");
        await LookAtAsync(ann, "broken.json", Taxonomy.Replace("\"drill\"", "\"Sea-State\"", StringComparison.Ordinal));
        await Assertions.Expect(ann.Page.GetByText("/predicates/1")).ToBeVisibleAsync();
        await LoadAsync(ann, bob, "machinetag.json", Taxonomy, 1);
        await LoadAsync(ann, bob, "crew.json", Galaxy, 2);
        await CheckAsync(ann);

        await using var visitor = await browser.VisitAsync(who: Who.Member);
        var page = visitor.Page;
        await visitor.GoAsync("/share?kind=indicators");
        await page.FillAsync("#title", "Boats at the quay");
        await page.FillAsync("#body", "The Night Fisher came again.");
        await page.GetByLabel("misp-galaxy:crew=\"Grey Heron\"").CheckAsync();
        await page.FillAsync("#tags", "quay, harbour:sea-state=\"calm\", harbour:sea-state=\"rough\"");
        await page.CheckAsync("input[name=label][value='Green']", new() { Force = true });
        await page.CheckAsync("input[name=audience][value=community]");
        await Assertions.Expect(page.Locator("#commit-at")).ToContainTextAsync("TLP:GREEN");
        Assert.Empty(await visitor.ViolationsAsync());
        await page.ClickAsync("#share-it");
        // Two values of what takes one are refused, and all stays as it was typed.
        await page.GetByText("they exclude each other").First.WaitForAsync();
        Assert.Equal("quay, harbour:sea-state=\"calm\", harbour:sea-state=\"rough\", misp-galaxy:crew=\"Grey Heron\"", await page.InputValueAsync("#tags"));
        await page.FillAsync("#tags", "quay, harbour:sea-state=\"calm\", misp-galaxy:crew=\"Grey Heron\"");
        await page.ClickAsync("#share-it");
        await Assertions.Expect(page.Locator(".doc-tags")).ToContainTextAsync("misp-galaxy:crew=\"Grey Heron\"");

        await visitor.GoAsync("/taxonomies");
        await CheckAsync(visitor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Harbour watch" }).ClickAsync();
        await CheckAsync(visitor);
        await page.GetByRole(AriaRole.Link, new() { Name = "harbour:sea-state=\"calm\": 1" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Boats at the quay").First).ToBeVisibleAsync();
        await visitor.GoAsync("/galaxies/crew?q=fisher");
        await CheckAsync(visitor);
        await page.GetByRole(AriaRole.Link, new() { Name = "Grey Heron", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[aria-labelledby=tagged]")).ToContainTextAsync("Boats at the quay");
        await Assertions.Expect(page.Locator("[aria-labelledby=related]")).ToContainTextAsync("Blue Crab");
        await CheckAsync(visitor);
        await visitor.GoAsync("/intelligence?label=TLP:GREEN&tag=quay");
        await Assertions.Expect(page.Locator(".filters")).ToContainTextAsync("quay");
        var pick = page.Locator("details.pick").First;
        await pick.Locator("summary").ClickAsync();
        foreach (var choice in await pick.Locator("li").AllAsync())
        {
            Assert.True((await choice.BoundingBoxAsync())!.Height >= 24);
        }

        // While it is open it lies on what stands below.
        await pick.Locator("summary").ClickAsync();
        await CheckAsync(visitor);
    }

    private static async Task LoadAsync(Visitor ann, Visitor bob, string name, string json, int count)
    {
        await ann.GoAsync("/officers/elevations?act=change-settings");
        await ann.Page.FillAsync("#reason", "To load " + name);
        await ann.Page.ClickAsync("form:has(#reason) button");
        await bob.GoAsync("/officers/elevations");
        await bob.Page.Locator("button[formaction*=Grant]").First.ClickAsync();
        await ann.GoAsync("/officers/taxonomies");
        await LookAtAsync(ann, name, json);
        await CheckAsync(ann);
        await ann.Page.ClickAsync("button[formaction*=Load]");
        await Assertions.Expect(ann.Page.Locator("table button[formaction*=Remove]")).ToHaveCountAsync(count);
    }

    private static async Task LookAtAsync(Visitor ann, string name, string json)
    {
        await ann.Page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(json) });
        await ann.Page.ClickAsync("form:has(#file) button[type=submit]");
    }

    private static async Task CheckAsync(Visitor visitor)
    {
        foreach (var look in Look.All.Where(l => l.Language == "en"))
        {
            await visitor.LookAsync(look);
            Assert.Empty(await visitor.ViolationsAsync());
            Assert.False(await visitor.ScrollsSidewaysAsync());
        }
    }
}
