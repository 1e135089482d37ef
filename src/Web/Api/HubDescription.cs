using System.Reflection;
using System.Text.Json.Nodes;
using Infohub.Platform.Http;
using Infohub.Web.Watching;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Infohub.Web.Api;

/// <summary>The interface for machines, described as OpenAPI 3.1: made from the routes themselves.</summary>
internal static class HubDescription
{
    public const string Name = "v1";
    public const string Path = "/api/v1/openapi.json";

    private const string About =
        """
        Every request carries a key: `Authorization: Bearer ihk_...`. A key reads and writes within its scopes, its ceiling (TLP) and its circles. What a key may not read
        and what does not exist are the same 404. Refusals are problems (RFC 9457) with a stable `code`. Lists are paged by `cursor`. `Idempotency-Key` makes a change safe to repeat.
        Text for people is masked (`hxxp`, `[.]`); `observables` carry true values.
        """;

    public static IServiceCollection AddHubDescription(this IServiceCollection services) => services.AddOpenApi(Name, o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.ShouldInclude = d => d.HttpMethod != "HEAD" && d.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("feeds/", StringComparison.OrdinalIgnoreCase));
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Infohub", Version = Versions.Hub, Description = About };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key made under Keys." };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
        o.AddOperationTransformer(AddProblemsAsync);
        o.AddOperationTransformer(AddHeadersAsync);
        o.AddSchemaTransformer(AddWordsAsync);
    });

    public static void MapHubDescription(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi(Path).Needs(Allow.Everyone);

    /// <summary>The words that a field or a parameter takes.</summary>
    private static Task AddWordsAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var words = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(OneOfAttribute), inherit: false).FirstOrDefault()
            ?? (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo.GetCustomAttribute<OneOfAttribute>();
        if (words is OneOfAttribute known)
        {
            schema.Enum = [.. known.Words.Select(word => (JsonNode)JsonValue.Create(word))];
            if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
            {
                schema.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task AddProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey("Problem") != true)
        {
            document.AddComponent("Problem", await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, stop));
        }

        var problem = new OpenApiSchemaReference("Problem", document);
        operation.Responses ??= [];
        var writes = context.Description.HttpMethod is not ("GET" or "HEAD");
        foreach (var (status, meaning) in Problems(writes, context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true))
        {
            operation.Responses.TryAdd(status, new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = problem } },
            });
        }
    }

    /// <summary>The headers that an operation reads.</summary>
    private static Task AddHeadersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        void Add(string name, string description, int? longest = null) => (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
        });

        var handler = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();
        if (handler?.GetParameters().Any(p => p.ParameterType == typeof(Idempotency)) == true)
        {
            Add("Idempotency-Key", "The same request with the same key within 7 days gets the first answer, and is done once.", Idempotency.LongestKey);
        }

        if (operation.Responses?.ContainsKey("304") == true)
        {
            Add("If-None-Match", "Tags of what the client has: 304 where one of them stands.");
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<(string Status, string Meaning)> Problems(bool writes, bool hasId)
    {
        yield return ("400", "The request could not be read");
        yield return ("401", "No live key");
        yield return ("403", "The key may not do this");
        if (hasId)
        {
            yield return ("404", "Not there, or not for this key");
        }

        if (writes)
        {
            yield return ("409", "Changed in between, or done before");
            yield return ("413", "Too large");
        }

        yield return ("422", "Refused: the code says why");
        yield return ("429", "Too many requests: see Retry-After");
        yield return ("503", "The store does not answer");
    }
}
