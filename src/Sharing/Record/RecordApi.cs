using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Record;

/// <summary>One act on the record.</summary>
public sealed record RecordWire(DateTimeOffset At, string Act, string ObjectKind, string ObjectId, string? Detail);

public sealed record RecordPageWire(IReadOnlyList<RecordWire> Items, string? Next);

/// <summary>One act on an item. Nobody is named where an anonymous author did it.</summary>
public sealed record ItemActWire(DateTimeOffset At, string Act, string? Person, string? Organisation, string? Key, string? Detail);

public sealed record ItemRecordWire(IReadOnlyList<ItemActWire> Items, string? Next);

/// <summary>The record by REST: what this key did, and what was done to an own item.</summary>
internal static class RecordApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/record", ReadAsync).WithTags("Record").WithSummary("What this key did, the newest first").Produces<RecordPageWire>().Needs(Allow.Key);
        routes.MapGet("/api/v1/posts/{id}/record", OfItemAsync).WithTags("Record").WithSummary("Every act on a post, readings among them: for the originator").Produces<ItemRecordWire>().Needs(Allow.Key);
    }

    private static async Task<IResult> ReadAsync(CurrentViewer current, RecordBook record, CancellationToken stop, string? cursor = null)
    {
        var page = ScopeRefusals.Reading(current.Viewer) is { } unreadable ? unreadable : await record.OwnAsync(current.Viewer, cursor, stop);
        return page.Answer(p => Results.Json(new RecordPageWire([.. p.Lines.Select(l => new RecordWire(Micros.ToTime(l.At), l.Act, l.ObjectKind, l.ObjectUid, Said(l.Detail)))], p.Next)));
    }

    private static async Task<IResult> OfItemAsync(string id, CurrentViewer current, RecordBook record, CancellationToken stop, string? cursor = null)
    {
        var page = ScopeRefusals.Reading(current.Viewer) is { } unreadable ? unreadable : await record.OfItemAsync(current.Viewer, id, cursor, stop);
        return page.Answer(p => Results.Json(new ItemRecordWire(
            [.. p.Lines.Select(l => new ItemActWire(Micros.ToTime(l.At), l.Act, Said(l.PersonName), Said(l.OrganisationName), Said(l.KeyName), Said(WithinCeiling(l))))], p.Next)));
    }

    /// <summary>Of a change of label the new one alone: the old one may lie above the key's ceiling.</summary>
    private static string WithinCeiling(RecordLine line) => line.Act == "item.relabel" ? line.Detail[(line.Detail.LastIndexOf(' ') + 1)..] : line.Detail;

    private static string? Said(string text) => text.Length == 0 ? null : text;
}
