using Microsoft.Net.Http.Headers;

namespace Infohub.Web;

/// <summary>What is sent here is UTF-8 (RFC 8259 §8.1; forms are sent in the page's own). Other charsets, known or not, end the readers of bodies with exceptions.</summary>
internal static class RequestCharset
{
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue || IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset)))
        {
            return next(context);
        }

        // The page that says so runs through here again, and would read the body as well.
        context.Request.ContentType = null;
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    private static bool IsUtf8(Microsoft.Extensions.Primitives.StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
