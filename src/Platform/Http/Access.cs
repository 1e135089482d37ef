using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Platform.Http;

/// <summary>Who may come to a route at all; what they may read there is the law's business.</summary>
public enum Allow
{
    /// <summary>Everybody, signed in or not.</summary>
    Everyone,

    /// <summary>A live person in a session.</summary>
    Person,

    /// <summary>A live person in a session with the role of officer.</summary>
    Officer,

    /// <summary>A live person in a session with the role of auditor.</summary>
    Auditor,

    /// <summary>A live key, in the Authorization header.</summary>
    Key,

    /// <summary>A live key in the header, or else a feed's token in the address; the route looks itself.</summary>
    KeyOrToken,

    /// <summary>The machine itself, on loopback: metrics and health.</summary>
    Loopback,
}

/// <summary>The declared policy of a route or page. A route without one stops the start.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(Allow allow) : Attribute
{
    public Allow Allow { get; } = allow;
}

public static class Access
{
    public static TBuilder Needs<TBuilder>(this TBuilder route, Allow allow)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AccessAttribute(allow));

    /// <summary>Throws where a route has no declared policy.</summary>
    public static void Require(IEndpointRouteBuilder routes)
    {
        var open = routes.DataSources
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<AccessAttribute>() is null && !IsAsset(route))
            .Select(route => route.RoutePattern.RawText)
            .ToList();
        if (open.Count > 0)
        {
            throw new InvalidOperationException("Routes without a declared policy: " + string.Join(", ", open));
        }
    }

    /// <summary>Built files under /dist: the same for everybody.</summary>
    private static bool IsAsset(RouteEndpoint route) =>
        route.Metadata.Any(m => m.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));
}
