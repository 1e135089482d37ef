using System.Diagnostics;

namespace Infohub.Web.Tests;

/// <summary>From an empty machine to a warning that somebody else reads: every press and every field counts.</summary>
[Collection(InBrowser.Name)]
public sealed class FirstMinutesTests(Browser browser, ITestOutputHelper output)
{
    /// <summary>Measured: 15 presses of a button or a link and 27 fields, by two officers and one member. A step more has to be worth it.</summary>
    private const int MostPresses = 15;
    private const int MostFields = 27;

    private static readonly Look Plain = new(Script: false);
    private int presses;
    private int fields;

    [Fact]
    public async Task A_community_lives_after_few_steps()
    {
        await using var hub = await HubProcess.StartAsync("--empty");
        var watch = Stopwatch.StartNew();
        await using var first = await browser.VisitAsync(Plain, hub);
        await first.GoAsync(await hub.SetUpAddressAsync());
        await FillAsync(first, ("#name-en", "Harbour Watch"), ("#operator", "Harbour CERT"), ("#firstName", "Ada"), ("#firstEmail", "ada@cert.example"), ("#secondName", "Ben"), ("#secondEmail", "ben@cert.example"));
        await PressAsync(first, "main button[type=submit].btn-primary");
        var links = await first.Page.EvalOnSelectorAllAsync<string[]>("main dd a", "all => all.map(a => a.href)");

        await EnterAsync(first, links[0]);
        await using var second = await browser.VisitAsync(Plain, hub);
        await EnterAsync(second, links[1]);

        // The tour leads an officer to the first steps, and these to the organisations.
        await PressAsync(first, "main .notice a[href='/officers/start']");
        Assert.Contains("3 of 9", await first.Page.InnerTextAsync("main .page-head >> nth=1"), StringComparison.Ordinal);
        await PressAsync(first, "main .first-steps a[href='/officers']");
        await FillAsync(first, ("#name", "Harbour Bank"));
        await first.Page.SelectOptionAsync("#participant", "critical-infrastructure");
        fields++;
        await CheckAsync(first, "input[name=sectors] >> nth=0");
        await CheckAsync(first, "input[name=active]");
        await PressAsync(first, "main form:has(#name) button[type=submit]");
        await FillAsync(first, ("form:has(#email) #name", "Mei"), ("#email", "mei@bank.example"));
        await CheckAsync(first, "form:has(#email) input[name=administrator]");
        await PressAsync(first, "main form:has(#email) button[type=submit]");
        var invitation = (await first.Page.InnerTextAsync("main .notice code")).Trim();

        await using var member = await browser.VisitAsync(Plain, hub);
        await EnterAsync(member, invitation);
        await PracticeAsync(member);

        await PressAsync(member, "main a.btn-primary[href='/share']");
        await FillAsync(member, ("#title", "Parcel messages lead to a false sign-in page"), ("#body", "Seen since Monday: https://parcel-desk.example/track"));
        await CheckAsync(member, "input[name=kind] >> nth=0");
        await CheckAsync(member, "input[name=label][value='Green']");
        await CheckAsync(member, "input[name=audience][value=community]");
        await PressAsync(member, "button[value=preview]");
        await member.Page.Locator("#readers").WaitForAsync();
        await PressAsync(member, "button[value=share]");

        await first.GoAsync("/");
        await PressAsync(first, "main .item-title a >> nth=0");
        Assert.Contains("hxxps://parcel-desk[.]example/track", await first.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        output.WriteLine($"{presses} presses, {fields} fields, {watch.Elapsed.TotalSeconds:N1} s by machine");
        Assert.InRange(presses, 10, MostPresses);
        Assert.InRange(fields, 20, MostFields);

        await first.GoAsync("/officers/start");
        Assert.Contains("6 of 9", await first.Page.InnerTextAsync("main .page-head >> nth=1"), StringComparison.Ordinal);
        await first.GoAsync("/");
        Assert.Equal(1, await first.Page.Locator("main a[href='/officers/start']").CountAsync());
        await first.GoAsync("/officers/start");
        await first.Page.ClickAsync("form[action$='handler=Close'] button");
        await first.GoAsync("/");
        Assert.Equal(0, await first.Page.Locator("main a[href='/officers/start']").CountAsync());
    }

    /// <summary>Not counted: who is in a hurry goes on at once.</summary>
    private static async Task PracticeAsync(Visitor member)
    {
        var page = member.Page;
        await page.Locator("input[name=label][value='Green']").CheckAsync(new() { Force = true });
        await page.CheckAsync("input[name=audience][value=community]");
        await page.ClickAsync("button[formaction$='handler=Look']");
        Assert.Contains("Harbour CERT", await page.InnerTextAsync(".reader-list"), StringComparison.Ordinal);
        await page.Locator("input[name=label][value='Red']").CheckAsync(new() { Force = true });
        await page.ClickAsync("button[formaction$='handler=Look']");
        await page.Locator("#refusal").WaitForAsync();
        await member.GoAsync("/");
        Assert.Equal(0, await page.Locator("main .item").CountAsync());
        await member.GoAsync("/drafts");
        Assert.Equal(0, await page.Locator("main .item").CountAsync());

        await member.GoAsync("/welcome-tour");
        await page.Locator("input[name=label][value='Amber']").CheckAsync(new() { Force = true });
        await page.ClickAsync("button[formaction$='handler=Keep']");
        Assert.Contains("draft=", page.Url, StringComparison.Ordinal);
        Assert.StartsWith("Practice", await page.InputValueAsync("#title"), StringComparison.Ordinal);
        await member.GoAsync("/welcome-tour");
    }

    private async Task EnterAsync(Visitor visitor, string link)
    {
        await visitor.GoAsync(link);
        var secret = (await visitor.Page.InnerTextAsync("main .step code")).Trim();
        await FillAsync(visitor, ("#password", "nine slow tramways"), ("#code", new Account("", "", secret, "").Code(DateTimeOffset.UtcNow)));
        await CheckAsync(visitor, "form:has(#password) input[name=terms]");
        await PressAsync(visitor, "form:has(#password) button[type=submit]");
        await PressAsync(visitor, "main a.btn-primary[href='/welcome-tour']");
    }

    private async Task PressAsync(Visitor visitor, string what)
    {
        presses++;
        await visitor.Page.ClickAsync(what);
    }

    private async Task CheckAsync(Visitor visitor, string what)
    {
        fields++;
        await visitor.Page.Locator(what).CheckAsync(new() { Force = true });
    }

    private async Task FillAsync(Visitor visitor, params (string Field, string Text)[] texts)
    {
        foreach (var (field, text) in texts)
        {
            fields++;
            await visitor.Page.FillAsync(field, text);
        }
    }
}
