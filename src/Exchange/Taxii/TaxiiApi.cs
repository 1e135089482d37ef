using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Stix.Markings;
using Infohub.Taxii.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Exchange.Taxii;

/// <summary>TAXII 2.1: its resources' route table.</summary>
internal static class TaxiiApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var taxii = routes.MapGroup("/taxii2").WithMetadata(TaxiiRefusals.Format).Needs(Allow.Key).ExcludeFromDescription().AddEndpointFilter(AcceptAsync);
        Look(taxii, "", Discover);
        Look(taxii, "{root}", Root);
        Look(taxii, "{root}/status/{status}", StatusAsync);
        Look(taxii, "{root}/collections", CollectionsAsync);
        Look(taxii, "{root}/collections/{collection}", CollectionAsync);
        Look(taxii, "{root}/collections/{collection}/objects", ObjectsAsync);
        taxii.MapPost("{root}/collections/{collection}/objects", AddAsync).WithMetadata(new RequestSizeLimitAttribute(AddObjects.MostBytes));
        Look(taxii, "{root}/collections/{collection}/objects/{id}", ObjectAsync);
        taxii.MapDelete("{root}/collections/{collection}/objects/{id}", DeleteAsync);
        Look(taxii, "{root}/collections/{collection}/objects/{id}/versions", VersionsAsync);
        Look(taxii, "{root}/collections/{collection}/manifest", ManifestAsync);
        taxii.MapFallback("{**rest}", static () => Refusal.NotFound.ToProblem());
    }

    /// <summary>By HEAD the same decision and the same head (RFC 9110 §9.3.2); the server leaves the body out.</summary>
    private static void Look(RouteGroupBuilder taxii, [StringSyntax("Route")] string path, Delegate show) => taxii.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], show);

    private static async ValueTask<object?> AcceptAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var request = invocation.HttpContext.Request;
        if (!TaxiiMedia.IsAccepted(request.Headers.Accept.ToString()))
        {
            return new TaxiiRefusal(TaxiiRefusals.NotAcceptable, StatusCodes.Status406NotAcceptable);
        }

        return HttpMethods.IsPost(request.Method) && !TaxiiMedia.IsContent(request.ContentType)
            ? new TaxiiRefusal(TaxiiRefusals.WrongContent, StatusCodes.Status415UnsupportedMediaType)
            : await next(invocation);
    }

    private static IResult Discover(HttpContext context, SiteAddress site)
    {
        var at = site.Of(context.Request) + "/taxii2/";
        return Json(
            new Discovery("Infohub", "What the members of this community share, as STIX 2.1 under the Traffic Light Protocol.", null, at + TaxiiRoot.All[0].Name + "/", [.. TaxiiRoot.All.Select(r => at + r.Name + "/")]),
            TaxiiJson.Wire.Discovery);
    }

    private static IResult Root(string root) => TaxiiRoot.Find(root) is { } found
        ? Json(new ApiRoot(found.Title, found.Description, [TaxiiMedia.Type], AddObjects.MostBytes), TaxiiJson.Wire.ApiRoot)
        : Refusal.NotFound.ToProblem();

    private static async Task<IResult> StatusAsync(string root, string status, CurrentViewer current, StatusShelf statuses, CancellationToken stop) =>
        TaxiiRoot.Find(root) is { } found && await statuses.FindAsync(current.Viewer, found, status, stop) is { } body ? new TaxiiBody(body) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> CollectionsAsync(string root, CurrentViewer current, CollectionList collections, CancellationToken stop)
    {
        if (TaxiiRoot.Find(root) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var listed = await collections.OfAsync(current.Viewer, found, stop);
        return Json(new Collections([.. listed.Select(c => c.ToWire(current.Viewer.May(Scopes.Read)))]), TaxiiJson.Wire.Collections);
    }

    private static Task<IResult> CollectionAsync(string root, string collection, CurrentViewer current, CollectionList collections, CancellationToken stop) =>
        InAsync(root, collection, current, collections, (_, of) => Task.FromResult<IResult>(Json(of.ToWire(current.Viewer.May(Scopes.Read)), TaxiiJson.Wire.Collection)), stop);

    private static Task<IResult> ObjectsAsync(string root, string collection, CurrentViewer current, CollectionList collections, CollectionReader reader, HttpContext context, CancellationToken stop) =>
        PageAsync(root, collection, "", current, collections, reader, context, (_, style, page) => new TaxiiBody(Envelope(page, style)), stop);

    private static Task<IResult> ObjectAsync(string root, string collection, string id, CurrentViewer current, CollectionList collections, CollectionReader reader, HttpContext context, CancellationToken stop) =>
        PageAsync(root, collection, id, current, collections, reader, context, (_, style, page) => new TaxiiBody(Envelope(page, style)), stop);

    private static Task<IResult> VersionsAsync(string root, string collection, string id, CurrentViewer current, CollectionList collections, CollectionReader reader, HttpContext context, CancellationToken stop) =>
        PageAsync(
            root, collection, id, current, collections, reader, context,
            (_, _, page) =>
            {
                List<string> versions = [.. page.Markings.Select(m => TlpMarkings.Find(m)!.Created), .. page.Objects.Select(MarkedJson.Version).Distinct()];
                return Json(new Versions(page.Next is not null, page.Next, versions.Count == 0 ? null : versions), TaxiiJson.Wire.Versions);
            },
            stop);

    private static Task<IResult> ManifestAsync(string root, string collection, CurrentViewer current, CollectionList collections, CollectionReader reader, HttpContext context, CancellationToken stop) =>
        PageAsync(
            root, collection, "", current, collections, reader, context,
            (_, _, page) =>
            {
                var then = TaxiiTime.Write(CollectionReader.MarkingsAdded);
                List<ManifestRecord> records =
                [
                    .. page.Markings.Select(m => new ManifestRecord(m, then, TlpMarkings.Find(m)!.Created, TaxiiMedia.Stix)),
                    .. page.Objects.Select(o => new ManifestRecord($"{o.Type}--{o.Uid}", TaxiiTime.Write(o.Added), MarkedJson.Version(o), TaxiiMedia.Stix)),
                ];
                return Json(new Manifest(page.Next is not null, page.Next, records.Count == 0 ? null : records), TaxiiJson.Wire.Manifest);
            },
            stop);

    private static Task<IResult> AddAsync(string root, string collection, CurrentViewer current, CollectionList collections, AddObjects add, HttpContext context, CancellationToken stop) =>
        InAsync(
            root, collection, current, collections,
            async (found, of) => (await add.RunAsync(current.Viewer, found, of, context.Request.Body, stop)).Answer(status => Json(status, TaxiiJson.Wire.Status, StatusCodes.Status202Accepted)),
            stop);

    private static Task<IResult> DeleteAsync(string root, string collection, string id, CurrentViewer current, CollectionList collections, DeleteObject delete, HttpContext context, CancellationToken stop) =>
        InAsync(
            root, collection, current, collections,
            async (_, of) =>
            {
                var parameters = context.Request.Query.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? ""))).Where(p => p.Key is "match[version]" or "match[spec_version]");
                return TaxiiQuery.Read(parameters, out var query) is { } wrong
                    ? new TaxiiRefusal(Refusal.Invalid("query", wrong), StatusCodes.Status400BadRequest)
                    : (await delete.RunAsync(current.Viewer, of, id, query, stop)).Answer(_ => new TaxiiBody(ReadOnlyMemory<byte>.Empty));
            },
            stop);

    /// <summary>A page of the collection, or of one object in it, which is then there or not.</summary>
    private static Task<IResult> PageAsync(
        string root, string collection, string id, CurrentViewer current, CollectionList collections, CollectionReader reader, HttpContext context, Func<TaxiiRoot, MarkingStyle, CollectionPage, IResult> show,
        CancellationToken stop) =>
        InAsync(
            root, collection, current, collections,
            async (found, of) =>
            {
                if (ScopeRefusals.Reading(current.Viewer) is { } unreadable)
                {
                    return unreadable.ToProblem();
                }

                var parameters = context.Request.Query.SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")));
                if (TaxiiQuery.Read(id.Length == 0 ? parameters : parameters.Where(p => p.Key != "match[id]").Append(KeyValuePair.Create("match[id]", id)), out var query) is { } wrong)
                {
                    return new TaxiiRefusal(Refusal.Invalid("query", wrong), StatusCodes.Status400BadRequest);
                }

                query = context.Request.Path.Value!.TrimEnd('/').EndsWith("/versions", StringComparison.Ordinal) ? query.OfAnyVersion() : query;
                var page = await reader.PageAsync(current.Viewer, found, of, query, stop);
                if (page.Refusal is { } refusal)
                {
                    return new TaxiiRefusal(refusal, StatusCodes.Status400BadRequest);
                }

                // What is there and was added before, or is of another version of STIX, is an empty envelope (§5.6); a version that is not there is not found (§5.7).
                if (id.Length > 0 && page.Value is { Objects.Count: 0, Markings.Count: 0, Next: null }
                    && !((query.AddedAfter is not null || query.SpecVersions.Count > 0 || query.Next is not null) && await reader.HasAsync(current.Viewer, found, of, id, query.Versions, stop)))
                {
                    return Refusal.NotFound.ToProblem();
                }

                Dated(context, page.Value, query);
                return show(found, found.Style, page.Value);
            },
            stop);

    private static async Task<IResult> InAsync(
        string root, string collection, CurrentViewer current, CollectionList collections, Func<TaxiiRoot, ObjectCollection, Task<IResult>> act, CancellationToken stop) =>
        TaxiiRoot.Find(root) is { } found && await collections.FindAsync(current.Viewer, found, collection, stop) is { } of ? await act(found, of) : Refusal.NotFound.ToProblem();

    /// <summary>§3.2. Of nothing the time behind which was asked: clients that go on from the last date ask the same again. Never now, for what comes meanwhile would be passed over.</summary>
    private static void Dated(HttpContext context, CollectionPage page, TaxiiQuery query)
    {
        List<long> times = [.. page.Markings.Count > 0 ? [CollectionReader.MarkingsAdded] : (long[])[], .. page.Objects.Select(o => o.Added)];
        times.AddRange(times.Count > 0 || (query.AddedAfter is null && query.Next is not null) ? [] : [query.AddedAfter ?? 0]);
        if (times.Count > 0)
        {
            context.Response.Headers["X-TAXII-Date-Added-First"] = TaxiiTime.Write(times.Min());
            context.Response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTime.Write(times.Max());
        }
    }

    private static ReadOnlyMemory<byte> Envelope(CollectionPage page, MarkingStyle style)
    {
        var into = new ArrayBufferWriter<byte>(page.Objects.Sum(o => o.Bytes.Length + 256) + 1024);
        into.Write(page.Next is null ? "{\"more\":false"u8 : Encoding.UTF8.GetBytes($"{{\"more\":true,\"next\":\"{page.Next}\""));
        var isFirst = true;
        foreach (var marking in page.Markings)
        {
            Begin();
            into.Write(TlpMarkings.Find(marking)!.ToUtf8());
        }

        foreach (var placed in page.Objects)
        {
            Begin();
            MarkedJson.Write(placed, style, into);
        }

        into.Write(isFirst ? "}"u8 : "]}"u8);
        return into.WrittenMemory;

        // An envelope without objects has no list of them (§3.7).
        void Begin()
        {
            into.Write(isFirst ? ",\"objects\":["u8 : ","u8);
            isFirst = false;
        }
    }

    private static TaxiiBody Json<T>(T resource, JsonTypeInfo<T> as_, int status = StatusCodes.Status200OK) => new(JsonSerializer.SerializeToUtf8Bytes(resource, as_), status);
}
