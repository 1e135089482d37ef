using Infohub.Platform.Http;

namespace Infohub.Web;

/// <summary>Every route that is served: its methods, its pattern and who may come to it, one a line.</summary>
internal static class ListRoutes
{
    public static async Task<int> RunAsync(HubOptions options)
    {
        await using var hub = await Hub.OpenAsync(options);
        var lines = ((IEndpointRouteBuilder)hub).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<AccessAttribute>() is not null)
            .Select(Line).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        return 0;
    }

    private static string Line(RouteEndpoint route)
    {
        var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return $"{(methods is null or { Count: 0 } ? "PAGE" : string.Join(',', methods))} /{route.RoutePattern.RawText?.TrimStart('/')} {route.Metadata.GetMetadata<AccessAttribute>()!.Allow}";
    }
}
