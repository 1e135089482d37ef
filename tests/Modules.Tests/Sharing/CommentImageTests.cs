using System.Text;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Modules.Tests.Delivery;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Posts;

using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Sharing;

/// <summary>Images shown with what was said: read by who reads the comment (R9), inspected as all files are (H2).</summary>
public sealed class CommentImageTests
{
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_image_is_read_by_who_reads_the_comment_and_is_none_of_the_items_files(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var said = (await SayAsync(hub, cast.Ho, uid, "", new Upload("screen.png", Pixel))).Value;
        var comment = Assert.Single(await CommentsAsync(hub, cast.Ka, uid));
        var image = Assert.Single(comment.Images);
        Assert.Equal(("screen.png", "image/png", ""), (image.Name, image.MediaType, comment.Text));
        Assert.Equal(Pixel, (await OpenAsync(hub, cast.Ka, uid, said, image.Uid)).Value.Content);

        // Neither a file of a version nor one of its limit: who reads another version would learn of it.
        var item = await ItemAsync(hub, cast.Ka, uid);
        Assert.Empty(await hub.Database.ReadAsync(sql => FileShelf.ListAsync(sql, item, default), default));
        Assert.Equal(RefusalKind.NotFound, (await hub.Database.ReadAsync(sql => hub.Get<FileShelf>().OpenAsync(sql, item, image.Uid, default), default)).Refusal!.Kind);
        Assert.Null((await hub.Get<AttachFile>().RunAsync(cast.Mei, uid, [.. Enumerable.Range(0, FileShelf.MostFiles).Select(n => new Upload(n + ".txt", Encoding.UTF8.GetBytes("line " + n)))])).Refusal);

        // R9: who came by widening reads neither the comment nor its image.
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await NowAsync(hub, cast.Mei), uid, "TLP:AMBER", ["circle:BANKING", "organisation:OUTSIDE"])).Refusal);
        Assert.Empty(await CommentsAsync(hub, cast.Other, uid));
        Assert.Equal(RefusalKind.NotFound, (await OpenAsync(hub, cast.Other, uid, said, image.Uid)).Refusal!.Kind);
        Assert.Equal(Pixel, (await OpenAsync(hub, cast.Ka, uid, said, image.Uid)).Value.Content);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_image_for_the_originator_alone_is_unknown_to_all_others(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var said = (await hub.Get<AddComment>().RunAsync(cast.Ho, uid, "Yours", isPrivate: true, images: [new Upload("a.png", Pixel)])).Value;
        var image = Assert.Single(Assert.Single(await CommentsAsync(hub, cast.Mei, uid)).Images);
        Assert.Null((await OpenAsync(hub, cast.Ho, uid, said, image.Uid)).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await OpenAsync(hub, cast.Ka, uid, said, image.Uid)).Refusal!.Kind);

        // Under a comment that one reads, another one's image is not there either.
        var open = (await SayAsync(hub, cast.Ka, uid, "Open")).Value;
        Assert.Equal(RefusalKind.NotFound, (await OpenAsync(hub, cast.Ka, uid, open, image.Uid)).Refusal!.Kind);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Only_images_are_taken_and_they_go_with_their_comment(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        Assert.Equal("comment-image", (await SayAsync(hub, cast.Ho, uid, "Look", new Upload("notes.txt", "text"u8.ToArray()))).Refusal!.Code);
        Assert.NotNull((await SayAsync(hub, cast.Ho, uid, "Look", new Upload("shown.png", "MZ\u0090\0 a program"u8.ToArray()))).Refusal);
        Assert.Equal("comment-images-many", (await SayAsync(hub, cast.Ho, uid, "Look", [.. Enumerable.Repeat(new Upload("a.png", Pixel), CommentImages.Most + 1)])).Refusal!.Code);
        Assert.Equal("comment-missing", (await SayAsync(hub, cast.Ho, uid, " ")).Refusal!.Code);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from comment"));

        var said = (await SayAsync(hub, cast.Ho, uid, "Look", new Upload("a.png", Pixel))).Value;
        var image = Assert.Single(Assert.Single(await CommentsAsync(hub, cast.Ka, uid)).Images);
        Assert.Null((await hub.Get<DeleteComment>().RunAsync(cast.Ho, uid, said)).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await OpenAsync(hub, cast.Ka, uid, said, image.Uid)).Refusal!.Kind);
        Assert.Equal(0, await hub.NumberAsync("select (select count(*) from attachment) + (select count(*) from comment_image)"));

        await SayAsync(hub, cast.Ho, uid, "Again", new Upload("a.png", Pixel));
        var seq = await hub.NumberAsync($"select seq from item where uid = '{uid}'");
        await hub.Database.WriteAsync(tx => ItemKeeper.EraseRowsAsync(tx, seq, uid, "why", tx.Now, default), default);
        await DrainAsync(hub);
        Assert.Equal(0, await hub.NumberAsync("select (select count(*) from attachment) + (select count(*) from comment_image)"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_image_is_added_to_ones_own_comment_under_the_same_law_and_limits(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning);
        var said = (await SayAsync(hub, cast.Ho, uid, "Look", new Upload("a.png", Pixel))).Value;
        var added = (await AddAsync(cast.Ho, said, "b.png", Pixel)).Value;
        Assert.Equal(Pixel, (await OpenAsync(hub, cast.Ka, uid, said, added)).Value.Content);
        Assert.Equal("comment-own-edit", (await AddAsync(cast.Ka, said, "b.png", Pixel)).Refusal!.Code);
        Assert.Equal(RefusalKind.NotFound, (await AddAsync(cast.Other, said, "b.png", Pixel)).Refusal!.Kind);
        Assert.Equal("comment-image", (await AddAsync(cast.Ho, said, "b.txt", "text"u8.ToArray())).Refusal!.Code);
        Assert.Null((await AddAsync(cast.Ho, said, "c.png", Pixel)).Refusal);
        Assert.Null((await AddAsync(cast.Ho, said, "d.png", Pixel)).Refusal);
        Assert.Equal("comment-images-many", (await AddAsync(cast.Ho, said, "e.png", Pixel)).Refusal!.Code);
        Assert.Equal(CommentImages.Most, Assert.Single(await CommentsAsync(hub, cast.Ka, uid)).Images.Count);
        Assert.Equal(3, await hub.NumberAsync("select count(*) from audit where act = 'comment.image'"));
        Assert.Null((await hub.Get<DeleteComment>().RunAsync(cast.Ho, uid, said)).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await AddAsync(cast.Ho, said, "e.png", Pixel)).Refusal!.Kind);

        Task<Outcome<string>> AddAsync(Viewer viewer, string comment, string name, byte[] content) => hub.Get<AddCommentImage>().RunAsync(viewer, uid, comment, new Upload(name, content));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task At_red_an_image_is_shown_after_a_fresh_proof(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Warning with { Label = "TLP:RED", Audience = ["person:HO"] });
        var said = (await SayAsync(hub, cast.Ho, uid, "Look", new Upload("a.png", Pixel))).Value;
        var image = Assert.Single(Assert.Single(await CommentsAsync(hub, cast.Mei, uid)).Images);
        Assert.Equal(Pixel, (await OpenAsync(hub, cast.Mei, uid, said, image.Uid)).Value.Content);
        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        var stale = await hub.Get<Infohub.Community.Viewers.ViewerSource>().ForRecipientAsync(cast.Mei.PersonId, default);
        var item = (await hub.Get<Holdings>().OpenAsync(stale!, Channel.Page, uid, null, default)).Value;
        Assert.Equal(RefusalKind.NotFound, (await hub.Database.ReadAsync(sql => hub.Get<CommentImages>().OpenAsync(sql, item, said, image.Uid, default), default)).Refusal!.Kind);
    }

    private static Task<Outcome<string>> SayAsync(TestHub hub, Viewer viewer, string uid, string text, params Upload[] images) => hub.Get<AddComment>().RunAsync(viewer, uid, text, images: images);

    private static async Task<Outcome<(FileCard Card, byte[] Content)>> OpenAsync(TestHub hub, Viewer viewer, string uid, string comment, string image)
    {
        var item = await ItemAsync(hub, viewer, uid);
        return await hub.Database.ReadAsync(sql => hub.Get<CommentImages>().OpenAsync(sql, item, comment, image, default), default);
    }

    private static async Task<List<CommentCard>> CommentsAsync(TestHub hub, Viewer viewer, string uid) => await hub.Get<Discussion>().ListAsync(await ItemAsync(hub, viewer, uid), default);

    private static async Task<ReadableItem> ItemAsync(TestHub hub, Viewer viewer, string uid) =>
        (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, viewer), Channel.Page, uid, null, default)).Value;
}
