using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.PublicZone;

/// <summary>What pages for everybody have in common: the same content for all, kept by caches where the frame is the same too.</summary>
[TaggedByContent]
internal abstract class PublicPage : PageModel
{
    protected CancellationToken Stop => HttpContext.RequestAborted;

    protected void Cacheable() => PublicCache.Allow(HttpContext);

    protected NotFoundResult Absent()
    {
        Response.Headers.CacheControl = "no-store";
        return NotFound();
    }

    protected IActionResult Refused(Refusal refusal) => refusal.Kind == RefusalKind.NotFound ? Absent() : StatusCode(Problems.Status(refusal.Kind));
}

internal static class PublicCache
{
    /// <summary>What is withdrawn is gone at once, from caches too (W3): they ask again each time.</summary>
    private const string Asked = "public, no-cache";

    /// <summary>The frame names who is signed in and follows the chosen language: then the page is that browser's own.</summary>
    public static void Allow(HttpContext context)
    {
        var headers = context.Response.Headers;
        var everybody = context.RequestServices.GetRequiredService<CurrentViewer>().Viewer.Kind == ViewerKind.Anonymous && !context.Request.Cookies.ContainsKey(PlatformUi.LanguageCookie);
        headers.CacheControl = everybody ? Asked : "private, no-cache";
        headers.Vary = "Accept-Language, Cookie";
    }

    /// <summary>Feeds have no frame: the same for everybody.</summary>
    public static void AllowFeed(HttpContext context)
    {
        context.Response.Headers.CacheControl = Asked;
        context.Response.Headers.Vary = "Accept-Language, Cookie";
    }
}
