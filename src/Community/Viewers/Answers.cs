using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Infohub.Community.Viewers;

/// <summary>What a request without the right proof is told.</summary>
internal static class Answers
{
    /// <summary>Always false: the request ends here.</summary>
    public static async Task<bool> UnauthorisedAsync(HttpContext context, Words words)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await TypedResults
            .Problem(statusCode: StatusCodes.Status401Unauthorized, title: words["A live key is needed, in the Authorization header."], type: "urn:infohub:sign-in")
            .ExecuteAsync(context);
        return false;
    }

    /// <summary>To the sign-in page, and back to the same place where that changes nothing.</summary>
    public static async Task<bool> SignInAsync(HttpContext context, Words words)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            return await UnauthorisedAsync(context, words);
        }

        var back = HttpMethods.IsGet(request.Method) ? request.GetEncodedPathAndQuery() : "/";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = back == "/" ? "/signin" : "/signin?back=" + Uri.EscapeDataString(back);
        return false;
    }
}
