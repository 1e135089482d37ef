using Infohub.Community.Public;
using Infohub.Delivery.Live;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Delivery.Inbox;

/// <summary>The item of a notice, as far as this key may read it.</summary>
internal sealed record NoticeItemWire(string Id, string Label, string? Title);

/// <summary>One notice by REST.</summary>
internal sealed record NoticeWire(
    string Id, string Kind, DateTimeOffset At, bool Read, NoticeItemWire? Item, string? Label, string? Person, string? Organisation, string? Circle, string? Reason, string? View);

internal sealed record NoticePageWire(IReadOnlyList<NoticeWire> Items, string? Next);

/// <summary>Notices by REST, for keys of persons: an organisation's key has no inbox.</summary>
internal static class InboxApi
{
    private static readonly Refusal PersonsOnly = Refusal.Forbidden("person-key", "An organisation's key has no inbox. Use a key of a person.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var notices = routes.MapGroup("/api/v1/notices").WithTags("Notices").Needs(Allow.Key);
        notices.MapGet("", ListAsync).WithSummary("The inbox of the key's owner, the newest first").Produces<NoticePageWire>();
        notices.MapPost("{id}/reading", ReadAsync).WithSummary("Mark a notice as read");
    }

    private static async Task<IResult> ListAsync(CurrentViewer current, InboxBook inbox, CancellationToken stop, string? cursor = null, int limit = 50)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        if (current.Viewer.PersonId == 0)
        {
            return PersonsOnly.ToProblem();
        }

        if (Numbers.TooSmall("limit", limit, 1) is { } small)
        {
            return small.ToProblem();
        }

        var page = await inbox.ListAsync(current.Viewer, cursor, Math.Min(limit, 200), stop);
        return page.Answer(p => Results.Json(new NoticePageWire([.. p.Lines.Select(WireOf)], p.Next)));
    }

    private static async Task<IResult> ReadAsync(string id, CurrentViewer current, MarkNotices mark, LivePulse pulse, CancellationToken stop)
    {
        if (ScopeRefusals.Writing(current.Viewer) is { } unwritable)
        {
            return unwritable.ToProblem();
        }

        if (current.Viewer.PersonId == 0)
        {
            return PersonsOnly.ToProblem();
        }

        var done = await mark.RunAsync(current.Viewer, [id], stop);
        pulse.Wake(current.Viewer.PersonId);
        return done.Answer(_ => Results.NoContent());
    }

    private static NoticeWire WireOf(NoticeLine line) => new(
        line.Id,
        line.IsBare ? "new" : NoticeKind.Word(line.Kind),
        Micros.ToTime(line.At),
        line.Read,
        line.Card is { } card ? new NoticeItemWire(card.Uid, card.Label.Canonical(), card.Shows == Disclosure.Full ? Observables.Masking.MaskText(card.Title) : null) : null,
        line.Label?.Canonical(),
        Named(line.ByAuthor ? Card.AuthorName : line.Person),
        Named(line.Organisation),
        Named(line.CircleUid),
        Named(line.Reason),
        Named(line.View));

    private static string? Named(string name) => name.Length == 0 ? null : name;
}
