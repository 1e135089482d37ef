using System.Text.Json;
using Infohub.Community.Api;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Community.Circles;

/// <summary>Circles by REST: the resource's route table. A key acts as its person, never for the organisation.</summary>
internal static class CirclesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var circles = routes.MapGroup("/api/v1/circles").WithTags("Circles").Needs(Allow.Key);
        circles.MapGet("", ListAsync).WithSummary("The circles that this key may know of, by name").Produces<ListWire<CircleWire>>();
        circles.MapPost("", FoundAsync).WithSummary("Found a circle").Produces<IdWire>(201);
        circles.MapGet("{id}", ReadAsync).WithSummary("One circle").Produces<CirclePageWire>();
        circles.MapPatch("{id}", ChangeAsync).WithSummary("Change a circle's settings: its owners");
        circles.MapPost("{id}/closure", CloseAsync).WithSummary("Close a circle: it keeps its readers and takes no new ones");
        circles.MapGet("{id}/members", MembersAsync).WithSummary("Its members, as far as the list is for this key").Produces<MembersWire>();
        circles.MapPost("{id}/members", JoinAsync).WithSummary("Join or ask; for owners: admit or invite whom the body names").Produces<MembershipWire>(201);
        circles.MapDelete("{id}/members/organisations/{member}", RemoveOrganisationAsync).WithSummary("Take an organisation out, or refuse it");
        circles.MapDelete("{id}/members/people/{member}", RemovePersonAsync).WithSummary("Take a person out, or refuse one; oneself: leave");
    }

    private static async Task<IResult> ListAsync(CurrentViewer current, CircleDirectory directory, CancellationToken stop, string? after = null)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var page = await directory.ListAsync(current.Viewer, after, stop);
        return Results.Json(new ListWire<CircleWire>(page.ConvertAll(CircleWire.Of), page.Count == CircleDirectory.PageSize ? page[^1].Uid : null));
    }

    private static Task<IResult> ReadAsync(string id, CurrentViewer current, CircleDirectory directory, CancellationToken stop) =>
        ShowAsync(id, current, directory, CirclePageWire.Of, stop);

    private static Task<IResult> MembersAsync(string id, CurrentViewer current, CircleDirectory directory, CancellationToken stop) =>
        ShowAsync(id, current, directory, MembersWire.Of, stop);

    private static async Task<IResult> FoundAsync(NewCircleWire circle, CurrentViewer current, FoundCircle found, Idempotency once, HttpContext context, CancellationToken stop)
    {
        var manners = circle.ToManners();
        if ((ScopeRefusals.Writing(current.Viewer) ?? manners.Refusal) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var made = await OnceAsync(once, context, current, new { act = "found-circle", circle }, () => found.RunAsync(current.Viewer, manners.Value, asOrganisation: false, stop), uid => uid, stop);
        return made.Answer(uid => Results.Created("/api/v1/circles/" + uid, new IdWire(uid)));
    }

    private static async Task<IResult> ChangeAsync(string id, NewCircleWire changes, CurrentViewer current, SetCircleManners set, Idempotency once, HttpContext context, CancellationToken stop)
    {
        var manners = changes.ToManners();
        return (ScopeRefusals.Writing(current.Viewer) ?? manners.Refusal) is { } refusal
            ? refusal.ToProblem()
            : (await OnceAsync(once, context, current, new { act = "change-circle", id, changes }, () => set.RunAsync(current.Viewer, id, manners.Value, stop), _ => id, stop)).Answer(_ => Results.NoContent());
    }

    private static async Task<IResult> CloseAsync(string id, CurrentViewer current, CloseCircle close, Idempotency once, HttpContext context, CancellationToken stop) =>
        ScopeRefusals.Writing(current.Viewer) is { } refusal
            ? refusal.ToProblem()
            : (await OnceAsync(once, context, current, new { act = "close-circle", id }, () => close.RunAsync(current.Viewer, id, stop), _ => id, stop)).Answer(_ => Results.NoContent());

    private static async Task<IResult> JoinAsync(
        string id, NewMemberWire who, CurrentViewer current, JoinCircle join, AdmitToCircle admit, InviteToCircle invite, Idempotency once, HttpContext context, CancellationToken stop)
    {
        if ((ScopeRefusals.Writing(current.Viewer) ?? (who.IsWrong ? CircleRefusals.OneMember : null)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var request = new { act = "join-circle", id, who };
        if (who.Name is not { } name || name == CircleMemberName.OfPerson(current.Viewer.PersonUid))
        {
            return Answer(id, await OnceAsync(
                once, context, current, request, () => join.RunAsync(current.Viewer, id, asOrganisation: false, stop), j => j == Joined.Member ? "member" : "asked", stop));
        }

        var admitted = await OnceAsync(once, context, current, request, () => admit.RunAsync(current.Viewer, id, name, stop), _ => "member", stop);
        return Answer(id, admitted.Refusal == CircleRefusals.NobodyAsked
            ? await OnceAsync(once, context, current, request, () => invite.RunAsync(current.Viewer, id, name, stop), _ => "invited", stop)
            : admitted);
    }

    private static Task<IResult> RemoveOrganisationAsync(
        string id, string member, CurrentViewer current, RemoveFromCircle remove, RefuseFromCircle refuse, LeaveCircle leave, Idempotency once, HttpContext context, CancellationToken stop) =>
        RemoveAsync(id, CircleMemberName.OfOrganisation(member), current, remove, refuse, leave, once, context, stop);

    private static Task<IResult> RemovePersonAsync(
        string id, string member, CurrentViewer current, RemoveFromCircle remove, RefuseFromCircle refuse, LeaveCircle leave, Idempotency once, HttpContext context, CancellationToken stop) =>
        RemoveAsync(id, CircleMemberName.OfPerson(member), current, remove, refuse, leave, once, context, stop);

    private static async Task<IResult> RemoveAsync(
        string id, CircleMemberName who, CurrentViewer current, RemoveFromCircle remove, RefuseFromCircle refuse, LeaveCircle leave, Idempotency once, HttpContext context, CancellationToken stop)
    {
        if (ScopeRefusals.Writing(current.Viewer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var request = new { act = "leave-circle", id, who };
        if (who == CircleMemberName.OfPerson(current.Viewer.PersonUid))
        {
            return (await OnceAsync(once, context, current, request, () => leave.RunAsync(current.Viewer, id, asOrganisation: false, stop), _ => id, stop)).Answer(_ => Results.NoContent());
        }

        var removed = await OnceAsync(once, context, current, request, () => remove.RunAsync(current.Viewer, id, who, stop), _ => id, stop);
        return (removed.Refusal == CircleRefusals.NotAMember
            ? await OnceAsync(once, context, current, request, () => refuse.RunAsync(current.Viewer, id, who, stop), _ => id, stop)
            : removed).Answer(_ => Results.NoContent());
    }

    private static async Task<IResult> ShowAsync<T>(string id, CurrentViewer current, CircleDirectory directory, Func<CircleView, T> show, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await directory.FindAsync(current.Viewer, id, stop) is { } found ? Results.Json(show(found)) : Refusal.NotFound.ToProblem();
    }

    private static Task<Outcome<string>> OnceAsync<T, TRequest>(
        Idempotency once, HttpContext context, CurrentViewer current, TRequest request, Func<Task<Outcome<T>>> act, Func<T, string> uidOf, CancellationToken stop) =>
        once.OnceAsync(context, current.Viewer.KeyName, JsonSerializer.SerializeToUtf8Bytes(request), act, uidOf, stop);

    private static IResult Answer(string id, Outcome<string> done) =>
        done.Answer(state => Results.Created($"/api/v1/circles/{id}/members", new MembershipWire(state)));
}
