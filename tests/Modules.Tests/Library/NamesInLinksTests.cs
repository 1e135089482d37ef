using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library;

/// <summary>A host's name is found wherever it stands: alone, in a link, in an address, masked or live.</summary>
public sealed class NamesInLinksTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_name_is_found_within_links_and_addresses(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var reader = await hub.ViewerAsync(await hub.PersonAsync("Mei", await hub.OrganisationAsync("Bank")));
        await ShareAsync(hub, reader, "In a link", "Settle at hxxps://pay-portal[.]harbour-invoices[.]example/login now");
        await ShareAsync(hub, reader, "In an address", "From accounts@mail.harbour-invoices.example");
        await ShareAsync(hub, reader, "Alone", "It is harbour-invoices[.]example");
        await ShareAsync(hub, reader, "Another", "It is harbour.example");

        Assert.Equal(["In a link"], await FindAsync(hub, reader, "pay-portal[.]harbour-invoices[.]example"));
        Assert.Equal(["In a link"], await FindAsync(hub, reader, "pay-portal.harbour-invoices.example"));
        Assert.Equal(["Alone", "In an address", "In a link"], await FindAsync(hub, reader, "harbour-invoices[.]example"));

        var known = await hub.Get<LookUpValues>().FindAsync(reader, [.. new[] { "pay-portal.harbour-invoices.example", "mail.harbour-invoices.example", "harbour-invoices.example", "absent.example" }.Select(v => Extractor.Find(v)[0])], default);
        Assert.Equal([1, 1, 1, 0], known.Select(k => k.Items));
    }

    private static async Task ShareAsync(TestHub hub, Viewer author, string title, string body) =>
        Assert.Null((await hub.Get<SharePost>().RunAsync(author, new PostInput { Kind = "indicators", Label = "TLP:GREEN", Audience = ["community"], Title = title, Body = body })).Refusal);

    private static async Task<IEnumerable<string>> FindAsync(TestHub hub, Viewer reader, string text) =>
        (await hub.Get<Holdings>().ListAsync(reader, Channel.List, new ItemQuery { Text = text }, default)).Value.Cards.Select(c => c.Title);
}
