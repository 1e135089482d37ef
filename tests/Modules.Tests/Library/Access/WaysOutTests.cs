using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;
using static Infohub.Markings.Disclosure;

namespace Infohub.Modules.Tests.Library.Access;

/// <summary>The table of section 5 by hand, with embargo, PAP, release, ceiling and what is gone. A partner hub has tests of its own.</summary>
public sealed class WaysOutTests
{
    private const long Org = 7;
    private const long Author = 70;
    private const long Now = 1000;

    private static readonly ViewerFacts Writer = new()
    {
        Community = true,
        OrgParts = true,
        PersonParts = true,
        Own = true,
        Session = true,
        Drafts = true,
        Fresh = true,
        Org = Org,
        Person = Author,
        Now = Now,
    };

    private static readonly ViewerFacts Nobody = new() { Ceiling = (int)Tlp.Clear, Now = Now };

    private static readonly ItemFacts Item = new() { Seq = 1, State = ItemState.Shared, Version = 1, AudienceId = 11, OrgId = Org, PersonId = Author, SharedAt = 100, Pap = (int)Pap.Green };

    private static readonly LawTables Tables = new() { Parts = [new PartRow(11, PartKind.Community, 0, 0), new PartRow(12, PartKind.Public, 0, 0)] };

    /// <summary>CLEAR, GREEN, AMBER, AMBER+STRICT, RED; and whether an embargo closes it.</summary>
    public static TheoryData<Channel, Disclosure[], bool> Ways => new()
    {
        { Channel.List, [Full, Full, Full, Full, Notice], false },
        { Channel.Page, [Full, Full, Full, Full, Full], false },
        { Channel.Machine, [Full, Full, Full, Full, Nothing], false },
        { Channel.Feed, [Full, Full, Full, Full, Nothing], true },
        { Channel.Mail, [Full, Summary, Notice, Notice, Notice], false },
        { Channel.Webhook, [Full, Summary, Notice, Notice, Nothing], false },
        { Channel.Export, [Full, Full, Full, Full, Nothing], true },
        { Channel.BlockList, [Full, Full, Full, Full, Nothing], true },
        { Channel.LookUpOutside, [Full, Full, Nothing, Nothing, Nothing], true },
        { Channel.TranslationOutside, [Full, Nothing, Nothing, Nothing, Nothing], true },
        { Channel.Analysis, [Full, Full, Full, Full, Nothing], false },
        { Channel.PublicStatistics, [Full, Full, Nothing, Nothing, Nothing], true },
    };

    [Theory, MemberData(nameof(Ways))]
    public void Each_way_out_gives_what_its_row_says_and_nothing_more_under_an_embargo_until_it_ends(Channel channel, Disclosure[] row, bool closes)
    {
        foreach (var label in Labels.All)
        {
            var item = Item with { Label = (int)label };
            Assert.Equal(row[(int)label], Decide(Writer, item, channel));
            Assert.Equal(row[(int)label], Decide(Writer, item with { EmbargoUntil = Now }, channel));
            Assert.Equal(closes ? Nothing : row[(int)label], Decide(Writer, item with { EmbargoUntil = Now + 1 }, channel));
        }
    }

    [Fact]
    public void RED_is_a_notice_on_its_page_without_fresh_proof() =>
        Assert.Equal(Notice, Decide(Writer with { Fresh = false }, Item with { Label = (int)Tlp.Red }, Channel.Page));

    [Theory]
    [InlineData(Channel.BlockList, Tlp.Clear, Full, Full, Nothing)]
    [InlineData(Channel.BlockList, Tlp.Green, Full, Full, Nothing)]
    [InlineData(Channel.LookUpOutside, Tlp.Green, Full, Full, Nothing)]
    [InlineData(Channel.LookUpOutside, Tlp.Clear, Full, Full, Full)]
    public void PAP_closes_block_lists_and_look_ups(Channel channel, Tlp label, Disclosure clear, Disclosure green, Disclosure amber)
    {
        Disclosure With(Pap pap) => Decide(Writer, Item with { Label = (int)label, Pap = (int)pap }, channel);
        Assert.Equal((clear, green, amber, amber), (With(Pap.Clear), With(Pap.Green), With(Pap.Amber), With(Pap.Red)));
    }

    [Fact]
    public void The_public_page_shows_everybody_what_is_CLEAR_and_public_then_and_now()
    {
        var item = Item with { Label = (int)Tlp.Clear, AudienceId = 12, Version = 2 };
        var older = new VersionFacts { Version = 1, Label = (int)Tlp.Clear, AudienceId = 12, SharedAt = 50 };
        Assert.Equal(Full, Decide(Nobody, item, Channel.Public));
        Assert.Equal(Full, Decide(Nobody, item, Channel.Public, older));
        Assert.Equal(Full, Decide(Nobody, item with { EmbargoUntil = Now }, Channel.Public));
        Assert.Equal(Nothing, Decide(Nobody, item with { EmbargoUntil = Now + 1 }, Channel.Public));
        Assert.Equal(Nothing, Decide(Nobody with { Ceiling = (int)Tlp.Red }, item with { Label = (int)Tlp.Green }, Channel.Public));
        Assert.Equal(Nothing, Decide(Nobody, item, Channel.Page));
        // somebody who reads it otherwise gets no more by the public page than everybody
        Assert.Equal(Nothing, Decide(Writer, item with { AudienceId = 11 }, Channel.Public));
        Assert.Equal(Nothing, Decide(Writer, item, Channel.Public, older with { AudienceId = 11 }));
        Assert.Equal(Nothing, Decide(Writer, item with { AudienceId = 11 }, Channel.Public, older));
        Assert.Equal(Nothing, Decide(Writer, item, Channel.Public, older with { Label = (int)Tlp.Green }));
    }

    [Fact]
    public void Statistics_count_what_is_shared_and_released_whoever_asks()
    {
        var item = Item with { Label = (int)Tlp.Green };
        Assert.Equal(Full, Decide(Nobody, item with { ReleaseAt = Now }, Channel.PublicStatistics));
        Assert.Equal(Nothing, Decide(Nobody, item with { ReleaseAt = Now + 1 }, Channel.PublicStatistics));
        foreach (var state in new[] { ItemState.Draft, ItemState.Withdrawn, ItemState.Hidden, ItemState.Erased })
        {
            Assert.Equal(Nothing, Decide(Writer, item with { State = state }, Channel.PublicStatistics));
        }
    }

    [Fact]
    public void A_ceiling_includes_itself()
    {
        foreach (var label in Labels.All)
        {
            foreach (var ceiling in Labels.All)
            {
                Assert.Equal(label <= ceiling ? Full : Nothing, Decide(Writer with { Ceiling = (int)ceiling }, Item with { Label = (int)label }, Channel.Page));
            }
        }
    }

    [Fact]
    public void The_stricter_of_the_versions_label_and_the_current_one_decides()
    {
        var older = new VersionFacts { Version = 1, Label = (int)Tlp.Red, AudienceId = 11, SharedAt = 50 };
        Assert.Equal(Nothing, Decide(Writer, Item with { Version = 2, Label = (int)Tlp.Green }, Channel.Export, older));
        Assert.Equal(Nothing, Decide(Writer, Item with { Version = 2, Label = (int)Tlp.Red }, Channel.Export, older with { Label = (int)Tlp.Green }));
        Assert.Equal(Full, Decide(Writer, Item with { Version = 2, Label = (int)Tlp.Green }, Channel.Export, older with { Label = (int)Tlp.Amber }));
    }

    [Theory]
    [InlineData(ItemState.Withdrawn)]
    [InlineData(ItemState.Hidden)]
    [InlineData(ItemState.Erased)]
    public void What_is_gone_is_a_tombstone_where_people_and_machines_look_for_it_and_its_author_keeps_it_until_it_is_erased(int state)
    {
        var gone = Item with { State = state, Label = (int)Tlp.Green };
        var reader = Writer with { Person = 71 };
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var shows = channel is Channel.Page or Channel.List or Channel.Machine or Channel.PartnerHub;
            Assert.Equal(shows ? Tombstone : Nothing, Decide(reader, gone, channel));
            var keeps = channel == Channel.Page && state != ItemState.Erased;
            Assert.Equal(keeps ? Full : shows ? Tombstone : Nothing, Decide(Writer, gone, channel));
        }

        Assert.Equal(Tombstone, Decide(Writer with { Session = false }, gone, Channel.Page));
        var red = gone with { Label = (int)Tlp.Red };
        Assert.Equal(state == ItemState.Erased ? Tombstone : Full, Decide(Writer, red, Channel.Page));
        Assert.Equal(Tombstone, Decide(Writer with { Fresh = false }, red, Channel.Page));
        Assert.Equal(Nothing, Decide(reader, red with { AudienceId = 99 }, Channel.Page));
        Assert.Equal(Nothing, Decide(reader, gone with { ReleaseAt = Now + 1 }, Channel.Page));
    }

    [Theory]
    [InlineData(ItemState.Withdrawn)]
    [InlineData(ItemState.Hidden)]
    [InlineData(ItemState.Erased)]
    public void Everybody_is_told_of_the_going_of_what_stood_on_the_public_pages(int state)
    {
        var gone = Item with { State = state, Label = (int)Tlp.Clear, AudienceId = 12, ReleaseAt = Now, EmbargoUntil = Now };
        Assert.True(Stood(gone));
        Assert.False(Stood(gone with { State = ItemState.Shared }));
        Assert.False(Stood(gone with { State = ItemState.Draft }));
        Assert.False(Stood(gone with { ReleaseAt = Now + 1 }));
        Assert.False(Stood(gone with { EmbargoUntil = Now + 1 }));
        Assert.False(Stood(gone with { AudienceId = 11 }));
        Assert.False(Stood(gone with { AudienceId = 13 }));
        Assert.All(Labels.All.Where(l => l != Tlp.Clear), label => Assert.False(Stood(gone with { Label = (int)label })));
    }

    [Fact]
    public void A_channel_that_is_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Law.Decision((Channel)99));

    private static bool Stood(ItemFacts item) => LawCode.StoodInPublic(Nobody, item, Tables);

    private static Disclosure Decide(ViewerFacts viewer, ItemFacts item, Channel channel, VersionFacts? version = null) => LawCode.Decide(
        viewer, item, version ?? new VersionFacts { Version = item.Version, Label = item.Label, AudienceId = item.AudienceId, SharedAt = item.SharedAt }, channel, Tables);
}
