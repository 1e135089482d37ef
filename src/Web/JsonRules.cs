using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Infohub.Web;

/// <summary>JSON at the doors: strict on the way in (what is not understood is refused, not guessed), readable on the way out.</summary>
internal static class JsonRules
{
    public const int DeepestJson = 32;

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
