using System.IO.Pipelines;
using Infohub.Community.Public;
using Infohub.Intelligence.Knowledge;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Infohub.Intelligence.Bundles;

/// <summary>Downloads of objects: their route table.</summary>
internal static class BundlesApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/intelligence/stix", FoundAsync).Needs(Allow.Person).ExcludeFromDescription();

    /// <summary>Begins the file: only when something goes into it.</summary>
    public static PipeWriter Open(HttpContext context, string name)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "no-store";
        headers.ContentType = WriteBundle.MediaType;
        headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name + ".stix.json" }.ToString();
        return context.Response.BodyWriter;
    }

    /// <summary>The name for objects of any items; their labels stand in the file (C4).</summary>
    public static string Name(TimeProvider clock) => FormattableString.Invariant($"infohub-{clock.GetUtcNow():yyyy-MM-dd}");

    private static async Task<IResult> FoundAsync(
        HttpContext context, CurrentViewer current, WriteBundle write, TimeProvider clock, CancellationToken stop, string? q = null, string? type = null, string? item = null, [FromQuery] string[]? id = null)
    {
        var chosen = ChosenObjects.Read(id);
        var filter = FacetWords.Filter(FacetWords.Read(key => context.Request.Query[key].ToString()), current.Viewer.Facts.Now);
        var search = new ObjectSearch((q ?? "").Trim(), ObjectTypes.Find(type), (item ?? "").Trim()) { Filter = filter };
        var refusal = id is { Length: > 0 }
            ? await write.RunAsync(current.Viewer, chosen, () => Open(context, chosen.Ids is [var one] ? $"{one.Type}--{one.Uid}" : Name(clock)), stop)
            : await write.RunAsync(current.Viewer, search, () => Open(context, search.Item.Length > 0 ? "IH-" + search.Item : Name(clock)), stop);
        return refusal is null ? Results.Empty : Results.NotFound();
    }
}
