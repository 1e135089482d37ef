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

/// <summary>The record by REST: what this key did.</summary>
internal static class RecordApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/record", ReadAsync).WithTags("Record").WithSummary("What this key did, the newest first").Produces<RecordPageWire>().Needs(Allow.Key);

    private static async Task<IResult> ReadAsync(CurrentViewer current, RecordBook record, CancellationToken stop, string? cursor = null)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        var page = await record.OwnAsync(current.Viewer, cursor, stop);
        return page.Answer(p => Results.Json(new RecordPageWire(
            [.. p.Lines.Select(l => new RecordWire(Micros.ToTime(l.At), l.Act, l.ObjectKind, l.ObjectUid, l.Detail.Length == 0 ? null : l.Detail))], p.Next)));
    }
}
