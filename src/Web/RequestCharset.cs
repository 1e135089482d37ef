using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Infohub.Web;

/// <summary>What is sent here is UTF-8 (RFC 8259 §8.1; forms are sent in the page's own). Other charsets, known or not, end the readers of bodies with exceptions.</summary>
internal static class RequestCharset
{
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset.HasValue && !IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset)))
        {
            Refuse(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception unread) when (unread is NotSupportedException or InvalidDataException && IsUnreadForm(context) && !context.Response.HasStarted)
        {
            // each part of a form names a charset of its own, which only the form's reader sees
            Refuse(context, StatusCodes.Status400BadRequest);
        }
    }

    private static bool IsUnreadForm(HttpContext context) => context.Request.HasFormContentType && context.Features.Get<IFormFeature>()?.Form is null;

    // The page that says so runs through here again, and would read the body as well.
    private static void Refuse(HttpContext context, int status)
    {
        context.Request.ContentType = null;
        context.Response.StatusCode = status;
    }

    private static bool IsUtf8(Microsoft.Extensions.Primitives.StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
