using System.Text.Encodings.Web;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Intelligence.Api;

/// <summary>Machine objects by REST: the resource's route table.</summary>
internal static class ObjectsApi
{
    private const long MostBytes = 1L << 30;

    /// <summary>Of a look-up: so many links of 400 letters.</summary>
    private const long MostLookedUp = 4L << 20;

    private const int Flushed = 1 << 16;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/objects", AdmitAsync).WithTags("Objects").Needs(Allow.Key).WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithSummary("Bring a STIX 2.1 bundle: a package for these readers").Accepts<object>("application/json", "application/stix+json").Produces<ReceiptWire>();
        routes.MapPost("/api/v1/lookup", LookUpAsync).WithTags("Objects").Needs(Allow.Key).WithMetadata(new RequestSizeLimitAttribute(MostLookedUp)).WithSummary("Look up to 10,000 values up, exactly").Produces<LookedUpWire>();
    }

    /// <summary>The answer is written while the objects come: each has its outcome, however many there are.</summary>
    private static async Task<IResult> AdmitAsync(HttpContext context, CurrentViewer current, Gate gate, AudienceRules audiences, Database database, CancellationToken stop, [FromQuery] string? label = null, [FromQuery] string[]? audience = null)
    {
        var viewer = current.Viewer;
        if (ScopeRefusals.Writing(viewer) is { } unwritable)
        {
            return unwritable.ToProblem();
        }

        Tlp? named = Labels.TryParse(label, out var read) ? read : null;
        if (label is not null && named is null)
        {
            return Refusal.Invalid("label", "A label is TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED.", "label").ToProblem();
        }

        var parts = audience is not { Length: > 0 } ? new Part[] { new(PartKind.Organisation, viewer.OrganisationId) } : await database.ReadAsync(sql => audiences.ReadAsync(sql, viewer, audience, stop), stop);
        if (parts.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        await WriteAsync(context, viewer, gate, new Origin("REST", parts.Value) { Label = named }, stop);
        return Results.Empty;
    }

    private static async Task WriteAsync(HttpContext context, Viewer viewer, Gate gate, Origin origin, CancellationToken stop)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("outcomes");
        var receipt = (await gate.AdmitAsync(viewer, context.Request.Body, origin, Tell, stop)).Value;
        json.WriteEndArray();
        json.WriteNumber("taken", receipt.Taken);
        json.WriteNumber("refused", receipt.Refused);
        if (receipt.Fault is { } fault)
        {
            json.WriteString("fault", $"{fault.Path}: {fault.Message} ({fault.Clause})");
        }

        json.WriteEndObject();
        await json.FlushAsync(stop);

        async ValueTask Tell(ObjectOutcome outcome)
        {
            JsonSerializer.Serialize(json, outcome, Web);
            if (json.BytesPending > Flushed)
            {
                await json.FlushAsync(stop);
            }
        }
    }

    private static JsonSerializerOptions Web { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<IResult> LookUpAsync(LookUpWire asked, CurrentViewer current, LookUp lookUp, CancellationToken stop) =>
        (await lookUp.RunAsync(current.Viewer, asked.Values ?? [], stop)).Answer(found => Results.Json(new LookedUpWire(found)));
}

/// <param name="Outcomes">One for each object, in their order.</param>
/// <param name="Taken">How many were taken.</param>
/// <param name="Refused">How many were not.</param>
/// <param name="Fault">Why the rest was not read.</param>
internal sealed record ReceiptWire(IReadOnlyList<ObjectOutcome> Outcomes, long Taken, long Refused, string? Fault);

internal sealed record LookUpWire(IReadOnlyList<string>? Values);

internal sealed record LookedUpWire(IReadOnlyList<LookedUpValue> Values);
