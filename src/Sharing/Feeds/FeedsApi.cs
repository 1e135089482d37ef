using System.Globalization;
using System.Net;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Feeds;

/// <summary>Feeds for machines: by a key in the Authorization header, else by the token in the address; never by a cookie.</summary>
internal static class FeedsApi
{
    private const int PerMinute = 120;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/feeds/{id}.txt", ["GET", "HEAD"], TextAsync).WithTags("Feeds").WithSummary("A block list: one true value a line, or in another format").Produces<string>(contentType: "text/plain").Produces(StatusCodes.Status304NotModified).Needs(Allow.KeyOrToken);
        routes.MapMethods("/feeds/{id}.json", ["GET", "HEAD"], JsonAsync).WithTags("Feeds").WithSummary("JSON Feed 1.1").Produces<JsonFeedWire>(contentType: "application/feed+json").Produces(StatusCodes.Status304NotModified).Needs(Allow.KeyOrToken);
    }

    private static async Task<IResult> TextAsync(
        string id, HttpContext context, CurrentViewer current, FeedDoor door, BlockList list, FeedShelf shelf, LastGood lastGood, RateLimits limits, SiteAddress site, CancellationToken stop,
        string? token = null, string? type = null, int? days = null, int? max = null, string? format = null)
    {
        if ((Numbers.TooSmall("days", days, 1) ?? Numbers.TooSmall("max", max, 1)) is { } small)
        {
            return small.ToProblem();
        }

        if (BlockListAsk.Read(type, days, max, site.HostOf(context.Request), format) is not { } ask)
        {
            return FeedRefusals.NotReadable(format).ToProblem();
        }

        ask = ask with { Site = site.Of(context.Request) };
        var (asked, media, name) = (string.Create(CultureInfo.InvariantCulture, $"{type}/{ask.Days}/{ask.Max}/{ask.HubHost}/{ask.Format}"), FeedFormats.MediaType(ask.Format), id + "." + FeedFormats.Ending(ask.Format));
        try
        {
            var open = await OpenAsync(id, token, context, current.Viewer, door, stop);
            if (open is null)
            {
                return Refusal.NotFound.ToProblem();
            }

            if (!await limits.PassAsync(context, "feed:" + id, PerMinute))
            {
                return Results.Empty;
            }

            var body = await list.WriteAsync(open, ask, EntityTag.IfNoneMatch(context), stop);
            await shelf.KeepCountAsync(open, body, stop);
            if (open.Viewer.Kind == ViewerKind.Feed)
            {
                lastGood.Keep(open.Feed, asked, token!, body);
            }

            return new Answer(body, media, name);
        }
        catch (StoreFailure)
        {
            return token is not null && lastGood.Find(id, asked, token, From(context)) is { } kept
                ? new Answer(kept with { Unchanged = EntityTag.Stands(EntityTag.IfNoneMatch(context), kept.Tag) }, media, name)
                : new Unavailable();
        }
    }

    private static async Task<IResult> JsonAsync(
        string id, HttpContext context, CurrentViewer current, FeedDoor door, JsonFeed feed, RateLimits limits, SiteAddress site, CancellationToken stop, string? token = null, int? days = null, int? max = null)
    {
        if ((Numbers.TooSmall("days", days, 0) ?? Numbers.TooSmall("max", max, 1)) is { } small)
        {
            return small.ToProblem();
        }

        var open = await OpenAsync(id, token, context, current.Viewer, door, stop);
        if (open is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (!await limits.PassAsync(context, "feed:" + id, PerMinute))
        {
            return Results.Empty;
        }

        var body = await feed.WriteAsync(open, site.Of(context.Request), Math.Min(days ?? 0, BlockListAsk.MostDays), Math.Min(max ?? 500, 2_000), EntityTag.IfNoneMatch(context), stop);
        return new Answer(body, "application/feed+json; charset=utf-8", id + ".json");
    }

    /// <summary>A key in the header decides; only without one the token does.</summary>
    private static Task<OpenFeed?> OpenAsync(string id, string? token, HttpContext context, Viewer viewer, FeedDoor door, CancellationToken stop) =>
        viewer.KeyId != 0 ? door.ByKeyAsync(id, viewer, stop) : door.ByTokenAsync(id, token ?? "", From(context), stop);

    private static IPAddress From(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;

    /// <summary>The list with its label in the headers (C4): the body itself is to stay bare.</summary>
    private sealed class Answer(FeedBody body, string type, string name) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.ETag = body.Tag;
            headers.CacheControl = "private, no-cache";
            headers.Vary = "Authorization";
            if (body.Label is { } label)
            {
                headers["X-TLP"] = label.Canonical();
            }

            if (body.Unchanged)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            headers.ContentDisposition = $"inline; filename=\"{name}\"";
            context.Response.ContentType = type;
            context.Response.ContentLength = body.Bytes.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(body.Bytes, context.RequestAborted);
            }
        }
    }

    /// <summary>An error, not an empty list: a firewall then keeps what it has.</summary>
    private sealed class Unavailable : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "60";
            return Task.CompletedTask;
        }
    }
}
