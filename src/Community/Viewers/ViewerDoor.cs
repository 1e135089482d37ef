using System.Net;
using Infohub.Community.Keys;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Community.Viewers;

/// <summary>
/// Who asks: by cookie on pages, by key elsewhere, never by both; and whether the route is theirs. Whoever is turned away has an answer then.
/// </summary>
internal sealed class ViewerDoor(ViewerSource viewers, KeyUses uses, Database database, TimeProvider clock)
{
    private const long TouchEvery = 5 * Micros.Minute;

    /// <summary>A body may trickle in for hours: what its sender might do at its beginning says nothing after this long.</summary>
    private const long Stale = 2 * Micros.Second;

    /// <summary>Sets the request's viewer; false where the request ends here.</summary>
    public async Task<bool> EnterAsync(HttpContext context) =>
        await FindAsync(context) is { } viewer && !RefusesForged(context) && await IsAllowedAsync(context, viewer);

    /// <summary>When the body is read, before anything is done: a viewer found too long ago is looked for again. False where the request ends here.</summary>
    public async Task<bool> StillAsync(HttpContext context)
    {
        var current = context.RequestServices.GetRequiredService<CurrentViewer>();
        // The page of errors has the viewer of the request that failed.
        return context.Features.Get<IExceptionHandlerFeature>() is not null || clock.Now() - current.Viewer.Facts.Now <= Stale || await EnterAsync(context);
    }

    /// <summary>The route's declared policy; false where the request ends here.</summary>
    public static async Task<bool> IsAllowedAsync(HttpContext context, Viewer viewer)
    {
        switch (PolicyOf(context))
        {
            case Allow.Person when !viewer.IsPerson:
                return await Answers.SignInAsync(context);
            case var policy when !HasRole(policy, viewer):
            case Allow.Loopback when !IsOnLoopback(context):
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return false;
            case Allow.Key when viewer.KeyId == 0:
                return await Answers.UnauthorisedAsync(context);
            default:
                return true;
        }
    }

    private async Task<Viewer?> FindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var words = services.GetRequiredService<Words>();
        // The page of errors must come also when the store gives nothing, not even the session.
        var viewer = context.Features.Get<IExceptionHandlerFeature>() is not null ? viewers.Anonymous()
            : IsForKeys(context) ? await FromKeyAsync(context) : await FromCookieAsync(context);
        if (viewer is null)
        {
            await Answers.UnauthorisedAsync(context);
            return null;
        }

        services.GetRequiredService<CurrentViewer>().Set(viewer);
        Frame(context.Request, viewer, words, services.GetRequiredService<PageFrame>());
        return viewer;
    }

    /// <summary>A browser shows its certificate to whatever page asks in its person's name.</summary>
    private static bool IsByAnotherSite(HttpRequest request) => request.Headers.Origin.Count > 0 || (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not "none" and not "same-origin");

    private static Allow PolicyOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>()?.Allow ?? Allow.Everyone;

    private static bool IsForKeys(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || PolicyOf(context) is Allow.Key or Allow.KeyOrToken;

    /// <summary>By the header, and null where it opens nothing; where there is none, by the connection's certificate; else anonymous.</summary>
    private async Task<Viewer?> FromKeyAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var (from, stop) = (context.Connection.RemoteIpAddress ?? IPAddress.None, context.RequestAborted);
        var viewer = header.Length > 0 ? KeySecret.Of(header) is { } secret ? await viewers.FromKeyAsync(secret, from, stop) : null
            : ClientCertificate.Of(context, clock) is { } certificate && !IsByAnotherSite(context.Request) && await viewers.FromCertificateAsync(certificate, from, stop) is { } opened ? opened
            : viewers.Anonymous();
        if (viewer is { KeyId: > 0 })
        {
            uses.Note(viewer);
        }

        return viewer;
    }

    private async Task<Viewer?> FromCookieAsync(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { } token)
        {
            return viewers.Anonymous();
        }

        var viewer = await viewers.FromSessionAsync(token, context.RequestAborted);
        if (viewer.IsPerson && viewer.SeenAt < clock.Now() - TouchEvery)
        {
            await TouchAsync(viewer);
        }

        return viewer;
    }

    private async Task TouchAsync(Viewer viewer)
    {
        try
        {
            await database.WriteAsync(
                tx => tx.RunAsync("update session set seen_at = @now where id = @id", CancellationToken.None, ("id", viewer.SessionId), ("now", tx.Now)),
                CancellationToken.None);
        }
        catch (StoreFailure)
        {
            // A full disk takes no change; reading goes on, and the session only ends sooner.
        }
    }

    /// <summary>A change asked for by the page of another host, a sibling of this one too, in this browser's name.</summary>
    private static bool RefusesForged(HttpContext context)
    {
        var request = context.Request;
        var forged = !IsForKeys(context) && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
            && request.Headers["Sec-Fetch-Site"] is [{ } from] && from is not "same-origin" and not "none"
            && SessionCookie.Read(request) is not null;
        if (forged)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return forged;
    }

    private static bool HasRole(Allow policy, Viewer viewer) => policy switch
    {
        Allow.Officer => viewer.Has(Roles.Officer),
        Allow.Auditor => viewer.Has(Roles.Auditor),
        _ => true,
    };

    // A proxy on the same machine connects from loopback too; it says so in a header.
    private static bool IsOnLoopback(HttpContext context) =>
        context.Connection is { LocalIpAddress: { } here, RemoteIpAddress: { } there } && IPAddress.IsLoopback(here) && IPAddress.IsLoopback(there)
        && !context.Request.Headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || name.Equals("Via", StringComparison.OrdinalIgnoreCase));

    private static void Frame(HttpRequest request, Viewer viewer, Words words, PageFrame frame)
    {
        frame.Navigation = [.. frame.Navigation.Where(e => HasRole(e.For, viewer))];
        if (!viewer.IsPerson)
        {
            (frame.PersonName, frame.OrganisationName) = (null, null);
            return;
        }

        // The language of the address, then what was chosen on this browser, then the account's.
        if (frame.LanguageInAddress is null && !request.Cookies.ContainsKey(PlatformUi.LanguageCookie))
        {
            words.Language = Languages.Nearest(viewer.Language) ?? words.Language;
        }

        frame.PersonName = viewer.PersonName;
        frame.OrganisationName = words.Name(viewer.OrganisationName, viewer.OrganisationNameZh);
        frame.Theme = viewer.Theme.Length > 0 ? viewer.Theme : null;
        frame.Density = viewer.Density.Length > 0 ? viewer.Density : null;
        frame.Shortcuts = viewer.Shortcuts;
        frame.Zone = TimeZoneInfo.TryFindSystemTimeZoneById(viewer.Zone, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}
