using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Infohub.Web;

/// <summary>Every route that is served: its methods, its pattern, who may come to it, and for a page the forms that it takes (<c>POST</c>, <c>POST:Handler</c>), one a line.</summary>
internal static class ListRoutes
{
    public static async Task<int> RunAsync(HubOptions options)
    {
        await using var hub = await Hub.OpenAsync(options);
        var pages = hub.Services.GetRequiredService<PageLoader>();
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in ((IEndpointRouteBuilder)hub).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<AccessAttribute>() is { } access)
            {
                lines.Add(Line(route, access) + await FormsAsync(route, pages));
            }
        }

        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        return 0;
    }

    private static async Task<string> FormsAsync(RouteEndpoint route, PageLoader pages)
    {
        if (route.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
        {
            return "";
        }

        var loaded = await pages.LoadAsync(page, route.Metadata);
        var forms = loaded.HandlerMethods.Where(handler => HttpMethods.IsPost(handler.HttpMethod)).Select(handler => handler.Name is null ? "POST" : "POST:" + handler.Name);
        var list = string.Join(',', forms.Order(StringComparer.Ordinal));
        return list.Length == 0 ? "" : " " + list;
    }

    private static string Line(RouteEndpoint route, AccessAttribute access)
    {
        var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        return $"{(methods is null or { Count: 0 } ? "PAGE" : string.Join(',', methods))} /{route.RoutePattern.RawText?.TrimStart('/')} {access.Allow}";
    }
}
