using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Data;
using Infohub.Sharing.Api;
using Infohub.Sharing.PublicZone;

namespace Infohub.Sharing.Feeds;

/// <summary>JSON Feed 1.1 (jsonfeed.org): text masked, true values in <c>_infohub.observables</c>.</summary>
internal sealed record JsonFeedWire(
    string Version, string Title, string HomePageUrl, string Description, IReadOnlyList<JsonItemWire> Items, [property: JsonPropertyName("_infohub")] FeedMarkWire Infohub);

/// <summary>The strictest label among the items, null where there is none.</summary>
internal sealed record FeedMarkWire(string? Label, string Terms);

internal sealed record JsonItemWire(
    string Id, string Url, string Title, string ContentText, string? Summary, DateTimeOffset DatePublished, DateTimeOffset? DateModified, string Language,
    IReadOnlyList<JsonAuthorWire> Authors, IReadOnlyList<string> Tags, [property: JsonPropertyName("_infohub")] ItemMarkWire Infohub);

internal sealed record JsonAuthorWire(string Name);

internal sealed record ItemMarkWire(string Label, string Pap, string Kind, int Version, DateTimeOffset? ExpiresAt, IReadOnlyList<ObservableWire> Observables);

/// <summary>A saved feed as JSON.</summary>
internal sealed class JsonFeed(Holdings holdings, FeedValues values, KeyRing keys, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="open">Whose feed.</param>
    /// <param name="site">The hub's address, without a slash at its end.</param>
    /// <param name="days">Items shared in the last days; 0 for all.</param>
    /// <param name="max">Items at most.</param>
    /// <param name="has">What the receiver has, as <c>If-None-Match</c> says it.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<FeedBody> WriteAsync(OpenFeed open, string site, int days, int max, string has, CancellationToken stop)
    {
        FeedBody? body = null;
        if (open.Empty)
        {
            return Made(open.Feed, site, [], has);
        }

        var now = clock.Now();
        await holdings.BulkAsync(
            open.Viewer,
            open.Channel,
            open.Feed.Query(days == 0 ? 0 : now - (days * Micros.Day), max),
            // Reading 9: an embargo closes every feed, also one that is asked for by key.
            (card, content) => card.IsUnderEmbargo(now) ? null : ItemOf(card, content(), values.Of(card, content), site),
            found =>
            {
                found.RemoveAll(f => f.Taken is null);
                body = Made(open.Feed, site, found, has);
                return Task.FromResult(!body.Unchanged);
            },
            stop);
        return body!;
    }

    private FeedBody Made(Feed feed, string site, List<(Card Card, JsonItemWire? Item)> found, string has)
    {
        Tlp? label = found.Count == 0 ? null : found.Max(f => f.Card.Label);
        var wire = new JsonFeedWire(
            "https://jsonfeed.org/version/1.1", feed.Name, site + "/", Syndication.Terms, [.. found.Select(f => f.Item!)], new FeedMarkWire(label?.Canonical(), Syndication.Terms));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(wire, Options);
        var tag = FeedBody.TagOf(keys, bytes);
        return new FeedBody(bytes, tag, label, EntityTag.Stands(has, tag));
    }

    private static JsonItemWire ItemOf(Card card, Content content, IReadOnlyList<Finding> values, string site) => new(
        site + "/items/" + card.Uid,
        site + "/items/" + card.Uid,
        Masking.MaskText(card.Title),
        Masking.MaskText(content.Body),
        card.Summary.Length == 0 ? null : Masking.MaskText(card.Summary),
        Micros.ToTime(Math.Max(card.FirstAt, card.ReleaseAt)),
        card.SharedAt == card.FirstAt ? null : Micros.ToTime(card.SharedAt),
        card.Language,
        AuthorsOf(card),
        [card.Label.Canonical(), ItemKind.Word(card.Kind)],
        new ItemMarkWire(
            card.Label.Canonical(),
            card.Pap.Canonical(),
            ItemKind.Word(card.Kind),
            card.Version,
            card.ExpiresAt == Micros.Never ? null : Micros.ToTime(card.ExpiresAt),
            [.. values.Select(v => new ObservableWire(v.Kind.ToString(), v.Value))]));

    private static List<JsonAuthorWire> AuthorsOf(Card card) =>
    [
        .. ((string[])[card.PersonName, card.OrganisationName]).Where(n => n.Length > 0).Select(n => new JsonAuthorWire(n)),
        .. card.OrganisationName.Length == 0 ? [new JsonAuthorWire(Card.AnonymousName)] : Array.Empty<JsonAuthorWire>(),
    ];
}
