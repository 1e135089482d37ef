using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>Law H4 by pages: a report, and what officers do about it without reading the item.</summary>
public sealed class ModerationTests
{
    private const string Title = "PINEAPPLE customers";

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task A_report_leads_two_officers_to_hide_an_item_that_neither_reads(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKING");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKING");
        using var other = await Member.JoinAsync(hub, "Other");
        using var kim = await OfficerAsync(hub, "Kim");
        using var lau = await OfficerAsync(hub, "Lau");
        var (_, item) = await mei.ShareByPageAsync(("kind", "question"), ("label", "Amber"), ("audience", "circle:BANKING"), ("title", Title), ("body", "PINEAPPLE body"));
        var uid = item["/items/".Length..];

        await NotThereAsync(other, kim, uid);
        using var reported = await ho.SendAsync(item + "?handler=Report", await ho.ReadAsync(item), ("text", "It names <b>a person</b>."));
        Assert.Equal(HttpStatusCode.Redirect, reported.StatusCode);
        Assert.Contains($"Ho (Bank of Ho) reports the item IH-{uid}", await ToldAsync(kim), StringComparison.Ordinal);
        var waiting = await PlainAsync(kim, "/officers/items");
        Assert.Contains("It names &lt;b&gt;a person&lt;/b&gt;.", waiting, StringComparison.Ordinal);
        Assert.Contains("TLP:AMBER", waiting, StringComparison.Ordinal);

        using var refused = await kim.SendAsync("/officers/items", waiting, ("act", "hide"), ("item", "IH-" + uid.ToLowerInvariant()), ("reason", "Personal data"));
        var again = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains($"href=\"/officers/elevations?act=hide&amp;target={uid}\"", again, StringComparison.Ordinal);
        Assert.Contains("value=\"Personal data\"", again, StringComparison.Ordinal);
        await GrantAsync(kim, lau, "hide", uid);
        Assert.Contains("Granted to you", await PlainAsync(kim, "/officers/items"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await ActAsync(kim, "hide", uid));

        using var gone = await ho.GetAsync(item);
        var tombstone = await gone.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("Personal data", tombstone, StringComparison.Ordinal);
        Assert.DoesNotContain("PINEAPPLE", tombstone, StringComparison.Ordinal);
        var hidden = await hub.Client.GetStringAsync("/hidden");
        Assert.Contains("Personal data", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("PINEAPPLE", hidden, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(kim, "unhide", uid));
        await GrantAsync(kim, lau, "unhide", uid);
        Assert.Equal(HttpStatusCode.SeeOther, await ActAsync(kim, "unhide", uid));
        Assert.Contains(Title, await ho.ReadAsync(item), StringComparison.Ordinal);

        var report = Regex.Match(waiting, "name=\"report\" value=\"([^\"]+)\"").Groups[1].Value;
        using var done = await kim.SendAsync("/officers/items?handler=Done", waiting, ("report", report));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Contains("No report waits.", await PlainAsync(lau, "/officers/items"), StringComparison.Ordinal);
        await PlainAsync(lau, "/inbox");
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Who_leaves_withdraws_by_a_link_and_two_officers_withdraw_what_is_left(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKING");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKING");
        using var kim = await OfficerAsync(hub, "Kim");
        using var lau = await OfficerAsync(hub, "Lau");
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update person set roles = 1 where name = 'Mei'", default), default);
        var items = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            items.Add((await mei.ShareByPageAsync(("kind", "question"), ("label", "Amber"), ("audience", "circle:BANKING"), ("title", Title), ("body", "PINEAPPLE body"))).Item["/items/".Length..]);
        }

        using var left = await mei.SendAsync("/organisation?handler=Leave", await mei.ReadAsync("/organisation"), ("sure", "true"));
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        var link = left.Headers.Location!.ToString();
        Assert.StartsWith("/departed/", link, StringComparison.Ordinal);
        var page = await PlainAsync(mei, link);
        Assert.Contains("Bank of Mei has left", page, StringComparison.Ordinal);
        Assert.All(items, uid => Assert.Contains("IH-" + uid, page, StringComparison.Ordinal));
        using var withdrawn = await mei.SendAsync(link, page, ("item", items[0]), ("reason", "We left"));
        Assert.DoesNotContain("value=\"" + items[0], await withdrawn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var gone = await ho.GetAsync("/items/" + items[0]);
        Assert.Contains("We left", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var unknown = await hub.Client.GetAsync(new Uri("/departed/" + new string('a', 43), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        await GrantAsync(kim, lau, "withdraw", items[1]);
        var waiting = await PlainAsync(kim, "/officers/items");
        Assert.Contains("action=\"/officers/items?handler=Orphan\"", waiting, StringComparison.Ordinal);
        using var done = await kim.SendAsync("/officers/items?handler=Orphan", waiting, ("act", "withdraw"), ("item", items[1]), ("reason", "Nobody is left"));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Contains("Withdrawn, as nobody of its originator is left", await hub.Client.GetStringAsync("/hidden"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_reports_once_however_often_it_sends()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        using var kim = await OfficerAsync(hub, "Kim");
        var uid = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = Title });
        for (var times = 0; times < 2; times++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/posts/{uid}/reports") { Content = JsonContent.Create(new { text = "It names a person." }) };
            request.Headers.Add("Idempotency-Key", "a-report-of-a-test");
            using var answer = await ho.Machine.SendAsync(request);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        Assert.Single(Regex.Matches(await kim.ReadAsync("/officers/items"), "name=\"report\""));
    }

    /// <summary>Who may not read it gets the same as for what is not there; being an officer changes nothing.</summary>
    private static async Task NotThereAsync(Member other, Member officer, string uid)
    {
        foreach (var who in (Member[])[other, officer])
        {
            using var page = await who.SendAsync($"/items/{uid}?handler=Report", await who.ReadAsync("/share"), ("text", "It names a person."));
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            using var there = await who.Machine.PostAsJsonAsync($"/api/v1/posts/{uid}/reports", new { text = "It names a person." });
            using var absent = await who.Machine.PostAsJsonAsync("/api/v1/posts/00000-00000/reports", new { text = "It names a person." });
            Assert.Equal((HttpStatusCode.NotFound, await absent.Content.ReadAsStringAsync()), (there.StatusCode, await there.Content.ReadAsStringAsync()));
        }
    }

    private static async Task GrantAsync(Member asks, Member grants, string act, string uid)
    {
        using var asked = await asks.SendAsync("/officers/elevations", await asks.ReadAsync("/officers/elevations"), ("act", act), ("target", uid), ("reason", "reported"));
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var page = await PlainAsync(grants, "/officers/elevations");
        using var granted = await grants.SendAsync(
            "/officers/elevations?handler=Grant", page, ("elevation", Regex.Match(page, "name=\"elevation\" value=\"([^\"]+)\"").Groups[1].Value));
        Assert.Equal(HttpStatusCode.SeeOther, granted.StatusCode);
    }

    private static async Task<HttpStatusCode> ActAsync(Member officer, string act, string uid)
    {
        using var answer = await officer.SendAsync("/officers/items", await officer.ReadAsync("/officers/items"), ("act", act), ("item", uid), ("reason", "Personal data"));
        Assert.DoesNotContain("PINEAPPLE", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return answer.StatusCode;
    }

    /// <summary>A page of an officer, who is no reader: nothing of the item stands on it.</summary>
    private static async Task<string> PlainAsync(Member officer, string path)
    {
        var page = await officer.ReadAsync(path);
        Assert.DoesNotContain("PINEAPPLE", page, StringComparison.Ordinal);
        return page;
    }

    /// <summary>The inbox once the outbox has been heard.</summary>
    private static async Task<string> ToldAsync(Member officer)
    {
        for (var tries = 0; ; tries++)
        {
            var inbox = await PlainAsync(officer, "/inbox");
            if (inbox.Contains("reports the item", StringComparison.Ordinal) || tries == 300)
            {
                return inbox;
            }

            await Task.Delay(100);
        }
    }

    private static async Task<Member> OfficerAsync(RunningHub hub, string name)
    {
        var member = await Member.JoinAsync(hub, name);
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update person set roles = 2 where name = @name", default, ("name", name)), default);
        return member;
    }
}
