using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Delivery.Inbox;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Moderation;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Sharing;

public sealed class ModerationTests
{
    private const string Title = "A leaked list of customers";

    private static readonly PostInput Post = new()
    {
        Kind = "question",
        Label = "TLP:AMBER",
        Audience = ["circle:BANKING"],
        Attribution = "named",
        Title = Title,
        Body = "text",
    };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_reader_reports_an_item_and_officers_are_told_its_address_and_label_alone(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<ReportItem>().RunAsync(cast.Other, uid, "It names a person.")).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<ReportItem>().RunAsync(cast.Kim, uid, "It names a person.")).Refusal!.Kind);
        Assert.Equal("report-reason", (await hub.Get<ReportItem>().RunAsync(cast.Ho, uid, " ")).Refusal!.Code);
        Assert.Null((await hub.Get<ReportItem>().RunAsync(cast.Ho, uid, "It names a person.")).Refusal);
        await DrainAsync(hub);

        var notice = Assert.Single(await NoticesAsync(hub, cast.Kim));
        Assert.Equal((NoticeKind.ItemReported, uid, Tlp.Amber, "Ho", "/officers/items"), (notice.Kind, notice.AboutUid, notice.Label, notice.Person, Sentences.HrefOf(notice)));
        Assert.Null(notice.Card);
        Assert.DoesNotContain(await NoticesAsync(hub, cast.Mei), n => n.Kind == NoticeKind.ItemReported);
        var line = Assert.Single((await hub.Get<ReportBook>().WaitingAsync(cast.Kim, default)).Value);
        Assert.Equal((uid, Tlp.Amber, "It names a person.", "Ho", "Insurer"), (line.ItemUid, line.Label, line.Reason, line.PersonName, line.OrganisationName));
        Assert.Equal("officers-only", (await hub.Get<ReportBook>().WaitingAsync(cast.Mei, default)).Refusal!.Code);
        Assert.Equal("officers-only", (await hub.Get<ReportBook>().MarkDoneAsync(cast.Ho, line.Uid, default)).Refusal!.Code);

        // The originator's record of the item does not tell who reported it; the reporter's own record does.
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where object_uid = '{uid}' and act like 'report%'"));
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'report.make' and object_uid = '{line.Uid}' and person_id = {cast.Ho.PersonId}"));

        Assert.Null((await hub.Get<ReportBook>().MarkDoneAsync(cast.Kim, line.Uid, default)).Refusal);
        Assert.Empty((await hub.Get<ReportBook>().WaitingAsync(cast.Lau, default)).Value);
        Assert.Equal("report-done", (await hub.Get<ReportBook>().MarkDoneAsync(cast.Lau, line.Uid, default)).Refusal!.Code);

        // Whoever no longer is an officer sees no more of it.
        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set roles = 0 where id = @id", default, ("id", cast.Kim.PersonId)), default);
        Assert.Empty(await NoticesAsync(hub, await hub.ViewerAsync(cast.Kim.PersonId)));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_author_who_reports_is_not_named_and_red_is_reported_as_any_other(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var anonymous = await ShareAsync(hub, cast.Mei, Post with { Attribution = "anonymous" });
        var red = await ShareAsync(hub, cast.Mei, Post with { Label = "TLP:RED", Audience = ["person:HO"] });
        Assert.Null((await hub.Get<ReportItem>().RunAsync(cast.Mei, anonymous, "I cannot withdraw it.")).Refusal);
        Assert.Null((await hub.Get<ReportItem>().RunAsync(cast.Ho, red, "Not true.")).Refusal);
        await DrainAsync(hub);
        var lines = (await hub.Get<ReportBook>().WaitingAsync(cast.Kim, default)).Value;
        Assert.Equal([(anonymous, Tlp.Amber, "", ""), (red, Tlp.Red, "Ho", "Insurer")], lines.Select(l => (l.ItemUid, l.Label, l.PersonName, l.OrganisationName)));
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where act = 'report.make' and (person_id = {cast.Mei.PersonId} or org_id = {cast.Mei.OrganisationId})"));
        Assert.Equal(["", "Ho"], (await NoticesAsync(hub, cast.Kim)).Where(n => n.Kind == NoticeKind.ItemReported).Select(n => n.Person).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_officer_hides_with_a_grant_and_showing_again_or_erasing_needs_another(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        await hub.Get<ReportItem>().RunAsync(cast.Ho, uid, "It names a person.");
        Assert.Equal("elevation-needed", await ActAsync(hub, cast.Kim, "hide", uid));
        await GrantAsync(hub, cast, "hide", uid);
        Assert.Equal("elevation-needed", await ActAsync(hub, cast.Lau, "hide", uid));
        Assert.Equal(uid, Assert.Single(await hub.Get<Elevations>().UsableAsync(cast.Kim, default)).ObjectUid);
        Assert.Null(await ActAsync(hub, cast.Kim, "hide", uid));
        Assert.Empty(await hub.Get<Elevations>().UsableAsync(cast.Kim, default));

        var gone = (await hub.Get<Holdings>().OpenAsync(cast.Ho, Channel.Page, uid, null, default)).Value;
        Assert.Equal((Disclosure.Tombstone, "", "Personal data"), (gone.Card.Shows, gone.Card.Title, gone.Card.GoneReason));
        Assert.Equal("report-state", (await hub.Get<ReportItem>().RunAsync(cast.Ho, uid, "Again.")).Refusal!.Code);
        Assert.Equal("elevation-needed", await ActAsync(hub, cast.Kim, "unhide", uid));
        await GrantAsync(hub, cast, "unhide", uid);
        Assert.Null(await ActAsync(hub, cast.Kim, "unhide", uid));
        Assert.Equal(Disclosure.Full, (await hub.Get<Holdings>().OpenAsync(cast.Ho, Channel.Page, uid, null, default)).Value.Card.Shows);

        await GrantAsync(hub, cast, "erase", uid);
        Assert.Null(await ActAsync(hub, cast.Kim, "erase", uid));
        await DrainAsync(hub);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from item_report where reason <> '' or done_at = 0"));
        var (lines, unlisted) = await hub.Get<HidingList>().ReadAsync(default);
        Assert.Equal(["erase", "unhide", "hide"], lines.Select(l => l.Act));
        Assert.Equal(0, unlisted);
        Assert.DoesNotContain(Title, string.Concat(lines), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_grant_for_another_act_on_the_same_address_does_nothing_to_an_item(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post with { Audience = ["organisation:BANK"] });
        await GrantAsync(hub, cast, "suspend", uid);
        Assert.Equal("act", await ActAsync(hub, cast.Kim, "suspend", uid));
        Assert.Equal(Disclosure.Full, (await hub.Get<Holdings>().OpenAsync(cast.Mei, Channel.Page, uid, null, default)).Value.Card.Shows);
        await GrantAsync(hub, cast, "hide", uid);
        Assert.Null(await ActAsync(hub, cast.Kim, "hide", uid));
        var (lines, unlisted) = await hub.Get<HidingList>().ReadAsync(default);
        Assert.Empty(lines);
        Assert.Equal(1, unlisted);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_officers_withdraw_unread_what_nobody_of_its_originators_side_is_left_of(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        var withdraw = new OrphanAct("withdraw", uid, "The bank is gone", "", []);
        Assert.Equal("elevation-needed", await OrphanAsync(hub, cast, withdraw));
        await GrantAsync(hub, cast, "hide", uid);
        Assert.Equal("elevation-needed", await OrphanAsync(hub, cast, withdraw));
        Assert.Equal("act", await OrphanAsync(hub, cast, withdraw with { Act = "hide" }));

        // An attempt uses the grant up: what it is refused for tells something.
        await GrantAsync(hub, cast, "withdraw", uid);
        Assert.Equal("has-originator", await OrphanAsync(hub, cast, withdraw));
        Assert.Equal("elevation-needed", await OrphanAsync(hub, cast, withdraw));

        await LeaveAsync(hub, "BANK");
        await GrantAsync(hub, cast, "withdraw", uid);
        Assert.Null(await OrphanAsync(hub, cast, withdraw));
        var gone = (await hub.Get<Holdings>().OpenAsync(cast.Ho, Channel.Page, uid, null, default)).Value.Card;
        Assert.Equal((Disclosure.Tombstone, 2, "The bank is gone"), (gone.Shows, gone.State, gone.GoneReason));
        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(cast.Kim, Channel.Page, uid, null, default)).Refusal!.Kind);
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'item.withdraw' and object_uid = '{uid}' and person_id = {cast.Kim.PersonId}"));
        Assert.Equal(["withdraw"], (await hub.Get<HidingList>().ReadAsync(default)).Lines.Select(l => l.Act));
        await GrantAsync(hub, cast, "withdraw", uid);
        Assert.Equal("gone", await OrphanAsync(hub, cast, withdraw));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_officers_tighten_and_never_widen_what_has_no_originator_left(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post with { Audience = ["circle:BANKING", "organisation:OUTSIDE"] });
        await LeaveAsync(hub, "BANK");
        var tighten = new OrphanAct("tighten", uid, "As agreed", "", []);
        foreach (var (act, code) in new[]
        {
            (tighten, "same"),
            (tighten with { Label = "TLP:GREEN" }, "wider"),
            (tighten with { Audience = ["organisation:OUTSIDE", "organisation:OFFICE"] }, "wider"),
            (tighten with { Label = "TLP:RED" }, "label-above-audience"),
            (tighten with { Label = "TLP:AMBER+STRICT", Audience = ["organisation:OUTSIDE"] }, null),
        })
        {
            await GrantAsync(hub, cast, "tighten", uid);
            Assert.Equal(code, await OrphanAsync(hub, cast, act));
        }

        Assert.Equal(RefusalKind.NotFound, (await hub.Get<Holdings>().OpenAsync(cast.Ho, Channel.Page, uid, null, default)).Refusal!.Kind);
        var other = (await hub.Get<Holdings>().OpenAsync(cast.Other, Channel.Page, uid, null, default)).Value;
        Assert.Equal((Disclosure.Full, Tlp.AmberStrict, Title), (other.Card.Shows, other.Card.Label, other.Card.Title));
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'item.relabel' and object_uid = '{uid}' and person_id = {cast.Kim.PersonId}"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_red_and_anonymous_items_the_author_alone_is_the_originators_side(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.PersonAsync("Admin", cast.Mei.OrganisationId, Roles.Administrator);
        var named = await ShareAsync(hub, cast.Mei, Post);
        var red = await ShareAsync(hub, cast.Mei, Post with { Label = "TLP:RED", Audience = ["person:HO"] });
        var anonymous = await ShareAsync(hub, cast.Mei, Post with { Attribution = "anonymous" });
        foreach (var uid in (string[])[red, anonymous])
        {
            await GrantAsync(hub, cast, "withdraw", uid);
            Assert.Equal("has-originator", await OrphanAsync(hub, cast, new OrphanAct("withdraw", uid, "Old", "", [])));
        }

        await hub.Database.WriteAsync(tx => tx.RunAsync("update person set state = 3 where uid = 'MEI'", default), default);
        foreach (var (uid, code) in new[] { (named, "has-originator"), (red, null), (anonymous, null) })
        {
            await GrantAsync(hub, cast, "withdraw", uid);
            Assert.Equal(code, await OrphanAsync(hub, cast, new OrphanAct("withdraw", uid, "Old", "", [])));
        }

        Assert.Equal(2, (await hub.Get<HidingList>().ReadAsync(default)).Unlisted);
    }

    private static async Task<string?> OrphanAsync(TestHub hub, Cast cast, OrphanAct act) => (await hub.Get<ActOnOrphan>().RunAsync(cast.Kim, act)).Refusal?.Code;

    private static Task LeaveAsync(TestHub hub, string organisation) =>
        hub.Database.WriteAsync(tx => tx.RunAsync("update organisation set state = 3, left_at = @now where uid = @uid", default, ("now", tx.Now), ("uid", organisation)), default);

    private static async Task<string?> ActAsync(TestHub hub, Viewer officer, string act, string uid) =>
        (await hub.Get<ModerateItem>().RunAsync(officer, act, uid, "Personal data")).Refusal?.Code;

    private static async Task GrantAsync(TestHub hub, Cast cast, string act, string uid)
    {
        var asked = await hub.Get<Elevations>().AskAsync(cast.Kim, act, uid, "reported", default);
        Assert.Null(asked.Refusal);
        Assert.Null((await hub.Get<Elevations>().GrantAsync(cast.Lau, asked.Value, default)).Refusal);
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer author, PostInput post)
    {
        var shared = await hub.Get<SharePost>().RunAsync(author, post);
        Assert.Null(shared.Refusal);
        return shared.Value.Uid;
    }

    private static Task DrainAsync(TestHub hub) => hub.Get<OutboxPump>().DrainAsync(default);

    private static async Task<IReadOnlyList<NoticeLine>> NoticesAsync(TestHub hub, Viewer viewer) =>
        (await hub.Get<InboxBook>().ListAsync(viewer, null, 50, default)).Value.Lines;

    private static async Task<Cast> ComeAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        await hub.CircleAsync("Banking", bank, insurer);
        var (mei, ho) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ho", insurer));
        var other = await hub.PersonAsync("Other", await hub.OrganisationAsync("Outside"));
        var keepers = await hub.KeepersAsync();
        return new Cast(await hub.ViewerAsync(mei), await hub.ViewerAsync(ho), await hub.ViewerAsync(other), keepers[0], keepers[1]);
    }

    private sealed record Cast(Viewer Mei, Viewer Ho, Viewer Other, Viewer Kim, Viewer Lau);
}
