using System.Net;
using Microsoft.AspNetCore.Http;

namespace Infohub.Community.SignIn;

/// <summary>The session's secret in the browser: bound to this host over TLS, or on the machine itself without.</summary>
internal static class SessionCookie
{
    private const string OverTls = "__Host-infohub";
    private const string OnLoopback = "infohub";

    public static string? Read(HttpRequest request) =>
        NameFor(request) is { } name && request.Cookies.TryGetValue(name, out var token) && token.Length > 0 ? token : null;

    /// <summary>False where the connection is neither over TLS nor on the machine itself: no secret travels there.</summary>
    public static bool Allowed(HttpRequest request) => NameFor(request) is not null;

    public static void Write(HttpContext context, string token) =>
        context.Response.Cookies.Append(NameFor(context.Request)!, token, Options(context.Request));

    public static void Remove(HttpContext context)
    {
        if (NameFor(context.Request) is { } name)
        {
            context.Response.Cookies.Delete(name, Options(context.Request));
        }
    }

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
    };

    private static string? NameFor(HttpRequest request)
    {
        if (request.IsHttps)
        {
            return OverTls;
        }

        var host = request.Host.Host;
        var here = string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        return here ? OnLoopback : null;
    }
}
