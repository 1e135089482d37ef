using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Items;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Posts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Infohub.Sharing.Api;

/// <summary>Posts by REST: the resource's route table.</summary>
internal static class PostsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var posts = routes.MapGroup("/api/v1/posts").WithTags("Posts").Needs(Allow.Key);
        posts.MapGet("", ListAsync).WithSummary("What this key may read, the newest first").Produces<PostPageWire>();
        posts.MapPost("", ShareAsync).WithSummary("Share a post").Produces<CreatedWire>(201);
        posts.MapGet("{id}", ReadAsync).WithSummary("One post").Produces<PostWire>().Produces(StatusCodes.Status304NotModified).Produces<PostWire>(StatusCodes.Status410Gone);
        posts.MapPut("{id}", ReviseAsync).WithSummary("Revise: a new version for the same readers").Produces<MadeVersionWire>();
        posts.MapPut("{id}/label", RelabelAsync).WithSummary("Change label and audience").Produces<MadeVersionWire>();
        posts.MapPut("{id}/attribution", AttributeAsync).WithSummary("Name the author of an own anonymous post, from now on").Produces<MadeVersionWire>();
        posts.MapPost("{id}/withdrawal", WithdrawAsync).WithSummary("Withdraw: readers see a tombstone; a draft is discarded").Produces(204);
        posts.MapGet("{id}/comments", CommentsAsync).WithSummary("The discussion").Produces<IReadOnlyList<CommentWire>>();
        posts.MapPost("{id}/comments", CommentAsync).WithSummary("Say something").Produces<CreatedWire>(201);
        posts.MapPut("{id}/comments/{comment}", EditAsync).WithSummary("Change one's own comment; what it said before stays readable").Produces(204);
        posts.MapDelete("{id}/comments/{comment}", TakeBackAsync).WithSummary("Take one's own comment back").Produces(204);
        ReactionsApi.Map(posts);
        CommentImagesApi.Map(posts);
        posts.MapGet("{id}/attachments/{file}", FileAsync).WithSummary("A file's content");
        posts.MapPost("{id}/attachments", AttachAsync).WithSummary("Add a file, as a new version").DisableAntiforgery().Produces<MadeVersionWire>(201);
        posts.MapPost("{id}/disclosure-reports", DiscloseAsync).WithSummary("Report an unintended disclosure to the originator").Produces<CreatedWire>(201);
        posts.MapPost("{id}/reports", ReportAsync).WithSummary("Report an item to the officers").Produces<CreatedWire>(201);
        routes.MapPost("/api/v1/previews", PreviewAsync).WithTags("Posts").Needs(Allow.Key).WithSummary("Who will read a post, before it is shared").Produces<PreviewWire>();
        var drafts = routes.MapGroup("/api/v1/drafts").WithTags("Drafts").Needs(Allow.Key);
        drafts.MapGet("", DraftsAsync).WithSummary("Own drafts").Produces<PostPageWire>();
        drafts.MapPost("", DraftAsync).WithSummary("Keep a draft").Produces<CreatedWire>(201);
        drafts.MapPut("{id}", RedraftAsync).WithSummary("Keep the next state of an own draft: one that becomes anonymous gets another address").Produces<CreatedWire>();
        drafts.MapPost("{id}/sharing", ShareDraftAsync).WithSummary("Share a draft").Produces<CreatedWire>(201);
    }

    private static async Task<IResult> ListAsync(
        CurrentViewer current, Holdings holdings, CancellationToken stop,
        [OneOf(typeof(PostWords), nameof(PostWords.Kinds))] string? kind = null, [OneOf(typeof(PostWords), nameof(PostWords.Labels))] string? label = null,
        string? circle = null, string? organisation = null, [OneOf(typeof(Languages), nameof(Languages.All))] string? language = null, string? q = null, bool expired = false,
        string? cursor = null, int limit = 50)
    {
        if (Numbers.TooSmall("limit", limit, 1) is { } small)
        {
            return small.ToProblem();
        }

        var query = new ItemQuery
        {
            Kind = kind is null ? 0 : ItemKind.Parse(kind),
            Label = Labels.TryParse(label, out var l) ? l : null,
            CircleUid = circle ?? "",
            OrganisationUid = organisation ?? "",
            Language = language ?? "",
            Text = q ?? "",
            Expired = expired,
            Cursor = cursor,
            Take = Math.Min(limit, 200),
        };
        var unknown = kind is not null && query.Kind == 0 ? "kind" : label is not null && query.Label is null ? "label" : language is not null && !Languages.All.Contains(language) ? "language" : null;
        if (unknown is not null)
        {
            return Refusal.Invalid("filter", "A filter has a value that is not known.", unknown).ToProblem();
        }

        return await PageAsync(current, holdings, query, stop);
    }

    private static async Task<IResult> DraftsAsync(CurrentViewer current, Holdings holdings, CancellationToken stop, string? cursor = null, int limit = 50) =>
        (ScopeRefusals.Drafting(current.Viewer) ?? Numbers.TooSmall("limit", limit, 1)) is { } refusal
            ? refusal.ToProblem()
            : await PageAsync(current, holdings, new ItemQuery { Drafts = true, Cursor = cursor, Take = Math.Min(limit, 200) }, stop);

    private static async Task<IResult> PageAsync(CurrentViewer current, Holdings holdings, ItemQuery query, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        var page = await holdings.ListAsync(current.Viewer, MachineChannel.Of(current.Viewer), query, stop);
        return page.Answer(p => Results.Json(new PostPageWire([.. p.Cards.Select(Wire.Of)], p.Next)));
    }

    private static async Task<IResult> ReadAsync(
        string id, CurrentViewer current, Holdings holdings, Database database, Reactions reactions, HttpContext context, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, CancellationToken stop, int? version = null)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        var item = await holdings.OpenAsync(current.Viewer, MachineChannel.Of(current.Viewer), id, version, stop);
        if (item.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var ownDraft = item.Value.Card is { State: ItemState.Draft, IsAuthor: true };
        var (files, reviewers) = await database.ReadAsync(
            async sql => (await FileShelf.ListAsync(sql, item.Value, stop), ownDraft ? await DraftReviewers.ListAsync(sql, item.Value.Seq, item.Value.Card, stop) : null), stop);
        var body = JsonSerializer.SerializeToUtf8Bytes(Wire.Of(item.Value, files, reviewers) with { Reactions = ReactionsApi.Counted(await reactions.ListAsync(item.Value, stop), ReactionKind.Word) }, json.Value.SerializerOptions);
        // The tag is of what this viewer gets, so it changes with nothing else (R7).
        var tag = "\"" + Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12)) + "\"";
        context.Response.Headers.ETag = tag;
        // RFC 9110 §13.2.1: only what would be 200 can be 304.
        return item.Value.Card.Shows == Disclosure.Tombstone ? new JsonBytes(body, StatusCodes.Status410Gone)
            : EntityTag.Stands(EntityTag.IfNoneMatch(context), tag) ? Results.StatusCode(StatusCodes.Status304NotModified)
            : new JsonBytes(body, StatusCodes.Status200OK);
    }

    private static async Task<IResult> ShareAsync(NewPostWire post, CurrentViewer current, SharePost share, Idempotency once, HttpContext context, CancellationToken stop) =>
        Created(await once.OnceAsync(context, current.Viewer.KeyName, Bytes("share", post), () => share.RunAsync(current.Viewer, post.ToInput(), stop: stop), s => s.Uid, stop));

    private static async Task<IResult> DraftAsync(DraftWire post, CurrentViewer current, SaveDraft save, Idempotency once, HttpContext context, CancellationToken stop) =>
        Created(await once.OnceAsync(context, current.Viewer.KeyName, Bytes("draft", post), () => save.RunAsync(current.Viewer, post.ToInput(), post.Reviewers, stop: stop), s => s.Uid, stop));

    private static async Task<IResult> RedraftAsync(string id, DraftWire post, CurrentViewer current, SaveDraft save, Idempotency once, HttpContext context, CancellationToken stop) =>
        (await once.OnceAsync(
            context, current.Viewer.KeyName, Bytes("redraft" + id, post), () => save.RunAsync(current.Viewer, post.ToInput(), post.Reviewers, id, stop: stop), s => s.Uid, stop))
            .Answer(uid => Results.Json(new CreatedWire(uid)));

    private static async Task<IResult> ShareDraftAsync(string id, NewPostWire post, CurrentViewer current, SharePost share, Idempotency once, HttpContext context, CancellationToken stop) =>
        Created(await once.OnceAsync(context, current.Viewer.KeyName, Bytes("share-draft" + id, post), () => share.RunAsync(current.Viewer, post.ToInput(), id, null, stop: stop), s => s.Uid, stop));

    private static async Task<IResult> ReviseAsync(
        string id, RevisionWire change, CurrentViewer current, RevisePost revise, Idempotency once, HttpContext context, CancellationToken stop, int version = 0)
    {
        if (change.Pap is not null && !Labels.TryParsePap(change.Pap, out _))
        {
            return Refusal.Invalid("pap", "PAP is PAP:CLEAR, PAP:GREEN, PAP:AMBER or PAP:RED.", "pap").ToProblem();
        }

        Pap? pap = Labels.TryParsePap(change.Pap, out var known) ? known : null;
        var words = new PostChange(
            change.Title, change.Summary, change.Body, change.References, change.Language, pap, change.EmbargoUntil is { } e ? Micros.From(e) : null, change.ExpiresAt is { } x ? Micros.From(x) : null,
            change.Tags, change.Excluded);
        return Versioned(
            await once.OnceAsync(context, current.Viewer.KeyName, Bytes($"revise{id}/{version}", change), () => revise.RunAsync(current.Viewer, id, version, words, stop), Number, stop), id);
    }

    private static async Task<IResult> RelabelAsync(string id, LabelWire change, CurrentViewer current, RelabelPost relabel, Idempotency once, HttpContext context, CancellationToken stop)
    {
        if (ScopeRefusals.Writing(current.Viewer) is { } unwritable)
        {
            return unwritable.ToProblem();
        }

        return Versioned(
            await once.OnceAsync(
                context, current.Viewer.KeyName, Bytes("relabel" + id, change), () => relabel.RunAsync(current.Viewer, id, change.Label, change.Audience, stop), Number, stop),
            id);
    }

    private static async Task<IResult> AttributeAsync(
        string id, AttributionWire how, CurrentViewer current, OpenAttribution open, Idempotency once, HttpContext context, CancellationToken stop) =>
        Versioned(
            await once.OnceAsync(context, current.Viewer.KeyName, Bytes("attribution" + id, how), () => open.RunAsync(current.Viewer, id, how.Attribution, stop), Number, stop), id);

    private static async Task<IResult> PreviewAsync(PreviewAskWire ask, CurrentViewer current, AudiencePreviews previews, CancellationToken stop)
    {
        if (ScopeRefusals.Writing(current.Viewer) is { } unwritable)
        {
            return unwritable.ToProblem();
        }

        var preview = await previews.RunAsync(current.Viewer, ask.Label, ask.Attribution, ask.Audience, stop);
        long? couldBe = preview.Done && AudiencePreviews.IsAnonymous(ask.Attribution) ? await previews.CouldBeAsync(current.Viewer, ask.Audience, stop) : null;
        return preview.Answer(p => Results.Json(new PreviewWire(
            p.Everybody,
            p.Organisations,
            p.Persons,
            [.. p.Lines.Select(l => new PreviewLineWire(l.Name, l.Persons))],
            [.. p.ClosedLists.Select(c => new PreviewCircleWire(c.Name, c.Organisations, c.Persons))],
            couldBe,
            couldBe < AnonymousSector.Least ? AudiencePreviews.FewCouldBe : null)));
    }

    private static async Task<IResult> WithdrawAsync(string id, ReasonWire why, CurrentViewer current, WithdrawPost withdraw, Idempotency once, HttpContext context, CancellationToken stop) =>
        (await once.OnceAsync(context, current.Viewer.KeyName, Bytes("withdraw" + id, why), () => withdraw.RunAsync(current.Viewer, id, why.Reason, stop), _ => id, stop))
            .Answer(_ => Results.NoContent());

    private static async Task<IResult> CommentsAsync(string id, CurrentViewer current, Holdings holdings, Discussion discussion, CancellationToken stop)
    {
        if (ScopeRefusals.Reading(current.Viewer) is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        var item = await holdings.OpenAsync(current.Viewer, MachineChannel.Of(current.Viewer), id, null, stop);
        return item.Refusal is { } refusal ? refusal.ToProblem() : Results.Json((await discussion.ListAsync(item.Value, stop)).ConvertAll(Wire.Of));
    }

    private static async Task<IResult> CommentAsync(string id, NewCommentWire comment, CurrentViewer current, AddComment add, Idempotency once, HttpContext context, CancellationToken stop) =>
        Created(
            await once.OnceAsync(context, current.Viewer.KeyName, Bytes("comment" + id, comment), () => add.RunAsync(current.Viewer, id, comment.Text, comment.ParentId, comment.Private, comment.Mention, stop: stop), uid => uid, stop),
            $"/api/v1/posts/{id}/comments/");

    private static async Task<IResult> EditAsync(string id, string comment, TextWire text, CurrentViewer current, EditComment edit, Idempotency once, HttpContext context, CancellationToken stop) =>
        (await once.OnceAsync(context, current.Viewer.KeyName, Bytes("edit" + id + comment, text), () => edit.RunAsync(current.Viewer, id, comment, text.Text, stop), _ => id, stop))
            .Answer(_ => Results.NoContent());

    private static async Task<IResult> TakeBackAsync(string id, string comment, CurrentViewer current, DeleteComment delete, Idempotency once, HttpContext context, CancellationToken stop) =>
        (await once.OnceAsync(context, current.Viewer.KeyName, Bytes("take-back" + id + comment, new { }), () => delete.RunAsync(current.Viewer, id, comment, stop), _ => id, stop))
            .Answer(_ => Results.NoContent());

    private static async Task<IResult> DiscloseAsync(string id, TextWire report, CurrentViewer current, ReportDisclosure disclose, Idempotency once, HttpContext context, CancellationToken stop) =>
        Created(
            await once.OnceAsync(context, current.Viewer.KeyName, Bytes("disclosure" + id, report), () => disclose.RunAsync(current.Viewer, id, report.Text, stop), uid => uid, stop),
            $"/api/v1/posts/{id}/disclosure-reports/");

    private static async Task<IResult> ReportAsync(string id, TextWire report, CurrentViewer current, ReportItem tell, Idempotency once, HttpContext context, CancellationToken stop) =>
        Created(
            await once.OnceAsync(context, current.Viewer.KeyName, Bytes("report" + id, report), () => tell.RunAsync(current.Viewer, id, report.Text, stop), uid => uid, stop),
            $"/api/v1/posts/{id}/reports/");

    private static async Task<IResult> FileAsync(
        string id, string file, CurrentViewer current, Holdings holdings, FileShelf files, Database database, TimeProvider clock, HttpContext context, CancellationToken stop)
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

        // Reading 9: an embargo ends every download, and goes on letting the item be read.
        var opened = item.Value.Card.EmbargoUntil > clock.Now() ? Refusal.NotFound : await database.ReadAsync(sql => files.OpenAsync(sql, item.Value, file, stop), stop);
        return opened.Answer(f => ItemFiles.Download(context, item.Value.Card, f.Card, f.Content));
    }

    private static async Task<IResult> AttachAsync(string id, IFormFile file, CurrentViewer current, AttachFile attach, Idempotency once, HttpContext context, CancellationToken stop)
    {
        var upload = await UploadAsync(file, stop);
        if (upload.Refusal is { } large)
        {
            return large.ToProblem();
        }

        var request = Bytes("attach" + id, new { upload.Value.Name, Hash = SHA256.HashData(upload.Value.Content) });
        return Versioned(
            await once.OnceAsync(context, current.Viewer.KeyName, request, () => attach.RunAsync(current.Viewer, id, [upload.Value], stop), Number, stop), id, StatusCodes.Status201Created);
    }

    internal static async Task<Outcome<Upload>> UploadAsync(IFormFile file, CancellationToken stop)
    {
        if (file.Length > FileShelf.LargestFile)
        {
            return new Refusal(RefusalKind.TooLarge, "file-large", "{0} is larger than {1} MB.", "files", file.FileName, FileShelf.LargestFile / 1024 / 1024);
        }

        using var memory = new MemoryStream((int)file.Length);
        await file.CopyToAsync(memory, stop);
        return new Upload(file.FileName, memory.ToArray());
    }

    internal static byte[] Bytes<T>(string act, T request) => [.. System.Text.Encoding.UTF8.GetBytes(act), .. JsonSerializer.SerializeToUtf8Bytes(request)];

    private static string Number(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static IResult Versioned(Outcome<string> made, string id, int status = StatusCodes.Status200OK) =>
        made.Answer(version => Results.Json(new MadeVersionWire(id, int.Parse(version, CultureInfo.InvariantCulture)), statusCode: status));

    internal static IResult Created(Outcome<string> made, string path = "/api/v1/posts/") =>
        made.Answer(uid => Results.Created(path + uid, new CreatedWire(uid)));

    private sealed class JsonBytes(byte[] body, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
