using Infohub.Community.Api;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Community.Keys;

/// <summary>What a key may know of itself, and the certificate that opens it. Keys are made, raised and revoked on pages only: that asks for a person's fresh proof.</summary>
internal static class KeysApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/keys/self", SelfAsync).WithTags("Keys").WithSummary("The key that asks: scopes, ceiling, networks, expiry").Produces<KeyWire>().Needs(Allow.Key);
        routes.MapPut("/api/v1/keys/self/certificate", BindAsync).WithTags("Keys").WithSummary("Lets the client certificate of this connection open the key, as its secret does")
            .Produces(StatusCodes.Status204NoContent).Needs(Allow.Key);
        routes.MapDelete("/api/v1/keys/self/certificate", ReleaseAsync).WithTags("Keys").WithSummary("No certificate opens the key any more").Produces(StatusCodes.Status204NoContent).Needs(Allow.Key);
    }

    private static async Task<IResult> BindAsync(HttpContext context, CurrentViewer current, BindCertificate bind, TimeProvider clock, CancellationToken stop)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            return KeyRefusals.BySecret.ToProblem();
        }

        return ClientCertificate.Of(context, clock) is not { } certificate ? KeyRefusals.NoCertificate.ToProblem() : Said(await bind.RunAsync(current.Viewer, certificate, stop));
    }

    private static async Task<IResult> ReleaseAsync(CurrentViewer current, BindCertificate bind, CancellationToken stop) => Said(await bind.RunAsync(current.Viewer, null, stop));

    private static IResult Said(Outcome<Done> outcome) => outcome.Refusal is { } refusal ? refusal.ToProblem() : Results.NoContent();

    private static async Task<IResult> SelfAsync(CurrentViewer current, KeyDirectory keys, CancellationToken stop) =>
        await keys.SelfAsync(current.Viewer, stop) is { } self ? Results.Json(KeyWire.Of(self)) : Refusal.NotFound.ToProblem();
}
