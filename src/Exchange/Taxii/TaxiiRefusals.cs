using System.Globalization;
using System.Text.Json;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Taxii.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Exchange.Taxii;

/// <summary>An answer of TAXII: its media type stands on all of them.</summary>
internal sealed class TaxiiBody(ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = TaxiiMedia.Type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

/// <summary>A refusal with a status of its own, where the standard names one.</summary>
internal sealed class TaxiiRefusal(Refusal refusal, int status) : IResult
{
    public Task ExecuteAsync(HttpContext context) => Problems.WriteAsync(context, refusal, status);
}

/// <summary>Refusals as TAXII's errors (TAXII 2.1 §3.6).</summary>
internal static class TaxiiRefusals
{
    public static Refusal NotAcceptable { get; } = Refusal.Invalid("accept", "This speaks application/taxii+json;version=2.1 only.");

    public static Refusal WrongContent { get; } = Refusal.Invalid("content-type", "A body is application/taxii+json;version=2.1.");

    /// <summary>Tools ask first without credentials, and then by the first scheme that they know.</summary>
    public static RefusalFormat Format { get; } = new(WriteAsync, "Basic realm=\"TAXII\", charset=\"UTF-8\", Bearer");

    private static Task WriteAsync(HttpContext context, Refusal refusal, int status)
    {
        var error = new TaxiiError(context.RequestServices.GetRequiredService<Words>().Of(refusal), null, refusal.Code, status.ToString(CultureInfo.InvariantCulture));
        return new TaxiiBody(JsonSerializer.SerializeToUtf8Bytes(error, TaxiiJson.Wire.TaxiiError), status).ExecuteAsync(context);
    }
}
