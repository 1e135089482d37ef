using Infohub.Community.Public;
using Infohub.Delivery.Inbox;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Modules.Tests.Delivery;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;
using Infohub.Sharing.Proposals;
using static Infohub.Modules.Tests.Delivery.InboxCast;

namespace Infohub.Modules.Tests.Sharing;

public sealed class ProposalTests
{
    private static readonly PostInput Post = new()
    {
        Kind = "indicators",
        Label = "TLP:AMBER",
        Audience = ["circle:BANKING"],
        Title = "Two addresses",
        Body = "Seen at 198[.]18[.]7[.]7 and at\n- evil[.]example\n- 198.18.7.7\nLater also at other[.]example.",
    };

    private static readonly ProposalInput Typo = new("198[.]18[.]7[.]7", "replace", "198[.]18[.]7[.]8", "", "Our proxy has the other one.", AsOrganisation: true);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_proposal_is_for_its_proposer_and_the_originators_side_and_nobody_else(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        Assert.Null((await ProposeAsync(hub, cast.Ho, uid, Typo)).Refusal);
        await DrainAsync(hub);

        var (mine, theirs, admins) = (Assert.Single(await SeenAsync(hub, cast.Ho, uid)), Assert.Single(await SeenAsync(hub, cast.Mei, uid)), Assert.Single(await SeenAsync(hub, cast.Admin, uid)));
        Assert.Equal((true, false), (mine.Mine, mine.ForMe));
        Assert.Equal((false, true, "", "Insurer", "Our proxy has the other one."), (theirs.Mine, theirs.ForMe, theirs.PersonName, theirs.OrganisationName, theirs.Reason));
        Assert.NotNull(theirs.Accepting?.Text);
        // Only the author changes the words.
        Assert.Null(admins.Accepting);
        Assert.Empty(await SeenAsync(hub, cast.Ka, uid));
        Assert.Equal((1, 1, 0), (await OpenAsync(hub, cast.Ho, uid), await OpenAsync(hub, cast.Mei, uid), await OpenAsync(hub, cast.Ka, uid)));

        var line = Assert.Single(await LinesAsync(hub, cast.Mei), l => l.Kind == NoticeKind.CorrectionProposed);
        Assert.Equal(("", "Insurer"), (line.Person, line.Organisation));
        Assert.Contains(await LinesAsync(hub, cast.Admin), l => l.Kind == NoticeKind.CorrectionProposed);
        Assert.DoesNotContain((await LinesAsync(hub, cast.Ka)).Concat(await LinesAsync(hub, cast.Ho)), l => l.Kind == NoticeKind.CorrectionProposed);
        // The item's record would tell whose it is.
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where act = 'proposal.make' and object_kind = 'item' and object_uid = '{uid}'"));
        Assert.Equal(1, await hub.NumberAsync("select count(*) from audit where act = 'proposal.make' and object_kind = 'proposal'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_does_not_read_the_item_is_answered_as_if_there_were_none(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        foreach (var item in (string[])[uid, "NONE"])
        {
            Assert.Equal(Refusal.NotFound, (await ProposeAsync(hub, cast.Other, item, Typo)).Refusal);
            // What is wrong with the words is not told before either.
            Assert.Equal(Refusal.NotFound, (await ProposeAsync(hub, cast.Other, item, Typo with { Value = "" })).Refusal);
            Assert.Equal(Refusal.NotFound, await AnswerAsync(hub, cast.Other, item, proposed, accept: false));
            Assert.Equal(Refusal.NotFound, (await hub.Get<TakeBackProposal>().RunAsync(await NowAsync(hub, cast.Other), item, proposed)).Refusal);
        }

        // A reader who is of neither side learns nothing of it: the same as for one that is not there.
        Assert.Equal(Refusal.NotFound, (await hub.Get<TakeBackProposal>().RunAsync(await NowAsync(hub, cast.Ka), uid, proposed)).Refusal);
        Assert.Equal(Refusal.NotFound, (await hub.Get<TakeBackProposal>().RunAsync(await NowAsync(hub, cast.Ka), uid, "NONE")).Refusal);
        Assert.Equal("originator-only", (await AnswerAsync(hub, cast.Ka, uid, proposed, accept: true))?.Code);
        Assert.Equal("originator-only", (await AnswerAsync(hub, cast.Ka, uid, "NONE", accept: true))?.Code);
        Assert.Equal(Refusal.NotFound, await AnswerAsync(hub, cast.Mei, uid, "NONE", accept: true));
        // Nor does it count for the limit of others.
        for (var i = 1; i < ProposeCorrection.MostOpen; i++)
        {
            Assert.Null((await ProposeAsync(hub, cast.Ho, uid, Typo)).Refusal);
        }

        Assert.Equal("proposals-waiting", (await ProposeAsync(hub, cast.Ho, uid, Typo)).Refusal?.Code);
        // Before anything is looked for.
        Assert.Equal("proposals-waiting", (await ProposeAsync(hub, cast.Ho, uid, Typo with { Value = "198.18.7.9" })).Refusal?.Code);
        // What they would change is planned for one at a time.
        var listed = await SeenAsync(hub, cast.Mei, uid);
        Assert.Equal(listed[0].Uid, Assert.Single(listed, p => p.Accepting is not null).Uid);
        var opened = await PlannedAsync(hub, await OpenItemAsync(hub, cast.Mei, uid), listed[3].Uid);
        Assert.Equal(listed[3].Uid, Assert.Single(opened, p => p.Accepting is not null).Uid);
        Assert.Null((await ProposeAsync(hub, cast.Ka, uid, Typo)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Accepted_it_is_a_new_version_of_the_post_and_declined_an_answer(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        var (typo, gone, kind) = ((await ProposeAsync(hub, cast.Ho, uid, Typo)).Value, (await ProposeAsync(hub, cast.Ka, uid, new("evil.example", "remove", "", "", "It is a park.", false))).Value,
            (await ProposeAsync(hub, cast.Ho, uid, new("other.example", "kind", "", "FileName", "It is a file.", false))).Value);
        Assert.Equal("proposal-answer", (await AnswerAsync(hub, cast.Mei, uid, kind, accept: false))?.Code);
        Assert.Null(await AnswerAsync(hub, cast.Admin, uid, kind, accept: false, "We looked, and it is a name."));
        Assert.Equal("answered", (await AnswerAsync(hub, cast.Mei, uid, kind, accept: true))?.Code);
        Assert.Equal("author-only", (await AnswerAsync(hub, cast.Admin, uid, typo, accept: true))?.Code);
        Assert.Equal("changed", (await AnswerAsync(hub, cast.Mei, uid, typo, accept: true, version: 7))?.Code);
        Assert.Equal(1, await hub.NumberAsync($"select version from item where uid = '{uid}'"));

        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, typo, accept: true, version: 1));
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, gone, accept: true, version: 2));
        await DrainAsync(hub);
        var item = await OpenItemAsync(hub, cast.Ka, uid);
        Assert.Equal("Seen at 198[.]18[.]7[.]8 and at\n- 198.18.7.8\nLater also at other[.]example.", item.Content!.Body);
        Assert.Equal(3, item.Card.Version);
        Assert.Equal([NoticeKind.CorrectionAccepted], (await LinesAsync(hub, cast.Ka)).Select(l => l.Kind).Where(IsOutcome));
        Assert.Equal([NoticeKind.CorrectionAccepted, NoticeKind.CorrectionDeclined], (await LinesAsync(hub, cast.Ho)).Select(l => l.Kind).Where(IsOutcome).Order());
        Assert.Equal("We looked, and it is a name.", (await SeenAsync(hub, cast.Ho, uid)).Single(p => p.Outcome == ProposalOutcome.Declined).Answer);
        Assert.Equal("Ka", (await SeenAsync(hub, cast.Mei, uid)).Single(p => p.Correction.Change == ProposedChange.Remove).PersonName);

        static bool IsOutcome(int kind) => kind is NoticeKind.CorrectionAccepted or NoticeKind.CorrectionDeclined;
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_value_that_the_newest_text_names_no_more_is_told_and_the_proposal_stays(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post);
        var typo = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        Assert.Null((await hub.Get<RevisePost>().RunAsync(await NowAsync(hub, cast.Mei), uid, 1, new PostChange(Body: "Seen at evil[.]example."))).Refusal);
        Assert.Equal("proposal-moved", (await AnswerAsync(hub, cast.Mei, uid, typo, accept: true, version: 2))?.Code);
        var left = Assert.Single(await SeenAsync(hub, cast.Mei, uid));
        Assert.Equal((true, null), (left.IsOpen, left.Accepting!.Text));
        Assert.Equal("proposal-unnamed", (await ProposeAsync(hub, cast.Ho, uid, Typo)).Refusal?.Code);

        // No indicator of that kind: the text stays, and gives none.
        var kind = (await ProposeAsync(hub, cast.Ho, uid, new("evil.example", "kind", "", "", "It is our own name for it.", false))).Value;
        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, kind, accept: true, version: 2));
        var item = await OpenItemAsync(hub, cast.Ho, uid);
        Assert.Equal("Seen at evil[.]example.", item.Content!.Body);
        Assert.Empty(item.Content.Values());
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_anonymous_author_answers_without_a_name_and_colleagues_learn_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        await hub.KeepersAsync();
        var uid = await ShareAsync(hub, cast.Mei, Post with { Attribution = "anonymous", Audience = ["circle:BANKING"] });
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        await DrainAsync(hub);
        Assert.Equal("proposal-own", (await ProposeAsync(hub, cast.Mei, uid, Typo)).Refusal?.Code);
        Assert.Empty(await SeenAsync(hub, cast.Admin, uid));
        Assert.Equal("originator-only", (await AnswerAsync(hub, cast.Admin, uid, proposed, accept: false, "No."))?.Code);
        Assert.Contains(await LinesAsync(hub, cast.Mei), l => l.Kind == NoticeKind.CorrectionProposed);
        Assert.DoesNotContain(await LinesAsync(hub, cast.Admin), l => l.Kind == NoticeKind.CorrectionProposed);

        Assert.Null(await AnswerAsync(hub, cast.Mei, uid, proposed, accept: true, version: 1));
        await DrainAsync(hub);
        var told = Assert.Single(await LinesAsync(hub, cast.Ho), l => l.Kind == NoticeKind.CorrectionAccepted);
        Assert.Equal(("", ""), (told.Person, told.Organisation));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from audit where act = 'proposal.answer' and person_id + org_id > 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_proposed_at_red_stays_the_authors_and_goes_with_the_item(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await ComeAsync(hub);
        var uid = await ShareAsync(hub, cast.Mei, Post with { Label = "TLP:RED", Audience = ["person:HO"] });
        var proposed = (await ProposeAsync(hub, cast.Ho, uid, Typo)).Value;
        Assert.Null((await hub.Get<RelabelPost>().RunAsync(await NowAsync(hub, cast.Mei), uid, "TLP:AMBER", ["circle:BANKING"])).Refusal);
        await DrainAsync(hub);
        Assert.Empty(await SeenAsync(hub, cast.Admin, uid));
        Assert.DoesNotContain(await LinesAsync(hub, cast.Admin), l => l.Kind == NoticeKind.CorrectionProposed);
        Assert.Equal(Refusal.NotFound, await AnswerAsync(hub, cast.Admin, uid, proposed, accept: false, "No."));
        Assert.Single(await SeenAsync(hub, cast.Mei, uid));
        Assert.Null((await hub.Get<TakeBackProposal>().RunAsync(await NowAsync(hub, cast.Ho), uid, proposed)).Refusal);
        Assert.Empty(await SeenAsync(hub, cast.Mei, uid));

        Assert.Null((await ProposeAsync(hub, cast.Ho, uid, Typo)).Refusal);
        var seq = await hub.NumberAsync($"select seq from item where uid = '{uid}'");
        await hub.Database.WriteAsync(tx => { tx.Emit(new ItemErased(seq, uid)); return Task.CompletedTask; }, default);
        await DrainAsync(hub);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from proposal"));
    }

    [Theory]
    [InlineData("evil[.]example", "evil.example", "better.example", "better[.]example")]
    [InlineData("See evil.example, and http://evil.example/x", "evil.example", "better.example", "See better.example, and http://evil.example/x")]
    [InlineData("1. evil[.]example\n2. x.example", "evil.example", null, "2. x.example")]
    [InlineData("It called evil[.]example at night.", "evil.example", null, "It called at night.")]
    [InlineData("| a | evil[.]example |\n| b | c |", "evil.example", null, "| a | |\n| b | c |")]
    [InlineData("evil[.]example", "evil.example", null, "")]
    public void The_value_alone_changes_and_an_empty_line_goes(string body, string of, string? to, string expected)
    {
        var corrected = CorrectText.Of(new Content("A title", "", body, "", "en"), new Correction(to is null ? ProposedChange.Remove : ProposedChange.Replace, One(of), to is null ? null : One(to), null));
        Assert.Equal(expected, corrected?.Body);

        static Finding One(string text) => Extractor.Find(text).Single();
    }

    private static async Task<Outcome<string>> ProposeAsync(TestHub hub, Viewer viewer, string item, ProposalInput input) =>
        await hub.Get<ProposeCorrection>().RunAsync(await NowAsync(hub, viewer), item, input);

    private static async Task<Refusal?> AnswerAsync(TestHub hub, Viewer viewer, string item, string proposal, bool accept, string words = "", int version = 0) =>
        (await hub.Get<AnswerProposal>().RunAsync(await NowAsync(hub, viewer), item, proposal, version, accept, words)).Refusal;

    private static async Task<ReadableItem> OpenItemAsync(TestHub hub, Viewer viewer, string uid) =>
        (await hub.Get<Holdings>().OpenAsync(await NowAsync(hub, viewer), Channel.Page, uid, null, default)).Value;

    private static async Task<IReadOnlyList<ProposalCard>> SeenAsync(TestHub hub, Viewer viewer, string uid) =>
        await PlannedAsync(hub, await OpenItemAsync(hub, viewer, uid), "");

    private static async Task<IReadOnlyList<ProposalCard>> PlannedAsync(TestHub hub, ReadableItem item, string opened) =>
        await hub.Get<ProposalBook>().PlannedAsync(item, await hub.Get<ProposalBook>().ListAsync(item, default), opened, default);

    private static async Task<long> OpenAsync(TestHub hub, Viewer viewer, string uid) =>
        await hub.Get<ProposalBook>().OpenAsync(await OpenItemAsync(hub, viewer, uid), default);
}
