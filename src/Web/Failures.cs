using System.Text;
using System.Text.Json;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Diagnostics;

namespace Infohub.Web;

/// <summary>
/// What went wrong without being a refusal: a request that is no request, a store that does not answer, a defect. Machines get a problem
/// (RFC 9457), people a page; a defect shows its number alone, the log has the rest.
/// </summary>
internal sealed class Failures(IIdSource ids, ILogger<Failures> log) : IExceptionHandler
{
    private const string NumberItem = "failure-number";
    private const string StatusItem = "failure-status";

    private static readonly Refusal Store = new(RefusalKind.Invalid, "store", "The store does not take or give data now. Nothing was changed. Try again in a minute.");
    private static readonly Refusal Unsure = new(RefusalKind.Invalid, "store-unsure", "The store went away while it kept your change. Look whether the change is there before you send it again.");
    private static readonly Refusal Defect = new(RefusalKind.Invalid, "failure", "Something broke here. Tell the operator this number: {0}");
    private static readonly Refusal TooLarge = new(RefusalKind.TooLarge, "too-large", "The request is larger than this address takes.");
    private static readonly Refusal Unreadable = Refusal.Invalid("request", "The request could not be read. Look at its address, headers and body.");
    private static readonly Refusal NotJson = Refusal.Invalid("json", "The body is not the JSON that this address takes: look near {0} (line {1}).");

    public static int StatusOf(Exception exception) => exception switch
    {
        StoreFailure => StatusCodes.Status503ServiceUnavailable,
        _ when StoreFailure.IsOfDisk(exception) => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException { InnerException: JsonException } or JsonException => StatusCodes.Status400BadRequest,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The number under which the log knows the failure of this request, or null.</summary>
    public static string? NumberOf(HttpContext context) => context.Items[NumberItem] as string;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = StatusOf(exception);
        Note(httpContext, exception, status);
        if (!IsForMachines(httpContext, httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path))
        {
            return false;
        }

        await Problems.WriteAsync(httpContext, RefusalFor(httpContext, exception, status), status);
        return true;
    }

    /// <summary>The status for which the page of errors stands; null where somebody asks for that page itself.</summary>
    public static int? StatusOf(HttpContext context) => context.Items[StatusItem] as int?;

    /// <summary>Gives a failure its number in the log, and says when to come again where that helps.</summary>
    public void Note(HttpContext context, Exception exception, int status)
    {
        if (status >= 500)
        {
            var number = ids.NewUid();
            context.Items[NumberItem] = number;
            log.LogError(exception, "Failure {Number}: {Kind}", number, status == StatusCodes.Status503ServiceUnavailable ? "store" : "defect");
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "60";
        }
    }

    /// <summary>Where an answer has a status and nothing else: a problem for machines, the page of errors for people.</summary>
    public static async Task FillAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var status = context.Response.StatusCode;
        if (status < 400 || context.Response.HasStarted || context.Response.ContentLength is not null || context.Response.ContentType is not null)
        {
            return;
        }

        if (IsForMachines(context, context.Request.Path))
        {
            await Problems.WriteAsync(context, PlainRefusal(status), status);
            return;
        }

        // Hidden and absent come out of the same second run, which knows nothing but the status (law R7).
        var (path, query, endpoint) = (context.Request.Path, context.Request.QueryString, context.GetEndpoint());
        (context.Request.Path, context.Request.QueryString) = ("/error/" + status, QueryString.Empty);
        context.Items[StatusItem] = status;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        try
        {
            await next(context);
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString) = (path, query);
            context.SetEndpoint(endpoint);
        }
    }

    /// <summary>The sentence for a bare status, also for the page.</summary>
    public static Refusal PlainRefusal(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new(RefusalKind.SignIn, "sign-in", "A live key is needed, in the Authorization header."),
        StatusCodes.Status403Forbidden => Refusal.Forbidden("forbidden", "This may not be done from here."),
        StatusCodes.Status404NotFound => Refusal.NotFound,
        StatusCodes.Status405MethodNotAllowed => Refusal.Invalid("method", "This address does not take that method."),
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => Refusal.Invalid("media-type", "This address takes another Content-Type: application/json, mostly."),
        StatusCodes.Status503ServiceUnavailable => Store,
        >= 500 => Defect,
        _ => Unreadable,
    };

    /// <summary>The sentence for a failure, or for a bare status where there is none.</summary>
    public static Refusal RefusalFor(HttpContext context, Exception? exception, int status) => (exception as JsonException ?? exception?.InnerException as JsonException) switch
    {
        { } json when status == StatusCodes.Status400BadRequest => NotJson with { Args = [json.Path ?? "$", (json.LineNumber ?? 0) + 1] },
        _ when exception is StoreFailure { IsUnsure: true } => Unsure,
        _ when status == StatusCodes.Status500InternalServerError => Defect with { Args = [NumberOf(context) ?? ""] },
        _ => PlainRefusal(status),
    };

    private static bool IsForMachines(HttpContext context, PathString? path) =>
        (path?.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase) ?? false)
        || (path?.StartsWithSegments("/feeds", StringComparison.OrdinalIgnoreCase, out var feed) == true && feed.Value is { Length: > 1 })
        || context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<AccessAttribute>()?.Allow is Allow.Key or Allow.KeyOrToken or Allow.Loopback
        || context.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>()?.Allow is Allow.Key or Allow.KeyOrToken or Allow.Loopback;

    /// <summary>
    /// An exception for the log: kinds, codes and places. Messages are left out, because they quote what was sent or stored; the house's own say nothing of it.
    /// </summary>
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(e.GetType().FullName);
            text.Append(e switch
            {
                StoreFailure => ": " + e.Message,
                Microsoft.Data.Sqlite.SqliteException sqlite => $" {sqlite.SqliteErrorCode}/{sqlite.SqliteExtendedErrorCode}",
                Npgsql.PostgresException postgres => " " + postgres.SqlState,
                System.Net.Sockets.SocketException socket => " " + socket.SocketErrorCode,
                _ => "",
            });
            text.Append('\n').Append(e.StackTrace).Append('\n');
        }

        return text.ToString();
    }
}
