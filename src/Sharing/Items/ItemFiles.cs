using System.Text;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Api;
using Infohub.Sharing.Comments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Infohub.Sharing.Items;

/// <summary>Downloads: files and the export of an item. Served as attachments, under a policy that runs nothing.</summary>
internal static class ItemFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/items/{uid}/files/{file}", DownloadAsync).Needs(Allow.Person).ExcludeFromDescription();
        routes.MapGet("/items/{uid}/files/{file}/image", ImageAsync).Needs(Allow.Person).ExcludeFromDescription();
        routes.MapGet("/items/{uid}/comments/{comment}/images/{file}", CommentImageAsync).Needs(Allow.Person).ExcludeFromDescription();
        routes.MapGet("/items/{uid}/export", ExportAsync).Needs(Allow.Person).ExcludeFromDescription();
    }

    private static Task<IResult> DownloadAsync(string uid, string file, CurrentViewer current, Holdings holdings, FileShelf files, Database database, HttpContext context, CancellationToken stop) =>
        OpenAsync(Channel.Export, inline: false, uid, file, current, holdings, files, database, context, stop);

    /// <summary>An image as a part of the item's page: at RED too, where nothing may be downloaded (R8).</summary>
    private static Task<IResult> ImageAsync(string uid, string file, CurrentViewer current, Holdings holdings, FileShelf files, Database database, HttpContext context, CancellationToken stop) =>
        OpenAsync(Channel.Page, inline: true, uid, file, current, holdings, files, database, context, stop);

    /// <summary>An image of something said under the item, as a part of its page.</summary>
    private static async Task<IResult> CommentImageAsync(
        string uid, string comment, string file, CurrentViewer current, Holdings holdings, CommentImages images, Database database, HttpContext context, CancellationToken stop)
    {
        var item = await holdings.OpenAsync(current.Viewer, Channel.Page, uid, null, stop);
        var opened = item.Refusal is { } hidden ? hidden : await database.ReadAsync(sql => images.OpenAsync(sql, item.Value, comment, file, stop), stop);
        if (opened.Refusal is not null)
        {
            return Results.NotFound();
        }

        Lock(context);
        return Results.Bytes(opened.Value.Content, opened.Value.Card.MediaType);
    }

    private static async Task<IResult> OpenAsync(
        Channel channel, bool inline, string uid, string file, CurrentViewer current, Holdings holdings, FileShelf files, Database database, HttpContext context, CancellationToken stop)
    {
        var item = await holdings.OpenAsync(current.Viewer, channel, uid, null, stop);
        var opened = item.Refusal is { } hidden ? hidden : await database.ReadAsync(sql => files.OpenAsync(sql, item.Value, file, stop), stop);
        if (opened.Refusal is not null || (inline && !opened.Value.Card.IsImage))
        {
            return Results.NotFound();
        }

        var (card, content) = opened.Value;
        if (!inline)
        {
            return Download(context, item.Value.Card, card, content);
        }

        Lock(context);
        return Results.Bytes(content, card.MediaType);
    }

    /// <summary>The label stands in the name, for there is no other place for it (C4). Also by REST.</summary>
    internal static IResult Download(HttpContext context, Card item, FileCard file, byte[] content)
    {
        Lock(context);
        return Results.File(content, "application/octet-stream", item.Label.Canonical().Replace(':', '-') + "_" + file.Name);
    }

    /// <summary>The item as JSON with its label at the head, marked for its reader (C4).</summary>
    private static async Task<IResult> ExportAsync(
        string uid, CurrentViewer current, Holdings holdings, Database database, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, HttpContext context, TimeProvider clock, CancellationToken stop)
    {
        var item = await holdings.OpenAsync(current.Viewer, Channel.Export, uid, null, stop);
        if (item.Refusal is not null || item.Value.Content is null)
        {
            return Results.NotFound();
        }

        Lock(context);
        var files = await database.ReadAsync(sql => FileShelf.ListAsync(sql, item.Value, stop), stop);
        var copy = new ExportWire(
            item.Value.Card.Label.Canonical(),
            $"{current.Viewer.PersonName}, {current.Viewer.OrganisationName}",
            clock.GetUtcNow(),
            Wire.Of(item.Value, files));
        return Results.File(
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(copy, json.Value.SerializerOptions)), "application/json", $"{copy.Label.Replace(':', '-')}_IH-{item.Value.Card.Uid}.json");
    }

    private static void Lock(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
    }

    private sealed record ExportWire(string Label, string CopyFor, DateTimeOffset At, PostWire Post);
}
