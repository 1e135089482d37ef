using System.Net;
using Microsoft.AspNetCore.Http;

namespace Infohub.Platform.Http;

/// <summary>
/// What links that leave the hub begin with. The Host header is what the client says: it stands in a link only where it was checked, or where this machine names itself.
/// </summary>
public sealed class SiteAddress(string configured, string? allowedHosts)
{
    /// <summary>With one of these, any host passes the check of hosts.</summary>
    private static readonly string[] AnyHost = ["*", "[::]", "0.0.0.0"];

    private readonly bool checksHosts = (allowedHosts ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } hosts
        && !hosts.Intersect(AnyHost, StringComparer.Ordinal).Any();

    /// <summary>Scheme, host and port without a slash at the end; empty where nobody said how the hub is called: links are then paths.</summary>
    public string Of(HttpRequest request) =>
        configured.Length > 0 ? configured
        : checksHosts || IsHere(request) ? (request.IsHttps ? "https://" : "http://") + request.Host
        : "";

    /// <summary>The host's name alone, for what must not be said about the hub itself.</summary>
    public string HostOf(HttpRequest request) => configured.Length > 0 ? new Uri(configured).Host : request.Host.Host;

    private static bool IsHere(HttpRequest request) =>
        request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" && request.HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);
}
