using Infohub.Intelligence.Knowledge;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence.Tags;

/// <summary>Facets of the list of objects count what the reader may read, and are links that find as many (law R7, R8).</summary>
public sealed class FacetTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_facet_counts_and_finds_what_its_reader_may_read(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        await hub.KeepersAsync();
        var (bank, ferry, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Ferry"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank, ferry);
        await hub.Database.WriteAsync(tx => tx.RunAsync("insert into organisation_sector(org_id, sector) values (@a, 'finance'), (@b, 'transport')", default, ("a", bank), ("b", ferry)), default);
        var (mei, ka, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ka", ferry), await hub.PersonAsync("Wong", shop));
        await ShareAsync(hub, mei, "TLP:GREEN", "community", "198.51.100.1", "phishing", "a:b=\"c\"");
        hub.Clock.Advance(TimeSpan.FromDays(10));
        await ShareAsync(hub, ka, "TLP:CLEAR", "community", "198.51.100.2", "Phishing");
        var before = await ToldAsync(hub, wong, ObjectFilter.None);
        Assert.Equal("2; Phishing 2, a:b=\"c\" 1; TLP:CLEAR 1, TLP:GREEN 1; FERRY 1, BANK 1; finance 1, transport 1; 1 1, 7 1, 30 2, 90 2, 365 2", before);

        // What a reader does not read, and RED, change nothing; of an anonymous item no organisation is told.
        await ShareAsync(hub, ka, "TLP:AMBER", "circle:TRANSPORT", "198.51.100.3", "phishing", "hidden");
        await ShareAsync(hub, ka, "TLP:RED", "person:WONG", "198.51.100.4", "phishing");
        Assert.Equal(before, await ToldAsync(hub, wong, ObjectFilter.None));
        Assert.Equal(
            "3; phishing 3, hidden 1, a:b=\"c\" 1; TLP:CLEAR 1, TLP:GREEN 1, TLP:AMBER 1; FERRY 2, BANK 1; transport 2, finance 1; 1 2, 7 2, 30 3, 90 3, 365 3", await ToldAsync(hub, mei, ObjectFilter.None));
        await ShareAsync(hub, wong, "TLP:GREEN", "community", "198.51.100.5", anonymous: true);
        Assert.Equal("3; Phishing 2, a:b=\"c\" 1; TLP:CLEAR 1, TLP:GREEN 2; FERRY 1, BANK 1; finance 1, transport 1; 1 2, 7 2, 30 3, 90 3, 365 3", await ToldAsync(hub, wong, ObjectFilter.None));

        // Each facet finds as many items as it counts, alone and with another, by words too.
        foreach (var (person, words) in new (long, string)[] { (wong, ""), (mei, ""), (mei, "boats") })
        {
            var facets = (await FindAsync(hub, person, ObjectFilter.None, words)).Facets!;
            foreach (var (filter, count) in Filters(hub, facets))
            {
                var found = await FindAsync(hub, person, filter, words);
                Assert.Equal(count, found.Objects.Select(o => o.ItemSeq).Distinct().Count());
                Assert.Equal(count, found.Facets!.Items);
                foreach (var (second, narrowed) in Filters(hub, found.Facets))
                {
                    var both = filter with { Tag = filter.Tag + second.Tag, Label = second.Label ?? filter.Label, OrganisationUid = filter.OrganisationUid + second.OrganisationUid, Sector = filter.Sector + second.Sector, Since = Math.Max(filter.Since, second.Since) };
                    if (both.Tag.Length <= Math.Max(filter.Tag.Length, second.Tag.Length) && both.OrganisationUid.Length <= 5 && both.Sector.Length <= 9)
                    {
                        Assert.Equal(narrowed, (await FindAsync(hub, person, both, words)).Objects.Select(o => o.ItemSeq).Distinct().Count());
                    }
                }
            }
        }

        // What is hidden and what is not there answer alike.
        Assert.Empty((await FindAsync(hub, wong, new ObjectFilter { Tag = "hidden" }, "")).Objects);
        Assert.Empty((await FindAsync(hub, wong, new ObjectFilter { Label = Tlp.Amber }, "")).Objects);
        Assert.Equal(0, (await FindAsync(hub, wong, new ObjectFilter { Tag = "hidden" }, "")).Facets!.Items);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_page_takes_as_many_statements_whatever_stands_in_the_hub(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (bank, shop) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Shop"));
        await hub.CircleAsync("Transport", bank);
        var (mei, wong) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Wong", shop));
        await ShareAsync(hub, mei, "TLP:GREEN", "community", "198.51.100.1", "phishing");
        var (all, narrowed) = (await CostAsync(ObjectFilter.None), await CostAsync(new ObjectFilter { Tag = "phishing" }));
        for (var n = 0; n < 30; n++)
        {
            await ShareAsync(hub, mei, n % 2 == 0 ? "TLP:AMBER" : "TLP:GREEN", n % 2 == 0 ? "circle:TRANSPORT" : "community", $"203.0.113.{n}", "phishing", $"word {n}");
        }

        Assert.Equal((all, narrowed), (await CostAsync(ObjectFilter.None), await CostAsync(new ObjectFilter { Tag = "phishing" })));
        Assert.InRange(all, 1, 12);

        async Task<long> CostAsync(ObjectFilter filter)
        {
            var viewer = await hub.ViewerAsync(wong);
            await hub.Get<FindObjects>().RunAsync(viewer, new ObjectSearch("", null, "") { Filter = filter }, null, default);
            var before = hub.Database.Statements;
            await hub.Get<FindObjects>().RunAsync(viewer, new ObjectSearch("", null, "") { Filter = filter }, null, default);
            return hub.Database.Statements - before;
        }
    }

    private static IEnumerable<(ObjectFilter Filter, long Count)> Filters(TestHub hub, Facets facets) =>
    [
        .. facets.Tags.Select(f => (new ObjectFilter { Tag = f.Value }, f.Items)), .. facets.Organisations.Select(f => (new ObjectFilter { OrganisationUid = f.Value }, f.Items)),
        .. facets.Labels.Select(f => (new ObjectFilter { Label = Labels.TryParse(f.Value, out var label) ? label : null }, f.Items)), .. facets.Sectors.Select(f => (new ObjectFilter { Sector = f.Value }, f.Items)),
        .. facets.Days.Select(f => (new ObjectFilter { Since = hub.Clock.Now() - (int.Parse(f.Value, System.Globalization.CultureInfo.InvariantCulture) * Micros.Day) }, f.Items)),
    ];

    private static async Task<string> ToldAsync(TestHub hub, long person, ObjectFilter filter)
    {
        var facets = (await FindAsync(hub, person, filter, "")).Facets!;
        return string.Join("; ", facets.Items, Told(facets.Tags), Told(facets.Labels), Told(facets.Organisations), Told(facets.Sectors), Told(facets.Days));
    }

    private static string Told(IEnumerable<Facet> facets) => string.Join(", ", facets.Select(f => $"{f.Value} {f.Items}"));

    private static async Task<FoundObjects> FindAsync(TestHub hub, long person, ObjectFilter filter, string words) =>
        (await hub.Get<FindObjects>().RunAsync(await hub.ViewerAsync(person), new ObjectSearch(words, null, "") { Filter = filter }, null, default)).Value;

    private static async Task ShareAsync(TestHub hub, long person, string label, string audience, string body, params string[] tags) => await ShareAsync(hub, person, label, audience, body, anonymous: false, tags);

    private static async Task ShareAsync(TestHub hub, long person, string label, string audience, string body, bool anonymous, params string[] tags)
    {
        var input = new PostInput { Kind = "indicators", Title = "Boats", Body = body, Label = label, Audience = [audience], Tags = tags, Attribution = anonymous ? "anonymous" : "" };
        Assert.Null((await hub.Get<SharePost>().RunAsync(await hub.ViewerAsync(person), input)).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
    }
}
