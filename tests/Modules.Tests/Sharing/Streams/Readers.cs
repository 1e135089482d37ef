using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Streams;

namespace Infohub.Modules.Tests.Sharing.Streams;

/// <summary>A bank, an insurer and a carrier; the first two are in one circle.</summary>
internal sealed record Readers(TestHub Hub, Viewer Mei, Viewer Ho, Viewer Ng)
{
    public static async Task<Readers> InAsync(TestHub hub)
    {
        var (bank, insurer, carrier) = (await hub.OrganisationAsync("Bank"), await hub.OrganisationAsync("Insurer"), await hub.OrganisationAsync("Carrier"));
        await hub.CircleAsync("Banking", bank, insurer);
        return new Readers(
            hub, await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer)), await hub.ViewerAsync(await hub.PersonAsync("Ng", carrier)));
    }

    public async Task<string> ShareAsync(Viewer author, string title, string body = "Seen.", string kind = "indicators", string label = "TLP:GREEN", params string[] audience)
    {
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var shared = await Hub.Get<SharePost>().RunAsync(author, new PostInput { Kind = kind, Title = title, Body = body, Label = label, Audience = audience.Length == 0 ? ["community"] : audience });
        Assert.Null(shared.Refusal);
        return shared.Value.Uid;
    }

    public async Task AddAsync(Viewer viewer, string kind, string what, bool muted = false) =>
        Assert.Null((await Hub.Get<AddChoice>().RunAsync(viewer, new NewChoice(muted, kind, what), default)).Refusal);

    public async Task<StreamPage> PageAsync(Viewer viewer, string view = StreamView.Touches, string query = "", string? cursor = null)
    {
        var page = await Hub.Get<ReadStream>().RunAsync(await AgainAsync(viewer), view, FilterOf(query), cursor, default, inSearch: query.Contains("q=", StringComparison.Ordinal));
        Assert.Null(page.Refusal);
        return page.Value;
    }

    /// <summary>Titles with the reasons, the newest first.</summary>
    public async Task<string> SayAsync(Viewer viewer, string view = StreamView.Touches, string query = "") =>
        string.Join("; ", (await PageAsync(viewer, view, query)).Cards.Select(c => (c.Card.Title.Length == 0 ? c.Card.Label + " notice" : c.Card.Title)
            + (c.Why is { } why ? " (" + string.Format(System.Globalization.CultureInfo.InvariantCulture, why.Sentence, why.Sector?.Code ?? why.About) + ")" : "") + (c.IsNew ? "*" : "")));

    public async Task OpenAsync(Viewer viewer, string uid)
    {
        var item = (await Hub.Get<Holdings>().OpenAsync(await AgainAsync(viewer), Markings.Channel.Page, uid, null, default)).Value;
        Hub.Get<SeenBook>().Open(viewer.PersonId, item.Seq, item.Card.Version, Hub.Clock.Now());
        await Hub.Get<SeenBook>().FlushAsync(default);
    }

    /// <summary>As of now: rights and clock are those of the request.</summary>
    public Task<Viewer> AgainAsync(Viewer viewer) => Hub.ViewerAsync(viewer.PersonId);

    public static StreamFilter FilterOf(string query) =>
        StreamFilter.Of(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query).Select(p => KeyValuePair.Create(p.Key, p.Value.ToString())));
}
