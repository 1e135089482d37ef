using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>A reader proposes to correct a value, and its originator accepts it, with and without script.</summary>
[Collection(InBrowser.Name)]
public sealed class ProposalJourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_proposes_a_correction_and_the_author_accepts_it(bool script)
    {
        await using var author = await browser.VisitAsync(new Look(Script: script), who: Who.Member);
        await author.GoAsync("/share");
        await author.Page.Locator("input[name=kind]").First.CheckAsync();
        await author.Page.FillAsync("#title", "A host with a slip of the pen, " + (script ? "twice" : "once"));
        await author.Page.FillAsync("#body", "Seen at 198[.]18[.]44[.]4 all night.");
        await author.Page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        await author.Page.Locator("input[name=audience][value=community]").CheckAsync();
        await author.Page.ClickAsync("button[value=preview]");
        await author.Page.ClickAsync("button[value=share]");
        await Assertions.Expect(author.Page).ToHaveURLAsync(new Regex("/items/"));
        var item = new Uri(author.Page.Url).AbsolutePath;

        await using var reader = await browser.VisitAsync(new Look(Script: script), who: Who.Administrator);
        await reader.GoAsync(item);
        await reader.Page.ClickAsync("#acts a[href$='/proposals']");
        await reader.Page.FillAsync("#value", "198[.]18[.]44[.]4");
        await reader.Page.FillAsync("#to", "not a value");
        await reader.Page.FillAsync("#reason", "Our proxy has hxxp://198.18.44.40/x.");
        await reader.Page.ClickAsync("#propose button[type=submit]");
        // Refused, and typed as it was.
        await reader.Page.GetByText("Give the one value that is to stand in its place.").First.WaitForAsync();
        Assert.Equal("Our proxy has hxxp://198.18.44.40/x.", await reader.Page.InputValueAsync("#reason"));
        await reader.Page.FillAsync("#to", "198[.]18[.]44[.]40");
        await reader.Page.ClickAsync("#propose button[type=submit]");
        await reader.Page.GetByText("Your proposal is with the originator.").WaitForAsync();
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync("hxxp://198[.]18[.]44[.]40/x");
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToHaveCountAsync(1);

        await author.GoAsync(item + "/sightings");
        await author.Page.ClickAsync("a:has-text('Accept or answer')");
        await author.Page.ClickAsync("details > summary:has-text('What changes in the text')");
        if (script)
        {
            foreach (var look in Look.All.Where(l => l.Language == "en"))
            {
                await author.LookAsync(look);
                Assert.Empty(await author.ViolationsAsync());
                Assert.False(await author.ScrollsSidewaysAsync());
            }
        }

        await author.Page.ClickAsync("button:has-text('Accept and make a new version')");
        await author.Page.GetByText("It is corrected: its readers have the newer version.").WaitForAsync();
        await reader.GoAsync(item);
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync("Seen at 198[.]18[.]44[.]40 all night.");
        await reader.GoAsync(item + "/proposals");
        await Assertions.Expect(reader.Page.Locator("main")).ToContainTextAsync("accepted");
        if (script)
        {
            Assert.Empty(await reader.ViolationsAsync());
        }
    }
}
