using Infohub.Community.Viewers;
using Microsoft.AspNetCore.Builder;

namespace Infohub.Community.Public;

public static class ViewerPipeline
{
    /// <summary>Sets <see cref="CurrentViewer"/> and holds each route's declared policy. After routing and the pages' wiring, before antiforgery and the routes.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UseViewer(this IApplicationBuilder app) => app.UseMiddleware<ViewerMiddleware>();
}
