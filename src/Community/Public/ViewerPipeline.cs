using Infohub.Community.Viewers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Community.Public;

public static class ViewerPipeline
{
    /// <summary>Sets <see cref="CurrentViewer"/> and holds each route's declared policy. After routing and the pages' wiring, before antiforgery and the routes.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UseViewer(this IApplicationBuilder app) => app.UseMiddleware<ViewerMiddleware>();

    /// <summary>Where the modules map their routes: the viewer is looked for again where a body took long to come. Pages have the same by a filter.</summary>
    /// <param name="routes">The host's routes.</param>
    public static IEndpointRouteBuilder MapViewed(this IEndpointRouteBuilder routes) => routes.MapGroup("").AddEndpointFilter<RouteGroupBuilder, StillAllowed>();
}
