using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Platform.Ui;
using Infohub.Sharing.Feeds;
using Infohub.Sharing.Guidance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.PublicZone;

/// <summary>Public syndication: no sign-in, no cookie, kept by caches.</summary>
internal static class PublicApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/public/rss", ["GET", "HEAD"], async (Syndication syndication, SiteAddress site, PageFrame frame, Words words, KeyRing keys, HttpContext context, CancellationToken stop) =>
            Answer(context, keys, await syndication.RssAsync(HeadOf(site.Of(context.Request), frame, words), stop), "application/rss+xml; charset=utf-8")).Needs(Allow.Everyone);
        routes.MapMethods("/public/atom", ["GET", "HEAD"], async (Syndication syndication, SiteAddress site, PageFrame frame, Words words, KeyRing keys, HttpContext context, CancellationToken stop) =>
            Answer(context, keys, await syndication.AtomAsync(HeadOf(site.Of(context.Request), frame, words), stop), "application/atom+xml; charset=utf-8")).Needs(Allow.Everyone);
        routes.MapMethods("/public/guidance/atom", ["GET", "HEAD"], async (GuidanceFeed guidance, SiteAddress site, PageFrame frame, Words words, KeyRing keys, HttpContext context, CancellationToken stop) =>
            Answer(context, keys, await guidance.AtomAsync(GuidanceHeadOf(site.Of(context.Request), frame, words), frame.SiteName, stop), "application/atom+xml; charset=utf-8")).Needs(Allow.Everyone);
    }

    private static Masthead HeadOf(string site, PageFrame frame, Words words) => new(
        site,
        frame.SiteName + ": " + words["Public warnings"],
        words["What members share with the public, TLP:CLEAR."],
        words.Language);

    private static Masthead GuidanceHeadOf(string site, PageFrame frame, Words words) => new(
        site,
        frame.SiteName + ": " + words["Guidance"],
        words["Written by the officers of the programme, for everybody. Print a page, pass it on."],
        words.Language);

    private static IResult Answer(HttpContext context, KeyRing keys, byte[] body, string type)
    {
        var tag = FeedBody.TagOf(keys, body);
        PublicCache.AllowFeed(context);
        context.Response.Headers.ETag = tag;
        return EntityTag.Stands(EntityTag.IfNoneMatch(context), tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(body, type);
    }
}
