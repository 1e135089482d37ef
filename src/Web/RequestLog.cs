using System.Diagnostics;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace Infohub.Web;

/// <summary>
/// One line a request: method, the route's pattern (an address may hold a token or an id), status, time, kind of viewer. Nothing that was asked or given.
/// </summary>
internal static class RequestLog
{
    public const string Category = "Infohub.Requests";

    public static Func<HttpContext, RequestDelegate, Task> With(ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger(Category);
        return (context, next) => RunAsync(context, next, log);
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        // Health and metrics are asked for every few seconds by a machine.
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>()?.Allow == Allow.Loopback || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            return;
        }

        var viewer = context.RequestServices.GetRequiredService<CurrentViewer>();
        log.LogInformation(
            "{Method} {Route} {Status} {Milliseconds} {Viewer}",
            Method(context.Request.Method),
            RouteOf(context),
            context.Response.StatusCode,
            Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1),
            viewer.IsSet ? viewer.Viewer.Kind.ToString() : "None");
    }

    /// <summary>After a failure the endpoint of the request stands with the exception.</summary>
    private static string RouteOf(HttpContext context) =>
        (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint()) is RouteEndpoint { RoutePattern.RawText: { } text } ? "/" + text.Trim('/') : "(none)";

    /// <summary>A method is the client's own text too.</summary>
    private static string Method(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "(other)";
}
