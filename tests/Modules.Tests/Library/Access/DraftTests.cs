using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;

namespace Infohub.Modules.Tests.Library.Access;

/// <summary>R1(b) and readings 1 and 23 by hand: who reads a draft, and on which ways.</summary>
public sealed class DraftTests
{
    private const long Org = 7;
    private const long Author = 70;
    private const long Reviewer = 71;

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
        Now = 1000,
    };

    private static readonly ViewerFacts Reader = Writer with { Person = Reviewer };

    private static readonly ItemFacts Draft = new() { Seq = 1, State = ItemState.Draft, Version = 1, Label = (int)Tlp.Green, AudienceId = 11, OrgId = Org, PersonId = Author, SharedAt = 100 };

    private static readonly LawTables Tables = new()
    {
        Parts = [new PartRow(11, PartKind.Community, 0, 0)],
        Reviewers = [new ReviewerRow(1, Reviewer, Org)],
    };

    [Fact]
    public void A_draft_shows_to_its_author_on_pages_in_lists_to_keys_and_in_exports_alone()
    {
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var shows = channel is Channel.Page or Channel.List or Channel.Machine or Channel.Export;
            Assert.Equal(shows ? Disclosure.Full : Disclosure.Nothing, Decide(Writer, Draft, channel));
        }
    }

    [Fact]
    public void A_key_reads_its_owners_drafts_with_that_scope_only_and_up_to_its_ceiling()
    {
        var key = Writer with { Session = false, Fresh = false, Ceiling = (int)Tlp.Green };
        Assert.Equal(Disclosure.Full, Decide(key, Draft, Channel.Machine));
        Assert.Equal(Disclosure.Nothing, Decide(key with { Drafts = false }, Draft, Channel.Machine));
        Assert.Equal(Disclosure.Nothing, Decide(key, Draft with { Label = (int)Tlp.Amber }, Channel.Machine));
    }

    [Fact]
    public void A_reviewer_reads_it_by_session_as_the_pair_that_the_author_named()
    {
        Assert.Equal(Disclosure.Full, Decide(Reader, Draft, Channel.Page));
        Assert.Equal(Disclosure.Nothing, Decide(Reader with { Session = false }, Draft, Channel.Machine));
        Assert.Equal(Disclosure.Nothing, Decide(Reader with { Org = 8 }, Draft, Channel.Page));
        Assert.Equal(Disclosure.Nothing, Decide(Reader with { Person = 72 }, Draft, Channel.Page));
        Assert.Equal(Disclosure.Nothing, Decide(Reader, Draft with { Seq = 2 }, Channel.Page));
    }

    [Theory]
    [InlineData(100, Disclosure.Full)]
    [InlineData(101, Disclosure.Nothing)]
    public void A_reviewer_who_joined_anew_after_being_named_is_none(long joined, Disclosure expected) =>
        Assert.Equal(expected, Decide(Reader with { PersonJoined = joined }, Draft, Channel.Page));

    private static Disclosure Decide(ViewerFacts viewer, ItemFacts item, Channel channel) => LawCode.Decide(
        viewer, item, new VersionFacts { Version = item.Version, Label = item.Label, AudienceId = item.AudienceId, SharedAt = item.SharedAt }, channel, Tables);
}
