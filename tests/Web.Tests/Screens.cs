namespace Infohub.Web.Tests;

/// <summary>Not a check: <c>./test screens</c> takes a picture of every page, as strangers and as a member see them.</summary>
[Collection(InBrowser.Name)]
public sealed class Screens(Browser browser)
{
    [Fact(Explicit = true)]
    public async Task Take_pictures()
    {
        var folder = Environment.GetEnvironmentVariable("INFOHUB_SCREENS") ?? Path.Combine(HubProcess.Root, "screens");
        foreach (var look in Look.All)
        {
            await TakeAsync(look, "stranger", null, folder);
            if (browser.Hub.Accounts.Count > 0)
            {
                await TakeAsync(look, "member", browser.Hub.Accounts[0], folder);
            }
        }
    }

    private async Task TakeAsync(Look look, string who, Account? account, string folder)
    {
        await using var visitor = await browser.VisitAsync(look);
        if (account is not null)
        {
            await visitor.SignInAsync(account);
        }

        foreach (var place in await browser.PlacesAsync(visitor, account is not null))
        {
            await visitor.GoAsync(place);
            var name = place == "/" ? "home" : string.Join('-', place.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries));
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, who, $"{name}-{look}.png"), FullPage = true });
        }
    }
}
