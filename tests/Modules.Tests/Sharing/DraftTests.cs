using System.Text;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Disclosures;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class DraftTests
{
    private static readonly PostInput Post = new() { Kind = "early-warning", Label = "TLP:AMBER", Audience = ["circle:BANKING"], Title = "Sign-in page copied", Body = "On hxxps://bad[.]example" };

    private static readonly Upload Log = new("proxy.log", "203.0.113.88 GET /"u8.ToArray());

    private static readonly Upload Pdf = new("report.pdf", "%PDF-1.4\n%%EOF\n"u8.ToArray());

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_draft_that_is_saved_again_keeps_its_address_its_reviewers_and_its_files(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, _) = await ThreeAsync(hub);
        var uid = await SaveAsync(hub, mei, Post, null, [Log]);
        Assert.Equal(uid, await SaveAsync(hub, mei, Post with { Kind = "question", Label = "TLP:GREEN", Audience = ["community"], Title = "Who sees this too?", Attribution = "organisation" }, uid, [Pdf]));

        var read = (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default)).Value;
        Assert.Equal(("Who sees this too?", ItemKind.Question, Tlp.Green, Attribution.Organisation, 2), (read.Card.Title, read.Card.Kind, read.Card.Label, read.Card.Attribution, read.Card.Version));
        Assert.Equal(["proxy.log", "report.pdf"], await FilesAsync(hub, ho, uid));
        var opened = (await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value;
        Assert.Equal([ho.PersonUid], opened.Reviewers);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<OpenDraft>().RunAsync(ho, uid)).Refusal!.Kind);

        Assert.Null((await hub.Get<SaveDraft>().RunAsync(mei, Post, [], uid)).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default)).Refusal!.Kind);
        Assert.Equal(1, await hub.NumberAsync("select count(*) from item"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_reviewer_who_is_suspended_stays_one_where_nobody_is_named_anew_and_is_named_by_nobody(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, _) = await ThreeAsync(hub);
        await hub.KeepersAsync();
        var uid = await SaveAsync(hub, mei, Post, null, []);
        await StateAsync(2);
        Assert.Equal("reviewer", (await hub.Get<SaveDraft>().RunAsync(mei, Post, [ho.PersonUid], uid)).Refusal?.Code);
        Assert.Null((await hub.Get<SaveDraft>().RunAsync(mei, Post with { Title = "Once more" }, null, uid)).Refusal);
        var moved = await hub.Get<SaveDraft>().RunAsync(mei, Post with { Title = "By nobody", Attribution = "anonymous" }, null, uid);
        Assert.NotEqual(uid, moved.Value.Uid);
        await StateAsync(1);
        var read = await hub.Get<Holdings>().OpenAsync(await hub.ViewerAsync(ho.PersonId), Channel.Page, moved.Value.Uid, null, default);
        Assert.Equal("By nobody", read.Value.Card.Title);

        Task StateAsync(int state) => hub.Database.WriteAsync(tx => tx.RunAsync("update person set state = @state where id = @id", default, ("state", state), ("id", ho.PersonId)), default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_reviewer_who_administers_the_authors_organisation_changes_nothing_of_a_draft(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Bank");
        await hub.CircleAsync("Banking", bank);
        var (mei, ann) = (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ann", bank, Roles.Administrator)));
        var uid = (await hub.Get<SaveDraft>().RunAsync(mei, Post, [ann.PersonUid])).Value.Uid;
        Assert.Equal("author-only", (await hub.Get<RelabelPost>().RunAsync(ann, uid, "TLP:GREEN", ["community"])).Refusal?.Code);
        Assert.Equal("author-only", (await hub.Get<WithdrawPost>().RunAsync(ann, uid, "Not needed")).Refusal?.Code);
        Assert.Equal("author-only", (await hub.Get<SaveDraft>().RunAsync(ann, Post, null, uid)).Refusal?.Code);
        Assert.Equal("author-only", (await hub.Get<SharePost>().RunAsync(ann, Post, uid)).Refusal?.Code);
        Assert.Equal(("Sign-in page copied", 1), await ReadAsync(ann));
        Assert.Equal(("Sign-in page copied", 1), await ReadAsync(mei));

        async Task<(string, int)> ReadAsync(Viewer viewer)
        {
            var card = (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value.Card;
            return (card.Title, card.Version);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_reviewer_who_left_and_came_back_gets_the_draft_only_when_named_anew(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, _) = await ThreeAsync(hub);
        var uid = await SaveAsync(hub, mei, Post, null, [Log]);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set joined_at = @now where id = @id", default, ("now", tx.Now), ("id", ho.PersonId)), default);
        var back = await hub.ViewerAsync(ho.PersonId);
        Assert.Empty((await hub.Get<OpenDraft>().RunAsync(mei, uid)).Value.Reviewers);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await hub.Get<AttachFile>().RunAsync(mei, uid, [Pdf])).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(back, Channel.Page, uid, null, default)).Refusal!.Kind);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_draft_is_shared_under_its_address_with_its_files_and_takes_its_place_then(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, lee) = await ThreeAsync(hub);
        var draft = await SaveAsync(hub, mei, Post, null, [Log]);
        Assert.Null((await hub.Get<AttachFile>().RunAsync(mei, draft, [Pdf])).Refusal);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        var between = (await hub.Get<SharePost>().RunAsync(mei, Post)).Value.Uid;
        hub.Clock.Advance(TimeSpan.FromHours(1));
        var shared = await hub.Get<SharePost>().RunAsync(mei, Post with { Title = "At last" }, draft, [new Upload("more.txt", "more"u8.ToArray())]);
        Assert.Equal(draft, shared.Value.Uid);

        var cards = (await hub.Get<Holdings>().ListAsync(lee, Channel.List, new ItemQuery(), default)).Value.Cards;
        Assert.Equal([draft, between], cards.Select(c => c.Uid));
        Assert.Equal(1, cards[0].Version);
        Assert.Equal(["proxy.log", "report.pdf", "more.txt"], await FilesAsync(hub, lee, draft));
        Assert.Equal("203.0.113.88 GET /", await ContentAsync(hub, lee, draft, 0));
        Assert.Single((await hub.Get<Holdings>().ListAsync(lee, Channel.List, new ItemQuery { Text = "last" }, default)).Value.Cards);
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'item.share' and object_uid = '{draft}'"));
        Assert.Equal("shared-before", (await hub.Get<SharePost>().RunAsync(mei, Post, draft)).Refusal!.Code);
        Assert.Equal("shared-before", (await hub.Get<SaveDraft>().RunAsync(mei, Post, [], draft)).Refusal!.Code);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from draft_reviewer"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from attachment a where not exists(select 1 from item i where i.seq = a.item_seq)"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_draft_kept_with_a_name_that_becomes_anonymous_leaves_its_address_and_takes_its_files_along(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, lee) = await ThreeAsync(hub);
        await hub.KeepersAsync();
        var named = await SaveAsync(hub, mei, Post, null, [Log]);
        var anonymous = await SaveAsync(hub, mei, Post with { Attribution = "anonymous" }, named, []);
        Assert.NotEqual(named, anonymous);
        Assert.Equal(anonymous, await SaveAsync(hub, mei, Post with { Attribution = "anonymous", Title = "Again" }, anonymous, []));
        Assert.Equal("203.0.113.88 GET /", await ContentAsync(hub, ho, anonymous, 0));
        var open = (await hub.Get<SharePost>().RunAsync(mei, Post with { Attribution = "anonymous" }, anonymous)).Value.Uid;
        Assert.Equal("203.0.113.88 GET /", await ContentAsync(hub, lee, open, 0));
        // The readings of a draft's reviewers stay on record, under the address that the draft had.
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where object_uid = '{anonymous}' and act = 'read.page' and person_id = {ho.PersonId}"));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where object_uid = '{open}' and act = 'read.page' and person_id = {ho.PersonId}"));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where object_uid = '{anonymous}' and (person_id = {mei.PersonId} or org_id = {mei.OrganisationId})"));

        var other = await SaveAsync(hub, mei, Post, null, [Log]);
        var shared = (await hub.Get<SharePost>().RunAsync(mei, Post with { Attribution = "anonymous" }, other)).Value.Uid;
        Assert.NotEqual(other, shared);
        Assert.Equal("203.0.113.88 GET /", await ContentAsync(hub, lee, shared, 0));
        Assert.Equal(2, await hub.NumberAsync("select count(*) from item"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_draft_that_gets_a_name_is_its_authors_and_shows_it(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, _) = await ThreeAsync(hub);
        var uid = await SaveAsync(hub, mei, Post with { Attribution = "anonymous" }, null, [Log]);
        Assert.Equal(uid, await SaveAsync(hub, mei, Post, uid, []));
        var card = (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default)).Value.Card;
        Assert.Equal((Attribution.Named, false), (card.Attribution, card.IsAuthor));
        Assert.Equal(uid, (await hub.Get<SharePost>().RunAsync(mei, Post, uid)).Value.Uid);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from anonymous_author"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Files_that_red_does_not_take_keep_a_draft_from_becoming_it_until_they_are_taken_off(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, _) = await ThreeAsync(hub);
        var draft = await SaveAsync(hub, mei, Post, null, [Log, Pdf]);
        var red = Post with { Label = "TLP:RED", Audience = ["person:" + ho.PersonUid] };
        Assert.Equal("red-attachments", (await hub.Get<SaveDraft>().RunAsync(mei, red, [], draft)).Refusal!.Code);
        Assert.Equal("red-attachments", (await hub.Get<SharePost>().RunAsync(mei, red, draft)).Refusal!.Code);
        Assert.Equal(["proxy.log", "report.pdf"], await FilesAsync(hub, mei, draft));

        var pdf = (await hub.Get<OpenDraft>().RunAsync(mei, draft)).Value.Files[1].Uid;
        Assert.Equal("author-only", (await hub.Get<TakeOffFiles>().RunAsync(await ReviewingAdministratorAsync(hub, mei, draft), draft, [pdf])).Refusal!.Code);
        Assert.Null((await hub.Get<TakeOffFiles>().RunAsync(mei, draft, [pdf, "NOSUC-HFILE"])).Refusal);
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, red, draft)).Refusal);
        Assert.Equal(["proxy.log"], await FilesAsync(hub, mei, draft));
        // Its page is the only way to read it.
        var shown = (await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, draft, null, default)).Value;
        var listed = await hub.Database.ReadAsync(sql => FileShelf.ListAsync(sql, shown, default), default);
        var texts = await hub.Get<FileShelf>().TextsAsync(shown, listed, default);
        Assert.Equal("203.0.113.88 GET /", Assert.Single(texts).Value);
        var large = new Upload("large.log", [.. Enumerable.Repeat((byte)'a', 300_000)]);
        Assert.Equal("red-attachments", (await hub.Get<SharePost>().RunAsync(mei, red, null, [large])).Refusal!.Code);
        Assert.Equal("shared-before", (await hub.Get<TakeOffFiles>().RunAsync(mei, draft, [pdf])).Refusal!.Code);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_reviewer_who_administers_the_authors_organisation_neither_saves_nor_shares_the_draft(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, _) = await ThreeAsync(hub);
        var draft = await SaveAsync(hub, mei, Post, null, []);
        var administrator = await ReviewingAdministratorAsync(hub, mei, draft);
        Assert.NotNull((await hub.Get<SaveDraft>().RunAsync(administrator, Post, [], draft)).Refusal);
        Assert.NotNull((await hub.Get<SharePost>().RunAsync(administrator, Post, draft)).Refusal);
        Assert.Null((await hub.Get<OpenDraft>().RunAsync(mei, draft)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_draft_that_is_thrown_away_is_on_record_and_leaves_no_reading_at_its_place(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, _) = await ThreeAsync(hub);
        var uid = await SaveAsync(hub, mei, Post, null, []);
        Assert.Null((await hub.Get<Holdings>().OpenAsync(ho, Channel.Page, uid, null, default)).Refusal);
        Assert.Equal("report-state", (await hub.Get<ReportDisclosure>().RunAsync(ho, uid, "It went further.")).Refusal!.Code);
        Assert.NotNull((await hub.Get<WithdrawPost>().RunAsync(await ReviewingAdministratorAsync(hub, mei, uid), uid, "not mine")).Refusal);
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(mei, uid, "never mind")).Refusal);
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'item.discard' and object_uid = '{uid}'"));
        Assert.Equal(0, await hub.NumberAsync("select (select count(*) from item) + (select count(*) from item_version) + (select count(*) from reading) + (select count(*) from draft_reviewer)"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_released_at_a_chosen_time_stands_at_no_place_that_could_be_asked_about(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, _) = await ThreeAsync(hub);
        var release = (hub.Clock.GetUtcNow().ToUnixTimeSeconds() * Micros.Second) + Micros.Day;
        var places = new List<long>();
        for (var n = 0; n < 3; n++)
        {
            var uid = await SaveAsync(hub, mei, Post with { Release = release }, null, []);
            places.Add(await hub.NumberAsync($"select seq from item where uid = '{uid}'"));
        }

        Assert.All(places, place => Assert.InRange(place, release, release + Micros.Second - 1));
        Assert.Equal(3, places.Distinct().Count());
        Assert.NotEqual([release, release + 1, release + 2], places.Order());
    }

    private static async Task<Viewer> ReviewingAdministratorAsync(TestHub hub, Viewer author, string draft)
    {
        var administrator = await hub.ViewerAsync(await hub.PersonAsync("Kan", author.OrganisationId, Roles.Administrator));
        Assert.Null((await hub.Get<SaveDraft>().RunAsync(author, Post, [administrator.PersonUid], draft)).Refusal);
        return administrator;
    }

    private static async Task<string> SaveAsync(TestHub hub, Viewer author, PostInput post, string? draft, IReadOnlyList<Upload> uploads)
    {
        var kept = await hub.Get<SaveDraft>().RunAsync(author, post, ["HO"], draft, uploads);
        Assert.Null(kept.Refusal);
        return kept.Value.Uid;
    }

    private static async Task<IEnumerable<string>> FilesAsync(TestHub hub, Viewer viewer, string uid)
    {
        var item = (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value;
        return (await hub.Database.ReadAsync(sql => FileShelf.ListAsync(sql, item, default), default)).Select(f => f.Name);
    }

    private static async Task<string> ContentAsync(TestHub hub, Viewer viewer, string uid, int place)
    {
        var item = (await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value;
        var file = (await hub.Database.ReadAsync(sql => FileShelf.ListAsync(sql, item, default), default))[place];
        return Encoding.UTF8.GetString((await hub.Database.ReadAsync(sql => hub.Get<FileShelf>().OpenAsync(sql, item, file.Uid, default), default)).Value.Content);
    }

    /// <summary>The author, a reviewer of another organisation, and a reader of the circle.</summary>
    private static async Task<(Viewer Mei, Viewer Ho, Viewer Lee)> ThreeAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        await hub.CircleAsync("Banking", bank, insurer);
        return (await hub.ViewerAsync(await hub.PersonAsync("Mei", bank)), await hub.ViewerAsync(await hub.PersonAsync("Ho", insurer)), await hub.ViewerAsync(await hub.PersonAsync("Lee", insurer)));
    }
}
