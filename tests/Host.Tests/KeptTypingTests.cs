using System.Net;
using Infohub.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Host.Tests;

/// <summary>The disk is full: what somebody typed comes back, and nothing was kept of it.</summary>
public sealed class KeptTypingTests
{
    private const string Sentence = "The store does not take or give data now. Nothing was changed.";
    private const string Typed = "Seen at 14:05 by <two> of us";

    [Fact]
    public async Task A_post_that_the_store_does_not_take_comes_back_as_it_was_typed()
    {
        var breaks = new RunningHub.Breaks();
        await using var hub = await RunningHub.StartAsync(s => s.AddSingleton<IFaults>(breaks));
        using var mei = await Member.JoinAsync(hub, "Mei");
        var page = await mei.ReadAsync("/share");
        // Whoever types for long was not seen for a while; that this cannot be written down either keeps nobody from the form.
        await hub.Get<Database>().WriteAsync(tx => tx.RunAsync("update session set seen_at = @then", default, ("then", tx.Now - (10 * Micros.Minute))), default);
        (string, string)[] fields = [("kind", "question"), ("label", "Green"), ("audience", "community"), ("title", "A long title"), ("body", Typed), ("references", "https://a.example/b")];
        breaks.Next = new IOException("no space left");
        foreach (var act in (string[])["share", "draft"])
        {
            var form = await LostAsync(mei, "/share", page, [.. fields, ("act", act)]);
            Assert.Contains(">" + WebUtility.HtmlEncode(Typed) + "</textarea>", form, StringComparison.Ordinal);
            Assert.Contains("value=\"A long title\"", form, StringComparison.Ordinal);
            Assert.Contains(">https://a.example/b</textarea>", form, StringComparison.Ordinal);
            Assert.Matches("value=\"community\" checked", form);
            page = form;
        }

        breaks.Next = null;
        using var shared = await mei.SendAsync("/share", page, [.. fields, ("act", "share")]);
        Assert.Equal(HttpStatusCode.Redirect, shared.StatusCode);
        Assert.Contains("Failure ", hub.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Seen at 14:05", hub.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Personal_data_is_pointed_out_in_every_field_with_its_place()
    {
        await using var hub = await RunningHub.StartAsync(Engine.Sqlite);
        using var mei = await Member.JoinAsync(hub, "Mei");
        (string, string)[] fields =
        [
            ("kind", "question"), ("label", "Green"), ("audience", "community"), ("title", "Holder A123456(3)"), ("summary", "https://host.example/?password=Summer2026"), ("body", "Seen.\nA123456(3)"), ("act", "preview"),
        ];
        using var seen = await mei.SendAsync("/share", await mei.ReadAsync("/share"), fields);
        var page = WebUtility.HtmlDecode(await seen.Content.ReadAsStringAsync());
        foreach (var place in (string[])["Title", "Summary", "Line 2"])
        {
            Assert.Contains(place + ": this looks like personal data or a secret (", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_revision_and_a_reply_come_back_too()
    {
        var breaks = new RunningHub.Breaks();
        await using var hub = await RunningHub.StartAsync(s => s.AddSingleton<IFaults>(breaks));
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var (_, item) = await mei.ShareByPageAsync(("kind", "question"), ("label", "Green"), ("audience", "community"), ("title", "A title"), ("body", "A body"));
        var (edit, read) = (await mei.ReadAsync(item + "/edit"), await ho.ReadAsync(item));
        breaks.Next = new IOException("no space left");
        var revised = await LostAsync(mei, item + "/edit", edit, ("version", "1"), ("title", "Another title"), ("body", Typed));
        Assert.Contains("value=\"Another title\"", revised, StringComparison.Ordinal);
        Assert.Contains(">" + WebUtility.HtmlEncode(Typed) + "</textarea>", revised, StringComparison.Ordinal);
        foreach (var handler in (string[])["Comment", "Disclose"])
        {
            var replied = await LostAsync(ho, $"{item}?handler={handler}", read, ("text", Typed));
            Assert.Single(replied.Split(">" + WebUtility.HtmlEncode(Typed) + "</textarea>")[1..]);
            Assert.DoesNotContain("id=\"typed\"", replied, StringComparison.Ordinal);
        }

        Assert.Contains($"value=\"{WebUtility.HtmlEncode(Typed)}\"", await LostAsync(ho, item + "?handler=Report", read, ("text", Typed)), StringComparison.Ordinal);
        breaks.Next = null;
        Assert.DoesNotContain("Seen at 14:05", await ho.ReadAsync(item), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_not_even_the_page_can_be_made_the_text_stands_on_the_page_of_errors()
    {
        var breaks = new RunningHub.Breaks();
        await using var hub = await RunningHub.StartAsync(s => s.AddSingleton<IFaults>(breaks));
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKING");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKING");
        var (_, item) = await mei.ShareByPageAsync(("kind", "question"), ("label", "Amber"), ("audience", "circle:BANKING"), ("title", "A title"), ("body", "A body"));
        var page = await ho.ReadAsync("/share");
        breaks.Next = new IOException("no space left");
        // At AMBER a page is shown only once its reading is on record, and this one is not.
        var lost = await LostAsync(ho, item + "?handler=Comment", page, ("text", Typed));
        Assert.Contains($"readonly>{WebUtility.HtmlEncode(Typed)}</textarea>", lost, StringComparison.Ordinal);
        Assert.DoesNotContain("A body", lost, StringComparison.Ordinal);
    }

    private static async Task<string> LostAsync(Member who, string path, string page, params (string Name, string Value)[] fields)
    {
        using var answer = await who.SendAsync(path, page, fields);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {answer.StatusCode} {answer.Headers.Location} {text}");
        Assert.Contains(Sentence, text, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);
        return text;
    }
}
