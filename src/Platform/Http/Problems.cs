using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Platform.Http;

/// <summary>Refusals as RFC 9457 problems: the one place where kinds become status codes.</summary>
public static class Problems
{
    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.SignIn => StatusCodes.Status401Unauthorized,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The refusal for a machine, in the language that it accepts.</summary>
    public static IResult ToProblem(this Refusal refusal) => new Problem(refusal);

    /// <summary>The value by <paramref name="show"/>, or the problem.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, Func<T, IResult> show) =>
        outcome.Refusal is { } refusal ? refusal.ToProblem() : show(outcome.Value);

    /// <summary>The problem with a status of its own, for what is no refusal of a use case.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal, int status)
    {
        context.Response.StatusCode = status;
        // A request that broke off stands at the page of errors now.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        var format = endpoint?.Metadata.GetMetadata<RefusalFormat>();
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = format?.Challenge ?? "Bearer";
        }

        if (format is not null)
        {
            return format.WriteAsync(context, refusal, status);
        }

        var words = context.RequestServices.GetRequiredService<Words>();
        var body = new ProblemBody("urn:infohub:" + refusal.Code, words.Of(refusal), status, refusal.Code, refusal.Field);
        return context.Response.WriteAsJsonAsync(body, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    private sealed class Problem(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext context) => WriteAsync(context, refusal, Status(refusal.Kind));
    }
}

/// <summary>RFC 9457, with the stable word and the field that the house adds.</summary>
public sealed record ProblemBody(string Type, string Title, int Status, string Code, string? Field);
