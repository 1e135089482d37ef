using Infohub.Community.Api;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Community.Keys;

/// <summary>What a key may know of itself. Keys are made, raised and revoked on pages only: that asks for a person's fresh proof.</summary>
internal static class KeysApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/keys/self", SelfAsync).WithTags("Keys").WithSummary("The key that asks: scopes, ceiling, networks, expiry").Produces<KeyWire>().Needs(Allow.Key);

    private static async Task<IResult> SelfAsync(CurrentViewer current, KeyDirectory keys, CancellationToken stop) =>
        await keys.SelfAsync(current.Viewer, stop) is { } self ? Results.Json(KeyWire.Of(self)) : Refusal.NotFound.ToProblem();
}
