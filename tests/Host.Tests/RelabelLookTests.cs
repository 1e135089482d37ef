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
}
