using Infohub.Community.Api;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Community.Organisations;

/// <summary>Organisations and people by REST: the community's directory.</summary>
internal static class OrganisationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var organisations = routes.MapGroup("/api/v1/organisations").WithTags("Organisations").Needs(Allow.Key);
        organisations.MapGet("", ListAsync).WithSummary("The community's organisations, by name").Produces<ListWire<OrganisationWire>>();
        organisations.MapGet("{id}", ReadAsync).WithSummary("One organisation and its people").Produces<OrganisationPageWire>();
        routes.MapGet("/api/v1/people/{id}", PersonAsync).WithTags("People").WithSummary("One person").Produces<PersonWire>().Needs(Allow.Key);
    }

    private static async Task<IResult> ListAsync(CurrentViewer current, OrganisationDirectory directory, CancellationToken stop, string? after = null)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var page = await directory.ListAsync(current.Viewer, after, stop);
        return Results.Json(new ListWire<OrganisationWire>(page.ConvertAll(OrganisationWire.Of), page.Count == OrganisationDirectory.PageSize ? page[^1].Uid : null));
    }

    private static async Task<IResult> ReadAsync(string id, CurrentViewer current, OrganisationDirectory directory, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await directory.FindAsync(current.Viewer, id, stop) is { } found ? Results.Json(OrganisationPageWire.Of(found)) : Refusal.NotFound.ToProblem();
    }

    private static async Task<IResult> PersonAsync(string id, CurrentViewer current, PeopleDirectory directory, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await directory.FindAsync(current.Viewer, id, stop) is { } found ? Results.Json(PersonWire.Of(found)) : Refusal.NotFound.ToProblem();
    }
}
