using Infohub.Community.SignIn;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Community.Viewers;

/// <summary>What a request without the right proof is told.</summary>
internal static class Answers
{
    private static readonly Refusal NeedsKey = new(RefusalKind.SignIn, "sign-in", "A live key is needed, in the Authorization header.");

    /// <summary>Always false: the request ends here.</summary>
    public static async Task<bool> UnauthorisedAsync(HttpContext context)
    {
        await Problems.WriteAsync(context, NeedsKey, StatusCodes.Status401Unauthorized);
        return false;
    }

    /// <summary>To the sign-in page, and back to the same place where that changes nothing.</summary>
    public static async Task<bool> SignInAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            return await UnauthorisedAsync(context);
        }

        var back = HttpMethods.IsGet(request.Method) ? request.GetEncodedPathAndQuery() : "/";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        var page = await LacksTermsAsync(context) ? "/terms" : "/signin";
        context.Response.Headers.Location = back == "/" ? page : page + "?back=" + Uri.EscapeDataString(back);
        return false;
    }

    private static async Task<bool> LacksTermsAsync(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { } token)
        {
            return false;
        }

        var services = context.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().Now();
        var stop = context.RequestAborted;
        return await services.GetRequiredService<Database>().ReadAsync(sql => Account.BySessionAsync(sql, token, now, stop), stop)
            is { Active: true, AcceptedTerms: false };
    }
}
