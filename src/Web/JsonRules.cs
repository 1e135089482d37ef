using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace Infohub.Web;

/// <summary>JSON at the doors: strict on the way in (what is not understood is refused, not guessed), readable on the way out.</summary>
internal static class JsonRules
{
    public const int DeepestJson = 32;

    /// <summary>JSON is UTF-8 (RFC 8259 §8.1): a body that says otherwise, or says a charset that does not exist, is not read at all.</summary>
    public static Task OnlyUtf8Async(HttpContext context, RequestDelegate next)
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset.HasValue
            && type.SubType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        return next(context);
    }

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = DeepestJson;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Chinese as itself; what could end a script or an attribute stays escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    }
}
