using System.Globalization;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Infohub.Delivery.Live;

/// <summary>Server-sent events (WHATWG HTML §9.2) for the inbox's count.</summary>
internal static class LiveApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", StreamAsync).ExcludeFromDescription().Needs(Allow.Person);

    private static async Task StreamAsync(HttpContext context, CurrentViewer current, LiveCount live, IHostApplicationLifetime lifetime)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            var any = false;
            await foreach (var count in live.ReadAsync(current.Viewer, ends.Token))
            {
                var text = count is { } number ? string.Create(CultureInfo.InvariantCulture, $"event: inbox\ndata: {number}\n\n") : ": still here\n\n";
                await response.WriteAsync(any ? text : "retry: 5000\n\n" + text, ends.Token);
                await response.Body.FlushAsync(ends.Token);
                any = true;
            }

            if (!any)
            {
                // An EventSource that gets 204 does not come again.
                response.StatusCode = StatusCodes.Status204NoContent;
                response.ContentType = null;
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The browser went away, or the hub stops.
        }
        catch (StoreFailure) when (response.HasStarted)
        {
            // The line ends; the browser comes again in five seconds.
        }
    }
}
