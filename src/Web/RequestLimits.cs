using System.Net;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Infohub.Web;

/// <summary>How much and how often may be asked.</summary>
internal sealed record RequestLimits
{
    private const long Json = 1L * 1024 * 1024;
    private const long Form = 4L * 1024 * 1024;

    /// <summary>Requests a minute by one key or token.</summary>
    public int Key { get; init; } = 600;

    /// <summary>Requests a minute without a key from one network (/24, /56).</summary>
    public int Anonymous { get; init; } = 60;

    /// <summary>Requests a minute from one network, whatever it shows: before any key is looked up.</summary>
    public int Network { get; init; } = 6000;

    public static RequestLimits From(IConfiguration settings)
    {
        var limits = new RequestLimits();
        return limits with
        {
            Key = settings.GetValue("Limits:Key", limits.Key),
            Anonymous = settings.GetValue("Limits:Anonymous", limits.Anonymous),
            Network = settings.GetValue("Limits:Network", limits.Network),
        };
    }

    /// <summary>
    /// A route may name its own size. Else files may be as large as the server takes, forms 4 MB (a text of 200,000 Chinese letters, percent-encoded),
    /// the rest 1 MB.
    /// </summary>
    public static Task SizeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } most } size)
        {
            var request = context.Request;
            var type = request.ContentType ?? "";
            var isForm = type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
            most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null || type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? most
                : isForm ? Form
                : Json;
            if (!(request.ContentLength <= most) && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
            {
                size.MaxRequestBodySize = null;
                request.Body = new LimitedBody(request.Body, request.ContentLength, most);
                if (isForm && request.ContentLength > most)
                {
                    // What looks for the token of a form would take it for a form without one.
                    throw LimitedBody.TooLarge();
                }
            }
        }

        return next(context);
    }

    /// <summary>Before the caller is known: a flood of made-up keys costs no look-ups.</summary>
    public async Task ByNetworkAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsLimited(context) || await context.RequestServices.GetRequiredService<RateLimits>().PassAsync(context, "all " + ClientAddress.Prefix(context.Connection.RemoteIpAddress), Network))
        {
            await next(context);
        }
    }

    /// <summary>When the caller is known.</summary>
    public async Task ByCallerAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsLimited(context))
        {
            await next(context);
            return;
        }

        var viewer = context.RequestServices.GetRequiredService<CurrentViewer>();
        var key = viewer.IsSet ? viewer.Viewer.KeyId : 0;
        var (caller, limit) = key != 0 ? ("key " + key, Key) : ("net " + ClientAddress.Prefix(context.Connection.RemoteIpAddress), Anonymous);
        if (await context.RequestServices.GetRequiredService<RateLimits>().PassAsync(context, caller, limit))
        {
            await next(context);
        }
    }

    private static bool IsLimited(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/taxii2", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/feeds", StringComparison.OrdinalIgnoreCase);
}
