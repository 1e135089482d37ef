using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Infohub.Platform.Data;

namespace Infohub.Host.Tests;

/// <summary>An item as a document: its values as files, its versions compared, its page as a reader has it.</summary>
public sealed partial class ItemDocumentTests
{
    private static readonly string[] Files = ["indicators.csv", "indicators.txt", "block-list.txt"];

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Values_go_out_true_under_their_label_and_what_would_cut_off_the_reader_is_in_no_block_list(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKS");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKS");
        var uid = await ShareAsync(mei);
        var csv = await FileAsync(ho, uid, "indicators.csv", "TLP-GREEN");
        Assert.StartsWith("value,kind,item,version,tlp,pap,copy_for,warning_lists\r\n\"https://evil.example/a?b=1\",\"Url\",\"IH-" + uid + "\",\"1\",\"TLP:GREEN\",\"PAP:GREEN\",\"Ho, Bank of Ho\",\"\"\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("\"192.168.1.1\"", csv, StringComparison.Ordinal);
        var list = await FileAsync(ho, uid, "indicators.txt", "TLP-GREEN");
        Assert.StartsWith($"# TLP:GREEN PAP:GREEN IH-{uid} version 1\n# Copy for Ho, Bank of Ho, ", list, StringComparison.Ordinal);
        Assert.EndsWith("\nhttps://evil.example/a?b=1\n203.0.113.45\n192.168.1.1\nlure.example\n", list, StringComparison.Ordinal);
        Assert.Equal("203.0.113.45\n", await FileAsync(ho, uid, "block-list.txt?type=ip", "TLP-GREEN"));
        Assert.Equal("lure.example\n", await FileAsync(ho, uid, "block-list.txt?type=domain", "TLP-GREEN"));
        foreach (var wrong in (string[])["type=everything", "format=exe", "format=dataset&type=ip"])
        {
            using var unknown = await ho.GetAsync($"/items/{uid}/block-list.txt?{wrong}");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        }

        // What is of one's own network, and flagged, is in none of them.
        var rules = await FileAsync(ho, uid, "block-list.txt?format=suricata", "TLP-GREEN", "block-list.rules");
        Assert.StartsWith("# TLP:GREEN\n# Source: Infohub IH-" + uid + "\n# Copy for Ho, Bank of Ho. ", rules, StringComparison.Ordinal);
        Assert.Contains("content:\".lure.example\"", rules, StringComparison.Ordinal);
        Assert.Contains($"/items/{uid};", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("192.168.1.1", rules, StringComparison.Ordinal);
        Assert.Contains("\n*.lure.example CNAME .\n", await FileAsync(ho, uid, "block-list.txt?format=rpz", "TLP-GREEN", "block-list.zone"), StringComparison.Ordinal);
        Assert.Contains("\nevil.example/a?b=1\tIntel::URL\t", await FileAsync(ho, uid, "block-list.txt?format=zeek", "TLP-GREEN", "block-list.intel"), StringComparison.Ordinal);
        Assert.Contains("Special-purpose IPv4 networks", await (await ho.GetAsync($"/items/{uid}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var page = await ho.ReadAsync("/items/" + uid);
        Assert.Contains("block-list.txt?type=ip\">Block list: addresses</a> <span class=\"meta\">1</span>", page, StringComparison.Ordinal);
        Assert.Contains("data-copy64=\"" + Convert.ToBase64String("https://evil.example/a?b=1"u8) + "\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://evil.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.45", page, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Who_may_not_read_it_gets_no_file_nor_anybody_what_label_pap_embargo_or_expiry_keep_in(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKS");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKS");
        using var stranger = await Member.JoinAsync(hub, "Stranger");
        var circle = await ShareAsync(mei, audience: "circle:BANKS");
        Assert.Equal("404 404 404", await StatusAsync(stranger, circle));
        Assert.Equal("200 200 200", await StatusAsync(ho, circle));
        Assert.Equal("404 404 404", await StatusAsync(ho, "00000-00000"));
        Assert.Equal("200 200 404", await StatusAsync(ho, await ShareAsync(mei, pap: "PAP:AMBER")));
        var page = await ho.ReadAsync("/items/" + await ShareAsync(mei, pap: "PAP:AMBER"));
        Assert.Contains("At PAP:AMBER there is no block list", page, StringComparison.Ordinal);
        Assert.DoesNotContain("block-list.txt", page, StringComparison.Ordinal);

        var embargo = await ShareAsync(mei);
        await SetAsync(hub, "update item set embargo_until = @never where uid = @uid", embargo);
        Assert.Equal("404 404 404", await StatusAsync(ho, embargo));
        Assert.DoesNotContain("data-copy64", await ho.ReadAsync("/items/" + embargo), StringComparison.Ordinal);
        var expired = await ShareAsync(mei);
        await SetAsync(hub, "update item set expires_at = 1 where uid = @uid", expired);
        Assert.Equal("200 200 404", await StatusAsync(ho, expired));
        await SetAsync(hub, "update api_key set ceiling = 2 where @uid <> ''", "any");
        // reading 43: from AMBER on a block list is for a key or a feed whose ceiling was raised
        Assert.Equal("200 200 404", await StatusAsync(ho, await ShareAsync(mei, audience: "circle:BANKS", label: "TLP:AMBER")));
        var red = await SharedRedAsync(hub, mei);
        Assert.Equal("404 404 404", await StatusAsync(ho, red));
        Assert.Contains("203<span>[.]</span>", await ho.ReadAsync("/items/" + red), StringComparison.Ordinal);
        Assert.DoesNotContain("data-copy64", await ho.ReadAsync("/items/" + red), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Five_hundred_values_are_folded_without_script_and_are_sorted_by_link(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        var body = string.Join('\n', Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? $"203.0.{113 + (i / 250)}.{i % 250}" : $"name{i}.example"));
        var uid = await mei.ShareByKeyAsync(new { kind = "indicators", label = "TLP:GREEN", audience = (string[])["community"], title = "Many", body, language = "en" });
        var page = await mei.ReadAsync("/items/" + uid);
        var (before, folded) = (page[..page.IndexOf("<details class=\"rest-of-table\">", StringComparison.Ordinal)], page[page.IndexOf("<details class=\"rest-of-table\">", StringComparison.Ordinal)..]);
        Assert.Contains("Show all 500", folded, StringComparison.Ordinal);
        Assert.Equal((20, 480), (Row().Count(before), Row().Count(folded)));
        var byKind = await mei.ReadAsync($"/items/{uid}?by=kind");
        Assert.Equal(["IPv4 address <span class=\"meta\">250</span>", "Domain name <span class=\"meta\">250</span>"], Group().Matches(byKind).Select(m => m.Groups[1].Value));
        Assert.Contains("aria-sort=\"ascending\"", byKind, StringComparison.Ordinal);
        Assert.Equal((500, 0), (Row().Count(await mei.ReadAsync($"/items/{uid}/print")), Group().Count(page)));
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task What_changed_is_shown_to_readers_of_both_versions_and_to_nobody_else(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei", "BANKS");
        using var ho = await Member.JoinAsync(hub, "Ho", "BANKS");
        using var newcomer = await Member.JoinAsync(hub, "Newcomer");
        var uid = await ShareAsync(mei, audience: "circle:BANKS");
        using var revised = await mei.Machine.PutAsJsonAsync($"/api/v1/posts/{uid}", new { body = "The relay answers at 203.0.113.46 now. 登記頁面 lure.example", tags = (string[])["relay"] });
        Assert.True(revised.IsSuccessStatusCode, await revised.Content.ReadAsStringAsync());
        using var widened = await mei.Machine.PutAsJsonAsync($"/api/v1/posts/{uid}/label", new { label = "TLP:GREEN", audience = (string[])["community"] });
        Assert.True(widened.IsSuccessStatusCode, await widened.Content.ReadAsStringAsync());

        var first = await ho.ReadAsync($"/items/{uid}/changes?from=1&to=2");
        Assert.Contains("<ins><span class=\"visually-hidden\">added: </span>203[.]0[.]113[.]46", first, StringComparison.Ordinal);
        Assert.Contains("<del><span class=\"visually-hidden\">removed: </span>", first, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.4", first, StringComparison.Ordinal);
        Assert.Contains("<ins><span class=\"visually-hidden\">added: </span>relay</ins>", first, StringComparison.Ordinal);
        // the other way round it is the same question
        Assert.Equal(Document(first), Document(await ho.ReadAsync($"/items/{uid}/changes?from=2&to=1")));
        var second = await ho.ReadAsync($"/items/{uid}/changes");
        Assert.Contains("<ins><span class=\"visually-hidden\">added: </span>Community</ins>", second, StringComparison.Ordinal);
        Assert.Contains("<del><span class=\"visually-hidden\">removed: </span>BANKS</del>", second, StringComparison.Ordinal);

        // R9: who reads from the widening on compares nothing before it, and learns of no version that there is something to compare.
        foreach (var ask in (string[])["from=1&to=2", "from=2&to=3", "from=1", "from=0&to=3", "from=3&to=4"])
        {
            using var answer = await newcomer.GetAsync($"/items/{uid}/changes?{ask}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var only = await newcomer.GetAsync($"/items/{uid}/changes");
        Assert.Equal((HttpStatusCode.Redirect, "/items/" + uid), (only.StatusCode, only.Headers.Location?.ToString()));
        Assert.DoesNotContain("/changes", await newcomer.ReadAsync("/items/" + uid), StringComparison.Ordinal);
        Assert.Contains($"/items/{uid}/changes?to=3", await ho.ReadAsync("/items/" + uid), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task Comparing_is_reading_both_versions_and_at_red_needs_a_fresh_proof(Engine engine)
    {
        await using var hub = await RunningHub.StartAsync(engine);
        using var mei = await Member.JoinAsync(hub, "Mei");
        using var ho = await Member.JoinAsync(hub, "Ho");
        var uid = await SharedRedAsync(hub, mei);
        await ReviseAsync(mei, uid);
        var both = await ho.ReadAsync($"/items/{uid}/changes?from=1&to=2");
        Assert.Contains("Rewritten.", both, StringComparison.Ordinal);
        var record = await mei.ReadAsync($"/items/{uid}");
        Assert.Contains("version 1 · page", Plain(record), StringComparison.Ordinal);
        Assert.Contains("version 2 · page", Plain(record), StringComparison.Ordinal);

        await SetAsync(hub, "update session set strong_at = 1 where @uid <> ''", uid);
        var closed = await ho.ReadAsync($"/items/{uid}/changes?from=1&to=2");
        Assert.DoesNotContain("Rewritten.", closed, StringComparison.Ordinal);
        Assert.Contains("/confirm?back=" + Uri.EscapeDataString($"/items/{uid}/changes?from=1&to=2"), closed, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RunningHub.Engines), MemberType = typeof(RunningHub))]
    public async Task The_originator_sees_the_page_that_a_reader_gets(Engine engine)
    {
        foreach (var label in (string[])["TLP:GREEN", "TLP:AMBER"])
        {
            await using var hub = await RunningHub.StartAsync(engine);
            using var mei = await Member.JoinAsync(hub, "Mei", "BANKS");
            using var ho = await Member.JoinAsync(hub, "Ho", "BANKS");
            await SetAsync(hub, "update api_key set ceiling = 2 where @uid <> ''", "any");
            var uid = await ShareAsync(mei, audience: "circle:BANKS", label: label);
            await ReviseAsync(mei, uid);
            var asked = await ho.SendAsync($"/items/{uid}?handler=Disclose", await ho.ReadAsync("/items/" + uid), ("text", "It went to a list."));
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
            asked.Dispose();
            // What was done is said once, and the focus given to the title with it.
            Assert.Contains("The originator was told at once.", await ho.ReadAsync("/items/" + uid), StringComparison.Ordinal);
            var own = await mei.ReadAsync("/items/" + uid);
            Assert.Contains("Who has read it", own, StringComparison.Ordinal);
            Assert.Contains("Withdraw", own, StringComparison.Ordinal);
            Assert.Contains("It went to a list.", own, StringComparison.Ordinal);
            var seen = await mei.ReadAsync($"/items/{uid}?as=reader");
            var got = await ho.ReadAsync("/items/" + uid);
            Assert.Equal(AsAnybody(got), AsAnybody(seen));
            // who is no originator asks for it in vain
            Assert.DoesNotContain("as-reader", await ho.ReadAsync($"/items/{uid}?as=reader"), StringComparison.Ordinal);
        }
    }

    private static Task<string> ShareAsync(Member by, string audience = "community", string pap = "PAP:GREEN", string label = "TLP:GREEN") => by.ShareByKeyAsync(new
    {
        kind = "indicators",
        label,
        pap,
        audience = (string[])[audience],
        title = "Relay at https://evil.example/a?b=1",
        body = "The relay answers at 203.0.113.45, behind 192.168.1.1. 登入頁面 lure.example",
        language = "en",
    });

    /// <summary>By page, for no key writes RED.</summary>
    private static async Task<string> SharedRedAsync(RunningHub hub, Member mei)
    {
        var (_, item) = await mei.ShareByPageAsync(
            ("kind", "indicators"), ("label", "Red"), ("audience", "person:HO"), ("title", "For Ho alone"), ("body", "The relay answers at 203.0.113.45"), ("language", "en"), ("attribution", "named"), ("pap", "PAP:GREEN"));
        Assert.Equal(1, await hub.Get<Database>().ReadAsync(sql => sql.NumberAsync("select count(*) from item where label = 4", default), default));
        return item["/items/".Length..];
    }

    private static async Task ReviseAsync(Member by, string uid)
    {
        var page = await by.ReadAsync($"/items/{uid}/edit");
        using var kept = await by.SendAsync($"/items/{uid}/edit", page, ("title", "For readers"), ("body", "Rewritten. 203.0.113.46"), ("language", "en"), ("pap", "PAP:GREEN"), ("version", "1"));
        Assert.True(kept.StatusCode == HttpStatusCode.Redirect, await kept.Content.ReadAsStringAsync());
    }

    private static async Task<string> FileAsync(Member by, string uid, string file, string label, string? name = null)
    {
        using var answer = await by.GetAsync($"/items/{uid}/{file}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"{label}_IH-{uid}_{name ?? file.Split('?')[0]}", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> StatusAsync(Member by, string uid)
    {
        var found = new List<int>();
        foreach (var file in Files)
        {
            using var answer = await by.GetAsync($"/items/{uid}/{file}");
            found.Add((int)answer.StatusCode);
        }

        return string.Join(' ', found);
    }

    private static Task SetAsync(RunningHub hub, string sql, string uid) =>
        hub.Get<Database>().WriteAsync(tx => tx.RunAsync(sql, default, ("uid", uid), ("never", Micros.Never - 1)), default);

    /// <summary>Without the time at which it was asked for.</summary>
    private static string Document(string page) =>
        Own().Replace(Foot().Replace(page[page.IndexOf("<article", StringComparison.Ordinal)..page.IndexOf("</article>", StringComparison.Ordinal)], ""), "~");

    private static string Plain(string html) => Blank().Replace(Tag().Replace(html, " "), " ");

    /// <summary>Document and panels without what each reader has of their own: name, tokens, times, and that a look acts on nothing.</summary>
    private static string AsAnybody(string page)
    {
        var shown = page[page.IndexOf("<article", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];
        shown = Own().Replace(shown, "~").Replace(" disabled=\"disabled\"", "", StringComparison.Ordinal).Replace("?as=reader&amp;by=", "?by=", StringComparison.Ordinal);
        // the second in which it was asked for stands at the foot
        return Blank().Replace(Foot().Replace(shown, ""), " ");
    }

    [GeneratedRegex("doc-label-foot.*?</footer>", RegexOptions.Singleline)]
    private static partial Regex Foot();

    [GeneratedRegex("<th scope=\"row\">")]
    private static partial Regex Row();

    [GeneratedRegex("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\">(.*?)</th>")]
    private static partial Regex Group();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*>|Copy for [^<]*<|<time[^>]*>[^<]*</time>|(?<=value=\"organisation:)(MEI|HO)(?=\")|Bank of (Mei|Ho)(?=</label>)")]
    private static partial Regex Own();
}
