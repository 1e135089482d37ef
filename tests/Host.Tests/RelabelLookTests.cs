using System.Net;
using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>W1 at a change too: who will read it is shown first, and looking changes nothing.</summary>
public sealed class RelabelLookTests
{
    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Who_will_read_it_is_shown_before_label_and_audience_change(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var uid = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:GREEN", audience = new[] { "community" }, title = "Seen?", body = "Seen." });
        var page = $"/items/{uid}/label";
        using var looked = await mei.SendAsync(page, await mei.ReadAsync(page), ("label", "Clear"), ("audience", "public"), ("act", "look"));
        var shown = await looked.Content.ReadAsStringAsync();
        Assert.Contains("id=\"readers\"", shown, StringComparison.Ordinal);
        Assert.Contains("Everybody", shown, StringComparison.Ordinal);
        Assert.Equal("TLP:GREEN", (await mei.ReadByKeyAsync(uid)).GetProperty("label").GetString());
        using var changed = await mei.SendAsync(page, shown, ("label", "Clear"), ("audience", "public"));
        Assert.Equal("TLP:CLEAR", (await mei.ReadByKeyAsync(uid)).GetProperty("label").GetString());
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task An_administrator_keeps_readers_of_whom_they_are_not_told(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "HIDDEN");
        using var ho = await Member.JoinAsync(hub, "Ho");
        await RaiseAsync(hub);
        await hub.Get<Database>().WriteAsync(
            async tx =>
            {
                await tx.RunAsync("update circle set listed = 0", default);
                await tx.RunAsync("update circle_member set person_id = (select id from person where uid = 'MEI')", default);
                await tx.RunAsync("update person set org_id = (select org_id from person where uid = 'MEI'), roles = @roles where uid = 'HO'", default, ("roles", Roles.Administrator));
            },
            default);
        var uid = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:AMBER", audience = (string[])["circle:HIDDEN", "organisation:MEI"], title = "Seen?", body = "Seen." });
        var path = $"/items/{uid}/label";
        var page = await ho.ReadAsync(path);
        Assert.DoesNotContain("HIDDEN", page, StringComparison.Ordinal);
        Assert.Contains("value=\"others\" checked", page, StringComparison.Ordinal);
        using var looked = await ho.SendAsync(path, page, ("label", "AmberStrict"), ("audience", "others"), ("audience", "organisation:MEI"), ("act", "look"));
        var shown = await looked.Content.ReadAsStringAsync();
        Assert.Contains("and others", shown, StringComparison.Ordinal);
        Assert.Contains("one organisation with 2 persons", shown, StringComparison.Ordinal);
        using var changed = await ho.SendAsync(path, shown, ("label", "AmberStrict"), ("audience", "others"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal("TLP:AMBER+STRICT", (await mei.ReadByKeyAsync(uid)).GetProperty("label").GetString());
        Assert.Contains("value=\"circle:HIDDEN\" checked", await mei.ReadAsync(path), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_was_chosen_is_there_again_after_a_fresh_proof(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        await RaiseAsync(hub);
        var uid = await mei.ShareByKeyAsync(new { kind = "question", label = "TLP:AMBER", audience = (string[])["organisation:HO"], title = "Seen?", body = "Seen." });
        var path = $"/items/{uid}/label";
        var page = await mei.ReadAsync(path);
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update session set strong_at = 1", default), default);
        using var stale = await mei.SendAsync(path, page, ("label", "Red"), ("audience", "person:HO"));
        var back = Uri.UnescapeDataString(stale.Headers.Location!.OriginalString["/confirm?back=".Length..]);
        Assert.Equal(path + "?label=TLP%3ARED&audience=person%3AHO", back);
        var again = await mei.ReadAsync(back);
        Assert.Contains("value=\"person:HO\" checked", again, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"organisation:HO\" checked", again, StringComparison.Ordinal);
        Assert.Matches("value=\"Red\"[^>]*checked|checked[^>]*value=\"Red\"", again);
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update session set strong_at = @now", default, ("now", tx.Now)), default);
        using var red = await mei.SendAsync(path, again, ("label", "Red"), ("audience", "person:HO"));
        Assert.Equal("/items/" + uid, red.Headers.Location?.OriginalString);
    }

    /// <summary>Keys up to TLP:AMBER+STRICT.</summary>
    private static Task RaiseAsync(RunningHub hub) =>
        hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update api_key set ceiling = 3, networks = '127.0.0.0/8 ::1/128'", default), default);
}
