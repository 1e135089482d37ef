using Infohub.Community.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Intelligence.Sightings;

/// <summary>Sightings by REST: the resource's route table.</summary>
internal static class SightingsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/sightings", RecordAsync).WithTags("Sightings").Needs(Allow.Key).WithSummary("Say of up to 1,000 values that they were seen, are false positives or have expired").Produces<SightingOutcomesWire>();
        routes.MapGet("/api/v1/sightings", ListAsync).WithTags("Sightings").Needs(Allow.Key).WithSummary("What was said of one value, the last first").Produces<SightingsWire>();
        routes.MapDelete("/api/v1/sightings/{id}", TakeBackAsync).WithTags("Sightings").Needs(Allow.Key).WithSummary("Take back what one's own organisation said").Produces(204);
        routes.MapPut("/api/v1/sightings/{id}/attribution", AttributeAsync).WithTags("Sightings").Needs(Allow.Key).WithSummary("Put one's organisation's name to what one said without it, from now on").Produces(204);
    }

    private static async Task<IResult> RecordAsync(SightingsToRecordWire said, CurrentViewer current, RecordSightings record, CancellationToken stop) =>
        (await record.RunAsync(current.Viewer, [.. (said.Sightings ?? []).Select(s => s.ToInput())], stop)).Answer(outcomes => Results.Json(new SightingOutcomesWire(
            [.. outcomes.Select((o, at) => o.Refusal is { } refusal ? new SightingOutcomeWire(at) { Code = refusal.Code, Reason = refusal.InEnglish() } : new SightingOutcomeWire(at) { Id = o.Value.Uid, Item = o.Value.ItemUid, Added = o.Value.Added })],
            outcomes.Count(o => o.Done), outcomes.Count(o => !o.Done))));

    private static async Task<IResult> ListAsync(string value, CurrentViewer current, ReadValues values, Database database, CancellationToken stop)
    {
        var viewer = current.Viewer;
        if (ScopeRefusals.Reading(viewer) is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        if (TypedValue.Read(value) is not { } read)
        {
            return SightingRefusals.Value.ToProblem();
        }

        var known = (await values.RunAsync(viewer, MachineChannel.Of(viewer), [read], stop))[0];
        var names = await SpeakerNames.OfAsync(database, known.Sightings, stop);
        return Results.Json(new SightingsWire(read.Kind, read.Value, [.. known.Sightings.Select(s => SightingWire.Of(s, names))], SightingTotalsWire.Of(known.Sightings)));
    }

    private static async Task<IResult> TakeBackAsync(string id, CurrentViewer current, TakeBackSighting takeBack, CancellationToken stop) =>
        (await takeBack.RunAsync(current.Viewer, id, stop)).Answer(_ => Results.NoContent());

    private static async Task<IResult> AttributeAsync(string id, SightingAttributionWire to, CurrentViewer current, AttributeSighting attribute, CancellationToken stop) =>
        (await attribute.RunAsync(current.Viewer, id, to.Attribution, stop)).Answer(_ => Results.NoContent());
}
