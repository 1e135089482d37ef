namespace Infohub.Web.Tests;

/// <summary>Not a check: <c>./test screens</c> takes a picture of every page, as each sees it who can get there.</summary>
[Collection(InBrowser.Name)]
public sealed class Screens(Browser browser)
{
    [Fact(Explicit = true)]
    public async Task Take_pictures()
    {
        var folder = Environment.GetEnvironmentVariable("INFOHUB_SCREENS") ?? Path.Combine(HubProcess.Root, "screens");
        foreach (var (who, look) in from who in Enum.GetValues<Who>() from look in Look.All select (who, look))
        {
            await TakeAsync(look, who, folder);
        }
    }

    private async Task TakeAsync(Look look, Who who, string folder)
    {
        var places = await browser.PlacesAsync(who);
        await using var visitor = await browser.VisitAsync(look, who: who);
        var parts = (Environment.GetEnvironmentVariable("INFOHUB_SCREENS_OF") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var place in places)
        {
            var name = place == "/" ? "home" : string.Join('-', place.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries));
            if (parts.Length > 0 && !parts.Any(part => name.Contains(part, StringComparison.Ordinal)))
            {
                continue;
            }

            await visitor.GoAsync(place);
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, who.ToString().ToLowerInvariant(), $"{name}-{look}.png"), FullPage = true });
        }
    }
}
