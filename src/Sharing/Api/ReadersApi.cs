using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Library.Readings;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Passing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Api;

/// <summary>One part of an audience that the viewer may know (R11).</summary>
/// <param name="Kind"><c>public</c>, <c>community</c>, <c>circle</c>, <c>organisation</c> or <c>person</c>.</param>
/// <param name="Members">How many members a circle has; else null.</param>
public sealed record PartWire(string Kind, string? Id, string? Name, string? Organisation, long? Members);

/// <summary>Who can read; others without a number.</summary>
/// <param name="Parts">As far as the reader may know.</param>
/// <param name="AndOthers">There are more.</param>
/// <param name="PassedOn">For the originator's side all, else what the reader passed on or got.</param>
public sealed record ReadersWire(IReadOnlyList<PartWire> Parts, bool AndOthers, IReadOnlyList<GrantWire> PassedOn);

/// <summary>One passing on; without the name of a circle that the reader may not know of.</summary>
public sealed record GrantWire(string By, string Organisation, string? To, DateTimeOffset At);

/// <summary>One reading on record; the time is a minute.</summary>
public sealed record ReadingWire(string? Person, string Organisation, string? Key, int Version, string Way, DateTimeOffset At);

/// <summary>Who has read (C2): at TLP:CLEAR and TLP:GREEN a number only.</summary>
public sealed record ReadingsWire(IReadOnlyList<ReadingWire> Readings, long Counted);

/// <summary>An open question for wider sharing.</summary>
public sealed record WiderAskWire(string Id, string Person, string Organisation, string Part, DateTimeOffset At);

/// <summary>Whom to share it with, as in an audience.</summary>
public sealed record PartAskWire(string Part);

/// <summary>What the originator says to it.</summary>
public sealed record WiderAnswerWire(bool Give);

/// <summary>An act of officers on an item (H4), without title.</summary>
public sealed record HidingWire(string Act, string Reason, string Label, DateTimeOffset At);

/// <summary>The public list; what has an unlisted audience is a number alone.</summary>
public sealed record HidingsWire(IReadOnlyList<HidingWire> Items, long Unlisted);

/// <summary>Who can read a post, who has, who asks for more; and what officers hid: the route table.</summary>
internal static class ReadersApi
{
    private static readonly string[] Kinds = ["public", "community", "circle", "organisation", "person"];

    private static readonly Refusal OriginatorOnly = Refusal.Forbidden("originator-record", "Only the originator sees who has read it.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var post = routes.MapGroup("/api/v1/posts/{id}").WithTags("Readers").Needs(Allow.Key);
        post.MapGet("readers", ReadersAsync).WithSummary("Who can read it, as far as this key's owner may know").Produces<ReadersWire>();
        post.MapGet("readings", ReadingsAsync).WithSummary("Who has read it: for the originator").Produces<ReadingsWire>();
        post.MapGet("wider-asks", AsksAsync).WithSummary("Open questions for wider sharing: for the originator").Produces<IReadOnlyList<WiderAskWire>>();
        post.MapPost("wider-asks", AskAsync).WithSummary("Ask the originator to share it wider").Produces<CreatedWire>(201);
        post.MapPut("wider-asks/{ask}", AnswerAsync).WithSummary("Give or decline wider sharing");
        routes.MapGet("/api/v1/hidden", HiddenAsync).WithTags("Public").WithSummary("What officers hid, showed again or erased").Produces<HidingsWire>().Needs(Allow.Everyone);
    }

    private static async Task<IResult> ReadersAsync(string id, CurrentViewer current, Holdings holdings, Database database, Grants grants, CancellationToken stop)
    {
        var item = await FindAsync(id, current.Viewer, holdings, database, stop);
        if (item.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var view = (await holdings.DescribeAsync(current.Viewer, [item.Value.Card], stop))[0] ?? new AudienceView([], false);
        return Results.Json(new ReadersWire(
            [.. view.Parts.Select(Of)],
            view.AndOthers,
            (await grants.ListAsync(item.Value, stop)).ConvertAll(g => new GrantWire(g.PersonName, g.OrganisationName, g.Part.Length == 0 ? null : g.Part, Micros.ToTime(g.At)))));
    }

    private static async Task<IResult> ReadingsAsync(string id, CurrentViewer current, Holdings holdings, Database database, WhoHasRead readings, CancellationToken stop)
    {
        var item = await FindAsync(id, current.Viewer, holdings, database, stop);
        if (item.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await readings.ReadAsync(item.Value, stop) is { } read
            ? Results.Json(new ReadingsWire([.. read.Lines.Select(Of)], read.Counted))
            : OriginatorOnly.ToProblem();
    }

    private static async Task<IResult> AsksAsync(string id, CurrentViewer current, Holdings holdings, Database database, WiderAsks asks, CancellationToken stop)
    {
        var item = await FindAsync(id, current.Viewer, holdings, database, stop);
        return item.Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Json((await asks.ListAsync(item.Value, stop)).ConvertAll(a => new WiderAskWire(a.Uid, a.PersonName, a.OrganisationName, a.Part, Micros.ToTime(a.At))));
    }

    private static async Task<IResult> AskAsync(string id, PartAskWire what, CurrentViewer current, AskWider ask, Idempotency once, HttpContext context, CancellationToken stop) =>
        (await OnceAsync(once, context, current, new { act = "ask-wider", id, what }, () => ask.RunAsync(current.Viewer, id, what.Part, stop), uid => uid, stop))
            .Answer(uid => Results.Created($"/api/v1/posts/{id}/wider-asks/{uid}", new CreatedWire(uid)));

    private static async Task<IResult> AnswerAsync(
        string id, string ask, WiderAnswerWire answer, CurrentViewer current, AnswerWider wider, Idempotency once, HttpContext context, CancellationToken stop) =>
        (await OnceAsync(once, context, current, new { act = "answer-wider", id, ask, answer }, () => wider.RunAsync(current.Viewer, id, ask, answer.Give, stop), _ => ask, stop))
            .Answer(_ => Results.NoContent());

    private static async Task<IResult> HiddenAsync(HidingList hidden, CancellationToken stop)
    {
        var (lines, unlisted) = await hidden.ReadAsync(stop);
        return Results.Json(new HidingsWire([.. lines.Select(l => new HidingWire(l.Act, l.Reason, ((Tlp)l.Label).Canonical(), Micros.ToTime(l.At)))], unlisted));
    }

    /// <summary>Nothing of what it says is given, so nothing comes on record.</summary>
    private static async Task<Outcome<ReadableItem>> FindAsync(string id, Viewer viewer, Holdings holdings, Database database, CancellationToken stop) =>
        ScopeRefusals.Reading(viewer) is { } unreadable ? unreadable : await database.ReadAsync(sql => holdings.ForActAsync(sql, viewer, id, stop), stop);

    private static Task<Outcome<string>> OnceAsync<T, TRequest>(
        Idempotency once, HttpContext context, CurrentViewer current, TRequest request, Func<Task<Outcome<T>>> act, Func<T, string> uidOf, CancellationToken stop) =>
        once.OnceAsync(context, current.Viewer.KeyName, JsonSerializer.SerializeToUtf8Bytes(request), act, uidOf, stop);

    private static PartWire Of(PartView part) => new(
        Kinds[part.Kind], part.Named.Length == 0 ? null : part.Named, part.Name.Length == 0 ? null : part.Name, part.Organisation.Length == 0 ? null : part.Organisation, part.Members);

    private static ReadingWire Of(ReadingLine line) => new(
        line.PersonName.Length == 0 ? null : line.PersonName, line.OrganisationName, line.KeyName.Length == 0 ? null : line.KeyName, line.Version,
        line.Channel.ToString().ToLowerInvariant(), Micros.ToTime(line.At));
}
