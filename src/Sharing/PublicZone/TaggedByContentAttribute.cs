using Infohub.Platform.Http;
using Infohub.Platform.Keys;
using Infohub.Sharing.Feeds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Sharing.PublicZone;

/// <summary>
/// Gives a page the tag of what is shown, so that caches ask for it in vain until something of it changes. Made of the answer itself it can tell no more than the answer (R7).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TaggedByContentAttribute : Attribute, IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        var wire = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            if ((await next()).Exception is not null)
            {
                return;
            }
        }
        finally
        {
            http.Response.Body = wire;
        }

        var bytes = page.ToArray();
        if (http.Response.StatusCode == StatusCodes.Status200OK)
        {
            var tag = FeedBody.TagOf(http.RequestServices.GetRequiredService<KeyRing>(), bytes);
            http.Response.Headers.ETag = tag;
            if (EntityTag.Stands(EntityTag.IfNoneMatch(http), tag))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                http.Response.ContentType = null;
                return;
            }
        }

        // Nothing at all is left to whoever fills in the page of an error.
        if (bytes.Length > 0)
        {
            await wire.WriteAsync(bytes, http.RequestAborted);
        }
    }
}
