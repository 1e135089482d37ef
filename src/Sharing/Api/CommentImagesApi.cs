using System.Security.Cryptography;
using Infohub.Community.Public;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Infohub.Sharing.Api;

/// <summary>Images of comments by REST.</summary>
internal static class CommentImagesApi
{
    public static void Map(RouteGroupBuilder posts)
    {
        posts.MapGet("{id}/comments/{comment}/images/{file}", ReadAsync).WithSummary("An image of a comment");
        posts.MapPost("{id}/comments/{comment}/images", AddAsync).WithSummary("Show an image with one's own comment, at most four").DisableAntiforgery().Produces<CreatedWire>(201);
    }

    private static async Task<IResult> ReadAsync(
        string id, string comment, string file, CurrentViewer current, Holdings holdings, CommentImages images, Database database, TimeProvider clock, HttpContext context, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        var item = await holdings.OpenAsync(current.Viewer, MachineChannel.Of(current.Viewer), id, null, stop);
        if (item.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        // Reading 27: an embargo ends every download, also of what was said.
        var opened = item.Value.Card.EmbargoUntil > clock.Now() ? Refusal.NotFound : await database.ReadAsync(sql => images.OpenAsync(sql, item.Value, comment, file, stop), stop);
        return opened.Answer(f => ItemFiles.Download(context, item.Value.Card, f.Card, f.Content));
    }

    private static async Task<IResult> AddAsync(string id, string comment, IFormFile file, CurrentViewer current, AddCommentImage add, Idempotency once, HttpContext context, CancellationToken stop)
    {
        var upload = await PostsApi.UploadAsync(file, stop);
        if (upload.Refusal is { } large)
        {
            return large.ToProblem();
        }

        var request = PostsApi.Bytes("comment-image" + id + comment, new { upload.Value.Name, Hash = SHA256.HashData(upload.Value.Content) });
        var added = await once.OnceAsync(context, current.Viewer.KeyName, request, () => add.RunAsync(current.Viewer, id, comment, upload.Value, stop), uid => uid, stop);
        return PostsApi.Created(added, $"/api/v1/posts/{id}/comments/{comment}/images/");
    }
}
