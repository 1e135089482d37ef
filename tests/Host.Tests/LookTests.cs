using System.Net;
using System.Text.RegularExpressions;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>The live parts of the page of sharing, as its script asks for them.</summary>
public sealed class LookTests
{
    private static readonly (string, string)[] Post =
        [("kind", "question"), ("label", "Green"), ("audience", "community"), ("title", "Who saw this?"), ("body", "At https://bad.example/x,\nsaid A123456(3)"), ("attribution", "named")];

    [Fact]
    public async Task A_look_answers_the_pages_own_parts_and_leaves_nothing_behind()
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var page = await mei.ReadAsync("/share");
        var (items, acts) = (await hub.Get<Database>().ReadAsync(s => s.NumberAsync("select count(*) from item", default), default), await hub.Get<Database>().ReadAsync(s => s.NumberAsync("select count(*) from audit", default), default));
        using var looked = await mei.SendAsync("/share?handler=Look", page, Post);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        var parts = WebUtility.HtmlDecode(await looked.Content.ReadAsStringAsync());
        foreach (var part in (string[])["hxxps<span>[:]", "Line 2: this looks like personal data", "column 6", "Share TLP:GREEN with", "id=\"readers\"", "It holds what looks like personal data"])
        {
            Assert.Contains(part.Split('<')[0], parts, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<html", parts, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", parts, StringComparison.Ordinal);
        Assert.Equal(items, await hub.Get<Database>().ReadAsync(s => s.NumberAsync("select count(*) from item", default), default));
        Assert.Equal(acts, await hub.Get<Database>().ReadAsync(s => s.NumberAsync("select count(*) from audit", default), default));
        Assert.DoesNotContain("bad.example", hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A123456", hub.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_step_without_script_shows_the_same_parts()
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var page = await mei.ReadAsync("/share");
        using var previewed = await mei.SendAsync("/share", page, [.. Post, ("act", "preview")]);
        using var looked = await mei.SendAsync("/share?handler=Look", page, [.. Post, ("asked", "true")]);
        var (whole, parts) = (await previewed.Content.ReadAsStringAsync(), await looked.Content.ReadAsStringAsync());
        var found = Regex.Matches(parts, "<div id=\"([^\"]+)\" data-live>(.*?)(?=\\s*</div>\\s*(<div id=\"[^\"]+\" data-live>|$))", RegexOptions.Singleline);
        Assert.True(found.Count >= 12, parts);
        foreach (Match part in found)
        {
            var at = whole.IndexOf($"id=\"{part.Groups[1].Value}\"", StringComparison.Ordinal);
            Assert.True(at > 0 && Tight(whole[at..]).Contains(Tight(part.Groups[2].Value), StringComparison.Ordinal), part.Groups[1].Value);
        }

        static string Tight(string html) => Regex.Replace(html, "\\s+", " ").Trim();
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        foreach (var handler in (string[])["Look", "Save", "Attach", "Take", "Find"])
        {
            using var refused = await mei.SendAsync("/share?handler=" + handler, "", Post);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Readers_who_changed_after_they_were_shown_are_shown_again_once()
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var previewed = await mei.SendAsync("/share", await mei.ReadAsync("/share"), [.. Post, ("act", "preview")]);
        var page = await previewed.Content.ReadAsStringAsync();
        using var ho = await Member.JoinAsync(hub, "Ho");
        using var again = await mei.SendAsync("/share", page, [.. Post, ("told", ToldIn(page)), ("act", "share")]);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var shown = await again.Content.ReadAsStringAsync();
        Assert.Contains("Who will read it is not what was shown", shown, StringComparison.Ordinal);
        Assert.Contains("value=\"Who saw this?\"", shown, StringComparison.Ordinal);
        Assert.NotEqual(ToldIn(page), ToldIn(shown));
        using var shared = await mei.SendAsync("/share", shown, [.. Post, ("told", ToldIn(shown)), ("act", "share")]);
        Assert.Equal(HttpStatusCode.Redirect, shared.StatusCode);

        static string ToldIn(string html) => Regex.Match(html, "name=\"told\" value=\"([^\"]+)\"").Groups[1].Value;
    }

    [Fact]
    public async Task A_text_of_the_largest_size_is_looked_at()
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var body = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"198.51.{i / 250}.{i % 250} seen\n"));
        using var looked = await mei.SendAsync("/share?handler=Look", await mei.ReadAsync("/share"), ("body", body[..200_000]));
        var parts = await looked.Content.ReadAsStringAsync();
        Assert.Equal(300, Regex.Count(parts, "name=\"kept\""));
        Assert.Matches("and [\\d,]+ more, which all go out", parts);
    }
}
