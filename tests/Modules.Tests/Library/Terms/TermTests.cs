using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library.Terms;

/// <summary>Tags, excluded values, related items, and what rises: each for one viewer, under the law.</summary>
public sealed class TermTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_tag_finds_its_items_whatever_its_case_and_no_others(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (author, reader) = await TwoAsync(hub);
        var tagged = await ShareAsync(hub, author, "One", "Seen.", tags: ["#Ransomware", "勒索軟件", "ransomware"]);
        await ShareAsync(hub, author, "Ransomware in the text alone", "Seen.");
        foreach (var tag in (string[])["RANSOMWARE", "勒索軟件"])
        {
            var card = Assert.Single(await ListAsync(hub, reader, new ItemQuery { Tag = tag }));
            Assert.Equal(tagged, card.Uid);
            Assert.Equal(["Ransomware", "勒索軟件"], card.Tags);
        }

        Assert.Equal(2, (await ListAsync(hub, reader, new ItemQuery { Text = "ransomware" })).Count);
        Assert.Single(await ListAsync(hub, reader, new ItemQuery { Text = "ransomware", Tag = "ransomware" }));
        Assert.Empty(await ListAsync(hub, reader, new ItemQuery { Text = "?!", Tag = "ransomware" }));
        Assert.Null((await hub.Get<RevisePost>().RunAsync(author, tagged, 0, new PostChange(Tags: []))).Refusal);
        Assert.Empty(await ListAsync(hub, reader, new ItemQuery { Tag = "ransomware" }));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_value_that_its_author_took_out_is_no_indicator_and_stays_in_the_text(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (author, reader) = await TwoAsync(hub);
        var uid = await ShareAsync(hub, author, "Two", "From 203.0.113.5, CVE-2024-3400, told to help@bank.example.", excluded: ["Email|help@bank.example", "Md5|notinthetext"]);
        var item = (await hub.Get<Holdings>().OpenAsync(reader, Channel.Page, uid, null, default)).Value;
        Assert.Equal(["Email|help@bank.example"], item.Content!.Excluded);
        Assert.Equal(["203.0.113.5", "CVE-2024-3400"], item.Content.Values().Select(v => v.Value));
        var card = Assert.Single(await ListAsync(hub, reader, new ItemQuery { Text = "help@bank[.]example" }));
        Assert.Equal(["CVE-2024-3400"], card.Codes);
        Assert.Equal(1, card.Indicators);
        Assert.Null((await hub.Get<RevisePost>().RunAsync(author, uid, 0, new PostChange(Body: "From 203.0.113.5."))).Refusal);
        Assert.Empty((await hub.Get<Holdings>().OpenAsync(reader, Channel.Page, uid, null, default)).Value.Content!.Excluded);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Related_are_those_items_alone_that_the_viewer_reads_and_that_name_a_value_of_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (author, reader) = await TwoAsync(hub);
        var first = await ShareAsync(hub, author, "First", "From 203.0.113.5 by CVE-2024-3400 (T1190), tool.exe.");
        var second = await ShareAsync(hub, author, "Second", "Also CVE-2024-3400, and 203[.]0[.]113[.]5.");
        var gone = await ShareAsync(hub, author, "Gone", "CVE-2024-3400");
        await ShareAsync(hub, author, "Technique and file alone", "T1190, tool.exe.");
        await ShareAsync(hub, author, "Own", "203.0.113.5", "TLP:AMBER", ["organisation:BANK"]);
        await ShareAsync(hub, author, "Excluded", "203.0.113.5", excluded: ["IPv4|203.0.113.5"]);
        await hub.Get<WithdrawPost>().RunAsync(author, gone, "superseded");
        var seen = await RelatedAsync(hub, reader, first);
        Assert.Equal([second], seen.Select(r => r.Card.Uid));
        Assert.Equal(["203.0.113.5", "CVE-2024-3400"], seen[0].Shared.Select(v => v.Value));
        Assert.Equal(["Own", "Second"], (await RelatedAsync(hub, author, first)).Select(r => r.Card.Title));
        Assert.Equal(["First"], (await RelatedAsync(hub, reader, second)).Select(r => r.Card.Title));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_rises_is_counted_among_what_the_viewer_reads(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (author, reader) = await TwoAsync(hub);
        await ShareAsync(hub, author, "Old", "T1566.002, CVE-2023-0001.", tags: ["Payroll"]);
        await ShareAsync(hub, author, "Old too", "CVE-2023-0001.");
        hub.Clock.Advance(TimeSpan.FromDays(8));
        for (var i = 0; i < 3; i++)
        {
            await ShareAsync(hub, author, "New " + i, "CVE-2024-3400, T1566.002.", tags: [i == 0 ? "PAYROLL" : "payroll"]);
        }

        await ShareAsync(hub, author, "Own", "CVE-2024-9999, CVE-2024-3400", "TLP:AMBER", ["organisation:BANK"]);
        await ShareAsync(hub, author, "Own too", "CVE-2024-9999, CVE-2024-1111", "TLP:AMBER+STRICT", ["organisation:BANK"]);
        await ShareAsync(hub, author, "Red", "CVE-2024-7777", "TLP:RED", ["person:NG"]);
        // a viewer's own clock stands at the moment it was made
        (author, reader) = (await hub.ViewerAsync(author.PersonId), await hub.ViewerAsync(reader.PersonId));
        var seen = await hub.Get<RisingTerms>().ReadAsync(reader, 7, 10, default);
        Assert.Equal(5, seen.Items);
        Assert.Equal(
            [new RisingTerm(ObservableKind.Cve, "CVE-2024-3400", 3, 0), new RisingTerm(ObservableKind.Technique, "T1566.002", 3, 1), new RisingTerm(null, "payroll", 3, 1)],
            seen.Terms.OrderBy(t => t.Before).ThenBy(t => t.Text, StringComparer.Ordinal));
        var all = await hub.Get<RisingTerms>().ReadAsync(author, 7, 10, default);
        var own = all.Terms;
        Assert.Equal((Tlp.Green, Tlp.AmberStrict), (seen.Strictest, all.Strictest));
        Assert.Equal(new RisingTerm(ObservableKind.Cve, "CVE-2024-3400", 4, 0), own[0]);
        Assert.DoesNotContain(own, t => t.Text == "CVE-2024-7777");
        Assert.Contains(new RisingTerm(ObservableKind.Cve, "CVE-2024-9999", 2, 0), own);
        Assert.DoesNotContain(own, t => t.Text == "CVE-2024-1111");
        Assert.Equal(["finance"], seen.Sectors.Select(s => s.Text));
    }

    private static async Task<(Viewer Author, Viewer Reader)> TwoAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        await hub.Database.WriteAsync(tx => tx.RunAsync("insert into organisation_sector(org_id, sector) values (@org, 'finance')", default, ("org", bank)), default);
        return (await hub.ViewerAsync(await hub.PersonAsync("Wong", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ng", await hub.OrganisationAsync("Clinic"))));
    }

    private static async Task<string> ShareAsync(
        TestHub hub, Viewer author, string title, string body, string label = "TLP:GREEN", string[]? audience = null, string[]? tags = null, string[]? excluded = null)
    {
        var shared = await hub.Get<SharePost>().RunAsync(
            author,
            new PostInput { Kind = "indicators", Title = title, Body = body, Label = label, Audience = audience ?? ["community"], Tags = tags ?? [], Excluded = excluded ?? [] });
        Assert.Null(shared.Refusal);
        return shared.Value.Uid;
    }

    private static async Task<IReadOnlyList<Card>> ListAsync(TestHub hub, Viewer viewer, ItemQuery query) => (await hub.Get<Holdings>().ListAsync(viewer, Channel.List, query, default)).Value.Cards;

    private static async Task<IReadOnlyList<Related>> RelatedAsync(TestHub hub, Viewer viewer, string uid) =>
        await hub.Get<RelatedItems>().ListAsync((await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value, 10, default);
}
