using System.Text.Json;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Infohub.Web.Api;

/// <summary>The description of the interface, to read.</summary>
[Access(Allow.Everyone)]
internal sealed class BrowseModel([FromKeyedServices(HubDescription.Name)] IOpenApiDocumentProvider provider) : PageModel
{
    public OpenApiDocument Document { get; private set; } = new();

    /// <summary>Tag by tag, in the order of the routes.</summary>
    public IReadOnlyList<IGrouping<string, Call>> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Document = await provider.GetOpenApiDocumentAsync(stop);
        Groups =
        [
            .. Document.Paths
                .SelectMany(p => (p.Value.Operations ?? []).Select(o => new Call(o.Key.Method, p.Key, o.Value)))
                .GroupBy(c => c.Operation.Tags?.FirstOrDefault()?.Name ?? "", StringComparer.Ordinal),
        ];
    }

    /// <summary>The fields that a body has, one level deep: name, kind, whether it must be there, and what is to be known of it.</summary>
    public static IEnumerable<(string Name, string Kind, bool Required, string About)> Fields(IOpenApiSchema? schema) =>
        schema?.Properties is not { } properties ? [] : properties.Select(p => (p.Key, Kind(p.Value), schema.Required?.Contains(p.Key) == true, p.Value.Description ?? ""));

    public static string Kind(IOpenApiSchema? schema) => schema switch
    {
        null => "",
        OpenApiSchemaReference reference => reference.Reference.Id ?? "",
        { Enum: { Count: > 0 } words } => string.Join(" | ", words.Select(w => w?.GetValueKind() == JsonValueKind.String ? w.GetValue<string>() : "null")),
        { Type: { } type } when type.HasFlag(JsonSchemaType.Array) => Kind(schema.Items) + "[]",
        { Type: { } type } => string.Join(" | ", type.ToIdentifiers()) + (schema.Format is { } format ? " (" + format + ")" : ""),
        { OneOf: { Count: > 0 } any } => string.Join(" | ", any.Select(Kind)),
        _ => "any",
    };

    internal sealed record Call(string Method, string Path, OpenApiOperation Operation);
}
