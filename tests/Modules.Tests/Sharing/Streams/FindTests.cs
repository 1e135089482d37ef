using Infohub.Community.Public;
using Infohub.Library.Search;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Infohub.Sharing.Find;
using Infohub.Sharing.LookUp;
using Infohub.Sharing.Streams;

namespace Infohub.Modules.Tests.Sharing.Streams;

public sealed class FindTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Filters_typed_in_the_box_are_read_in_three_languages_and_what_is_none_stays_a_word(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await hub.Database.WriteAsync(tx => tx.RunAsync("update circle set listed = 0", default), default);
        Assert.Equal("?q=proxy&kind=question&label=TLP%3AGREEN&from=INSURER&since=30d&unread=yes&bookmarked=yes", await ReadAsync(all.Mei, "kind:question label:green from:\"insurer\" since:30d unread:yes is:bookmarked proxy"));
        Assert.Equal("?kind=question&label=TLP%3AAMBER%2BSTRICT&sector=finance&language=zh-Hant", await ReadAsync(all.Mei, "類別:提問 標籤：amber+strict 界別:銀行及金融 lang:zh-Hant"));
        Assert.Equal("?circle=BANKING", await ReadAsync(all.Mei, "circle:bank"));
        Assert.Equal("?q=circle%3Abank", await ReadAsync(all.Ng, "circle:bank"));
        Assert.Equal("?q=color%3Ared%20kind%3Anonsense%20https%3A%2F%2Fsignin.example%20%22a%3Ab%20c%22", await ReadAsync(all.Mei, "color:red kind:nonsense https://signin.example \"a:b c\""));

        async Task<string> ReadAsync(Viewer viewer, string text)
        {
            var typed = new TypedFilters(hub.Database, new WordBook([typeof(Infohub.Library.LibraryModule).Assembly]));
            return (await typed.ReadAsync(viewer, Readers.FilterOf("?q=" + Uri.EscapeDataString(text)), default)).Query();
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_hit_is_shown_with_its_field_and_the_words_around_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.ShareAsync(all.Ho, "Nothing here", "They call, then a page at https://signin.example/reset asks for **codes**. " + string.Join(' ', Enumerable.Repeat("padding", 60)) + " the end of it");
        Assert.Equal((FoundField.Title, "", "Nothing", " here"), await FindAsync("nothing"));
        Assert.Equal((FoundField.Body, "They call, then a page at ", "hxxps://signin[.]example/reset"), Start(await FindAsync("hxxps://signin[.]example/reset")));
        Assert.Equal((FoundField.Body, "They call, then a page at hxxps://signin[.]example/reset asks for ", "codes."), Start(await FindAsync("codes")));
        Assert.Equal((FoundField.Body, "the end"), (await FindAsync("\"the end\"")) is var (field, _, hit, _) ? (field, hit) : default);
        await all.ShareAsync(all.Ho, "另一項", "客戶收到假冒速遞公司的短訊，連結轉往本地域名。");
        Assert.Equal((FoundField.Body, "客戶收到", "假冒"), Start(await FindAsync("假冒")));

        static (FoundField, string, string) Start((FoundField Field, string Before, string Hit, string After) found) => (found.Field, found.Before, found.Hit);

        async Task<(FoundField Field, string Before, string Hit, string After)> FindAsync(string text)
        {
            var page = await all.PageAsync(all.Mei, StreamView.All, "?q=" + Uri.EscapeDataString(text));
            var passage = Assert.Single(await hub.Get<Passages>().FindAsync(page.Cards.Select(c => c.Card), text, default)).Value;
            return (passage.Field, passage.Before, passage.Hit, passage.After);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Ten_thousand_values_are_looked_up_at_once_in_what_the_viewer_may_read(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.ShareAsync(all.Ho, "Old", "198.51.100.7 and 198.51.100.8");
        var newest = await all.ShareAsync(all.Ho, "New", "198[.]51[.]100[.]7");
        await all.ShareAsync(all.Ho, "Hidden", "198.51.100.9", audience: "organisation:INSURER");
        await all.ShareAsync(all.Ho, "Red", "198.51.100.10", label: "TLP:RED", audience: "person:MEI");
        await hub.Get<Infohub.Platform.Outbox.OutboxPump>().DrainAsync(default);
        var lookUp = hub.Get<LookUpPasted>();
        var lines = (await lookUp.RunAsync(await all.AgainAsync(all.Mei), string.Join('\n', Enumerable.Range(0, 10_000).Select(n => $"198[.]51[.]{100 + (n / 250)}[.]{n % 250}")), default)).Value;
        Assert.Equal(10_000, lines.Count);
        Assert.Equal([("198.51.100.7", 2), ("198.51.100.8", 1)], lines.Where(l => l.Items > 0).Select(l => (l.Value, l.Items)));
        Assert.Equal(newest, lines[7].Newest!.Uid);
        Assert.Contains("198[.]51[.]100[.]7,IPv4,2,4,/items/" + newest + ",TLP:GREEN,\r\n", LookedUp.Csv(lines), StringComparison.Ordinal);
        Assert.Equal("look-up-many", (await lookUp.RunAsync(all.Mei, string.Join('\n', Enumerable.Range(0, 10_001).Select(n => $"10.1.{n / 250}.{n % 250}")), default)).Refusal!.Code);
        Assert.Equal("look-up-none", (await lookUp.RunAsync(all.Mei, "no value at all", default)).Refusal!.Code);
        Assert.Equal("look-up-long", (await lookUp.RunAsync(all.Mei, new string('x', LookUpPasted.MostBytes + 1), default)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_detection_may_use_goes_into_a_file_the_highest_score_first(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        foreach (var (by, kind, label, audience, body) in ((Viewer, string, string, string, string)[])
        [
            (all.Ho, "indicators", "TLP:GREEN", "community", "once.bad-metrics.com"), (all.Ho, "indicators", "TLP:GREEN", "community", "twice.bad-metrics.com"), (all.Ng, "early-warning", "TLP:CLEAR", "community", "twice.bad-metrics.com"),
            (all.Ho, "question", "TLP:GREEN", "community", "asked.bad-metrics.com"), (all.Ho, "indicators", "TLP:AMBER", "organisation:BANK", "amber.bad-metrics.com"), (all.Ho, "indicators", "TLP:GREEN", "community", "dns.google"),
        ])
        {
            Assert.Null((await hub.Get<Infohub.Sharing.Posts.SharePost>().RunAsync(by, new Infohub.Sharing.Posts.PostInput { Kind = kind, Title = "T", Body = body, Label = label, Audience = [audience] })).Refusal);
        }

        await hub.Get<Infohub.Platform.Outbox.OutboxPump>().DrainAsync(default);
        var mei = await all.AgainAsync(all.Mei);
        var lines = (await hub.Get<LookUpPasted>().RunAsync(mei, "once.bad-metrics.com twice.bad-metrics.com asked.bad-metrics.com amber.bad-metrics.com dns.google", default)).Value;
        Assert.Equal(5, lines.Count(l => l.IsKnown));
        var file = (await hub.Get<WriteDetectionFile>().RunAsync(mei, lines, Infohub.Sharing.Feeds.BlockListAsk.Read(null, null, null, "hub.example", "text")!, default)).Value;
        Assert.Equal(("twice.bad-metrics.com\nonce.bad-metrics.com\n", Infohub.Markings.Tlp.Green), (file.Text, file.Label));
        Assert.Equal("look-up-unusable", (await hub.Get<WriteDetectionFile>().RunAsync(mei, [.. lines.Where(l => l.Value == "amber.bad-metrics.com")], Infohub.Sharing.Feeds.BlockListAsk.Read(null, null, null, "hub.example", "rpz")!, default)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_writes_is_told_what_stands_already_in_what_they_may_read(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await all.ShareAsync(all.Ho, "Old", "198.51.100.7, by T1566");
        var newest = await all.ShareAsync(all.Ng, "New", "198[.]51[.]100[.]7");
        await all.ShareAsync(all.Ho, "Hidden", "198.51.100.9", audience: "organisation:INSURER");
        await all.ShareAsync(all.Ho, "Red", "198.51.100.10", label: "TLP:RED", audience: "person:MEI");
        var look = Infohub.Sharing.Posts.TextLook.Of(new Infohub.Library.Public.Content("", "", "198.51.100.7 198.51.100.9 198.51.100.10 198.51.100.11 T1566", "", "en"), []);
        var (word, before) = Assert.Single(await hub.Get<Infohub.Sharing.Posts.SharedBefore>().FindAsync(await all.AgainAsync(all.Mei), look, default));
        Assert.Equal(look.Groups[0].Values[0].Word, word);
        Assert.Equal((2, newest, "Carrier"), (before.Items, before.Newest.Uid, before.Newest.OrganisationName));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_sector_finds_its_organisations_items_and_anonymous_ones_only_where_the_sector_is_told(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var all = await Readers.InAsync(hub);
        await hub.KeepersAsync();
        await hub.Database.WriteAsync(tx => tx.RunAsync("insert into organisation_sector(org_id, sector) values (@a, 'finance'), (@b, 'finance')", default, ("a", all.Mei.OrganisationId), ("b", all.Ho.OrganisationId)), default);
        await all.ShareAsync(all.Ho, "Of finance");
        await all.ShareAsync(all.Ng, "Of none");
        var anonymous = await hub.Get<Infohub.Sharing.Posts.SharePost>().RunAsync(all.Ho, new Infohub.Sharing.Posts.PostInput { Kind = "question", Title = "Who?", Body = "x", Label = "TLP:GREEN", Audience = ["community"], Attribution = "anonymous" });
        Assert.Null(anonymous.Refusal);
        Assert.Equal("Of finance (Your sector)*", await all.SayAsync(all.Mei, StreamView.All, "?sector=finance"));
        Assert.Equal("Of finance (Your sector)*", await all.SayAsync(all.Mei));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update item set sector = 'finance' where anonymous = 1", default), default);
        Assert.Equal(["Who?", "Of finance"], (await all.PageAsync(all.Mei)).Cards.Select(c => c.Card.Title).Order(StringComparer.Ordinal).Reverse());
        await all.AddAsync(all.Ng, "sector", "finance");
        Assert.Contains("Of finance (Sector ", await all.SayAsync(all.Ng, StreamView.Following), StringComparison.Ordinal);
    }
}
