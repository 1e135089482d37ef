using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Warning lists by REST, to be read: a change of the settings goes by session only.</summary>
internal static class WarningListsApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/warning-lists", ListAsync).WithTags("Objects").Needs(Allow.Key).WithSummary("Which lists of known and harmless values there are").Produces<WarningListsWire>();

    private static async Task<IResult> ListAsync(CurrentViewer current, ListDirectory directory, CancellationToken stop) =>
        (await directory.RunAsync(current.Viewer, stop)).Answer(lists => Results.Json(new WarningListsWire([.. lists.Select(WarningListWire.Of)])));
}

internal sealed record WarningListsWire(IReadOnlyList<WarningListWire> Lists);

/// <param name="Id">Its address.</param>
/// <param name="Version">Null for a built-in list, which changes with the program.</param>
/// <param name="Type">As in MISP's format.</param>
/// <param name="LoadedAt">Null for a built-in list.</param>
internal sealed record WarningListWire(string Id, string Name, string Description, long? Version, string Type, long Entries, bool BuiltIn, bool On, DateTimeOffset? LoadedAt)
{
    public static WarningListWire Of(ListCard card) =>
        new(card.Uid, card.Name, card.Description, card.IsBuiltIn ? null : card.Version, card.Type, card.Entries, card.IsBuiltIn, card.IsOn, card.IsBuiltIn ? null : Micros.ToTime(card.LoadedAt));
}
