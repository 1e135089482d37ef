namespace Infohub.Web.Tests;

/// <summary>Whoever may come to a page finds the way to it by links, from the start.</summary>
[Collection(InBrowser.Name)]
public sealed class WayTests(Browser browser)
{
    /// <summary>Opened by a secret address, by another page's act, or by the browser itself.</summary>
    private static readonly string[] WithoutLink = ["/setup", "/welcome/{token}", "/departed/{token}", "/confirm", "/error/{status:int?}", "/offline"];

    /// <summary>Of one's own alone, or loaded by officers: there is a link where there is something.</summary>
    private static readonly string[] WhereThereIsOne = ["/items/{uid}/changes", "/items/{uid}/edit", "/items/{uid}/label", "/items/{uid}/record", "/people/{uid}/recovery", "/remotes/{uid}", "/import/{uid}", "/collections/{uid}", "/taxonomies/{name}", "/galaxies/{name}", "/galaxies/{name}/{cluster}"];

    [Fact]
    public async Task Every_page_is_reached_by_links()
    {
        var visitors = new List<Visitor>();
        foreach (var who in Enum.GetValues<Who>())
        {
            visitors.Add(await browser.VisitAsync(who: who));
        }

        var auditor = await browser.VisitAsync();
        visitors.Add(auditor);
        await auditor.SignInAsync(browser.Hub.Accounts.First(a => a.Roles.Contains("auditor", StringComparison.Ordinal)));
        var reached = await Task.WhenAll(visitors.Select(async visitor =>
        {
            await using (visitor)
            {
                return await Places.FromAsync(visitor, "/");
            }
        }));
        var lost = Places.Routes.Except(reached.SelectMany(r => r), StringComparer.Ordinal).Except(WithoutLink, StringComparer.Ordinal).Except(WhereThereIsOne, StringComparer.Ordinal).ToList();
        Assert.True(lost.Count == 0, "No link leads to: " + string.Join(", ", lost));
    }
}
