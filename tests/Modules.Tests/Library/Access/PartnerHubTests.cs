using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;

namespace Infohub.Modules.Tests.Library.Access;

/// <summary>Section 5 and reading 14: below AMBER a hub gets what it reads, at AMBER what names it, in the version asked for and in the current one.</summary>
public sealed class PartnerHubTests
{
    private const long Hub = 7;
    private const long Other = 8;
    private const long Circle = 3;
    private const long Named = 11;
    private const long ToCommunity = 12;
    private const long Member = 13;
    private const long Elsewhere = 14;
    private const long CommunityAndOther = 15;

    private static readonly ViewerFacts Viewer = new() { Community = true, OrgParts = true, Org = Hub, Ceiling = (int)Tlp.Amber, Now = 1000 };

    private static readonly LawTables Tables = new()
    {
        Parts =
        [
            new PartRow(ToCommunity, PartKind.Community, 0, 0), new PartRow(Named, PartKind.Organisation, Hub, 0), new PartRow(Member, PartKind.Circle, Circle, 0),
            new PartRow(Elsewhere, PartKind.Organisation, Other, 0),
            new PartRow(CommunityAndOther, PartKind.Community, 0, 0), new PartRow(CommunityAndOther, PartKind.Organisation, Other, 0),
        ],
        Members = [new MemberRow(Circle, Hub, 0, 0)],
    };

    [Theory]
    [InlineData(Tlp.Amber, Named, Tlp.Amber, Named, Disclosure.Full)]
    [InlineData(Tlp.Amber, Member, Tlp.Amber, Member, Disclosure.Full)]
    [InlineData(Tlp.Amber, Member, Tlp.Amber, Named, Disclosure.Full)]
    [InlineData(Tlp.Amber, Elsewhere, Tlp.Amber, Elsewhere, Disclosure.Nothing)]
    [InlineData(Tlp.Amber, ToCommunity, Tlp.Amber, ToCommunity, Disclosure.Nothing)]
    [InlineData(Tlp.Green, ToCommunity, Tlp.Green, ToCommunity, Disclosure.Full)]
    [InlineData(Tlp.Clear, Named, Tlp.Green, ToCommunity, Disclosure.Full)]
    [InlineData(Tlp.Green, ToCommunity, Tlp.Amber, Named, Disclosure.Nothing)]
    [InlineData(Tlp.Amber, Named, Tlp.Green, ToCommunity, Disclosure.Nothing)]
    [InlineData(Tlp.Green, CommunityAndOther, Tlp.Amber, Named, Disclosure.Nothing)]
    [InlineData(Tlp.Amber, Named, Tlp.Green, CommunityAndOther, Disclosure.Nothing)]
    [InlineData(Tlp.AmberStrict, Named, Tlp.AmberStrict, Named, Disclosure.Nothing)]
    public void An_older_version_and_the_current_one_both_name_the_hub_at_AMBER(Tlp then, long audienceThen, Tlp now, long audienceNow, Disclosure expected)
    {
        var item = new ItemFacts { Seq = 1, State = ItemState.Shared, Version = 2, Label = (int)now, AudienceId = audienceNow, OrgId = Other, PersonId = 5, SharedAt = 100 };
        var version = new VersionFacts { Version = 1, Label = (int)then, AudienceId = audienceThen, SharedAt = 50 };
        Assert.Equal(expected, LawCode.Decide(Viewer, item, version, Channel.PartnerHub, Tables));
    }

    [Theory]
    [InlineData(Named, Disclosure.Full)]
    [InlineData(ToCommunity, Disclosure.Nothing)]
    public void The_current_version_names_the_hub_at_AMBER(long audience, Disclosure expected)
    {
        var item = new ItemFacts { Seq = 1, State = ItemState.Shared, Version = 1, Label = (int)Tlp.Amber, AudienceId = audience, OrgId = Other, PersonId = 5, SharedAt = 100 };
        var version = new VersionFacts { Version = 1, Label = (int)Tlp.Amber, AudienceId = audience, SharedAt = 100 };
        Assert.Equal(expected, LawCode.Decide(Viewer, item, version, Channel.PartnerHub, Tables));
    }

    [Theory]
    [InlineData(Tlp.AmberStrict)]
    [InlineData(Tlp.Red)]
    public void Above_AMBER_a_hub_gets_nothing_whatever_its_ceiling(Tlp label)
    {
        var item = new ItemFacts { Seq = 1, State = ItemState.Shared, Version = 1, Label = (int)label, AudienceId = Named, OrgId = Other, PersonId = 5, SharedAt = 100 };
        var version = new VersionFacts { Version = 1, Label = (int)label, AudienceId = Named, SharedAt = 100 };
        Assert.Equal(Disclosure.Nothing, LawCode.Decide(Viewer with { Ceiling = (int)Tlp.Red }, item, version, Channel.PartnerHub, Tables));
    }
}
