using System.Net;
using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>A form that is refused comes again as it was typed; one that asks for a fresh proof too.</summary>
public sealed class RefusedTypingTests
{
    [Fact]
    public async Task A_key_that_is_refused_or_asks_for_a_proof_comes_back_as_it_was_typed()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        (string, string)[] fields = [("keyName", "Firewall"), ("scopes", "2"), ("networks", "not a network"), ("days", "30"), ("circlesOnly", "true")];
        var page = await mei.ReadAsync("/keys");
        Assert.Matches("name=\"scopes\" value=\"1\" checked", page);
        var refused = await RefusedAsync(mei, "/keys", page, fields);
        Holds(refused, "name=\"keyName\" value=\"Firewall\"", "name=\"networks\" value=\"not a network\"", "name=\"scopes\" value=\"2\" checked", "value=\"30\"", "name=\"circlesOnly\" value=\"true\" checked");
        Assert.DoesNotContain("name=\"scopes\" value=\"1\" checked", refused, StringComparison.Ordinal);

        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update session set strong_at = 1", default), default);
        (fields[2], fields[4]) = (("networks", "192.0.2.0/24"), ("circles", ""));
        var unproved = await RefusedAsync(mei, "/keys", page, fields);
        Holds(unproved, "name=\"keyName\" value=\"Firewall\"", "name=\"networks\" value=\"192.0.2.0/24\"", "<a href=\"/confirm\" target=\"_blank\"");
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update session set strong_at = @now", default, ("now", tx.Now)), default);
        using var made = await mei.SendAsync("/keys", unproved, fields);
        var done = await made.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.DoesNotContain("name=\"keyName\" value=\"Firewall\"", done, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_administrator_writes_for_the_organisation_comes_back()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await JoinAsync(hub, "Mei", Roles.Administrator);
        var page = await mei.ReadAsync("/organisation");
        Holds(await RefusedAsync(mei, "/organisation?handler=Invite", page, ("name", "Lee"), ("email", "no address"), ("administrator", "true")),
            "name=\"name\" value=\"Lee\"", "value=\"no address\"", "name=\"administrator\" value=\"true\" checked");
        var about = "We guard <harbours> " + new string('x', 4000);
        Holds(await RefusedAsync(mei, "/organisation?handler=About", page, ("about", about)), ">" + about + "</textarea>");
        Holds(await RefusedAsync(mei, "/organisation?handler=Key", page, ("keyName", "SIEM"), ("networks", "nowhere"), ("days", "7")), "value=\"SIEM\"", "value=\"nowhere\"", "value=\"7\"");
    }

    [Fact]
    public async Task What_an_officer_writes_comes_back()
    {
        await using var hub = await RunningHub.StartAsync();
        using var kim = await JoinAsync(hub, "Kim", Roles.Officer);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var reason = "It names a person" + new string('!', 500);
        Holds(await RefusedAsync(kim, "/officers/elevations", await kim.ReadAsync("/officers/elevations"), ("act", "hide"), ("target", "NOSUC-HITEM"), ("reason", reason)),
            "value=\"NOSUC-HITEM\"", $"value=\"{reason}\"");
        Holds(
            await RefusedAsync(
                kim, "/officers/settings", await kim.ReadAsync("/officers/settings"),
                ("names[en]", "Harbour hub"), ("languages", "zh-Hans"), ("trustedSites", "a.example\nb.example"), ("terms[en]", "Be kind to <each other>.")),
            "value=\"Harbour hub\"", "value=\"zh-Hans\" checked", ">a.example\nb.example</textarea>", "Be kind to <each other>.</textarea>");
        Holds(await RefusedAsync(kim, "/organisations/MEI?handler=Edit", await kim.ReadAsync("/organisations/MEI"), ("orgName", "New name"), ("nameZh", ""), ("seats", "0"), ("sectors", "finance")),
            "value=\"New name\"", "name=\"seats\" type=\"number\" min=\"1\" max=\"1000\" value=\"0\"");
    }

    [Fact]
    public async Task An_owners_settings_of_a_circle_come_back()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKING");
        await hub.Get<Database>().WriteAsync(
            tx => tx.RunAsync("insert into circle_owner(circle_id, person_id, org_id) select c.id, p.id, p.org_id from circle c, person p where p.uid = 'MEI'", default), default);
        var page = await mei.ReadAsync("/circles/BANKING");
        Holds(await RefusedAsync(mei, "/circles/BANKING?handler=Settings", page, ("name", ""), ("nameZh", "銀行"), ("charter", "We share early."), ("joining", "1")),
            "value=\"銀行\"", ">We share early.</textarea>");
    }

    [Fact]
    public async Task A_correction_and_a_reply_at_red_wait_for_the_proof()
    {
        await using var hub = await RunningHub.StartAsync();
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var (_, item) = await mei.ShareByPageAsync(("kind", "question"), ("label", "Red"), ("audience", "person:HO"), ("title", "A title"), ("body", "A body"));
        var (edit, read) = (await mei.ReadAsync(item + "/edit"), await ho.ReadAsync(item));
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update session set strong_at = 1", default), default);
        Holds(await AnswerAsync(mei, item + "/edit", edit, ("version", "1"), ("title", "Another title"), ("body", "Seen again")), "value=\"Another title\"", ">Seen again</textarea>", "target=\"_blank\"");
        Holds(await AnswerAsync(ho, item + "?handler=Comment", read, ("text", "Seen here too")), "readonly>Seen here too</textarea>", "target=\"_blank\"");
        using var bare = await mei.SendAsync(item + "?handler=Name", edit, ("attribution", "named"));
        Assert.StartsWith("/confirm", bare.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Member> JoinAsync(RunningHub hub, string name, Roles roles)
    {
        var member = await Member.JoinAsync(hub, name);
        await hub.Get<Database>().WriteAsync(
            tx => tx.RunAsync("update person set roles = @roles where uid = @uid", default, ("roles", roles), ("uid", name.ToUpperInvariant())), default);
        return member;
    }

    private static async Task<string> RefusedAsync(Member who, string path, string page, params (string Name, string Value)[] fields)
    {
        using var answer = await who.SendAsync(path, page, fields);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path}: {answer.StatusCode} {answer.Headers.Location}");
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> AnswerAsync(Member who, string path, string page, params (string Name, string Value)[] fields)
    {
        using var answer = await who.SendAsync(path, page, fields);
        return await answer.Content.ReadAsStringAsync();
    }

    private static void Holds(string page, params string[] parts)
    {
        var plain = WebUtility.HtmlDecode(page);
        Assert.All(parts, part => Assert.Contains(part, plain, StringComparison.Ordinal));
    }
}
