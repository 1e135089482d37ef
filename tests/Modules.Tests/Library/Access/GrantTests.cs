using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;

namespace Infohub.Modules.Tests.Library.Access;

/// <summary>W3 and reading 7 by hand: how far each label lets a grant reach, and what ends it.</summary>
public sealed class GrantTests
{
    private const long Origin = 6;
    private const long Passers = 7;
    private const long Receivers = 8;
    private const long Passer = 70;
    private const long Receiver = 80;
    private const long Audience = 11;

    private static readonly ViewerFacts Viewer = new()
    {
        OrgParts = true,
        PersonParts = true,
        Own = true,
        Session = true,
        AmberClients = true,
        Org = Receivers,
        OrgJoined = 10,
        Person = Receiver,
        PersonJoined = 20,
        Now = 1000,
    };

    private static readonly ViewerFacts Colleague = Viewer with { Org = Passers, Person = 71 };

    private static readonly ItemFacts Item = new()
    {
        Seq = 1,
        State = ItemState.Shared,
        Version = 2,
        Label = (int)Tlp.Green,
        AudienceId = Audience,
        OrgId = Origin,
        PersonId = 60,
        SharedAt = 100,
        Grants = 1,
    };

    private static readonly GrantRow Grant = new(1, 1, Passer, Passers, ByAuthor: false, PartKind.Organisation, Receivers, 0, At: 200, FromVersion: 2, Via: 0);

    private static readonly LawTables Tables = new()
    {
        Parts = [new PartRow(Audience, PartKind.Organisation, Passers, 0)],
        Grants = [Grant],
        Organisations = [new OrganisationRow(Origin, State.Active, 5), new OrganisationRow(Passers, State.Active, 5), new OrganisationRow(Receivers, State.Active, 10)],
        Persons = [new PersonRow(60, Origin, State.Active, 5), new PersonRow(Passer, Passers, State.Active, 5), new PersonRow(Receiver, Receivers, State.Active, 20)],
    };

    private static readonly ClientRow Client = new(Passers, Receivers, 1, 1);

    [Theory]
    [InlineData(Tlp.Clear, true, true, true)]
    [InlineData(Tlp.Green, true, true, true)]
    [InlineData(Tlp.Amber, false, true, true)]
    [InlineData(Tlp.AmberStrict, false, false, true)]
    [InlineData(Tlp.Red, false, false, false)]
    public void A_label_lets_a_grant_reach_others_clients_and_the_own_organisation(Tlp label, bool others, bool clients, bool own)
    {
        var item = Item with { Label = (int)label };
        foreach (var (kind, there, home) in new[] { (PartKind.Organisation, (Receivers, 0L), (Passers, 0L)), (PartKind.Person, (Receiver, Receivers), (71L, Passers)) })
        {
            var away = With(Grant with { Kind = kind, Ref = there.Item1, RefOrg = there.Item2 });
            Assert.Equal(others, Reads(Viewer, item, away));
            Assert.Equal(clients, Reads(Viewer, item, away with { Clients = [Client] }));
            // no longer in the audience, so by the grant alone
            var inside = With(Grant with { Kind = kind, Ref = home.Item1, RefOrg = home.Item2 }) with { Parts = [new PartRow(Audience, PartKind.Person, Passer, Passers)] };
            Assert.Equal(own, Reads(Colleague, item, inside));
        }
    }

    [Fact]
    public void GREEN_is_passed_on_to_the_community_and_not_to_the_public()
    {
        var community = With(Grant with { Kind = PartKind.Community, Ref = 0 });
        var toAll = With(Grant with { Kind = PartKind.Public, Ref = 0 });
        Assert.True(Reads(Viewer with { Community = true }, Item, community));
        Assert.False(Reads(Viewer, Item, toAll));
        Assert.True(Reads(Viewer, Item with { Label = (int)Tlp.Clear }, toAll));
    }

    [Fact]
    public void AMBER_reaches_clients_that_both_sides_confirmed_where_the_community_allows_it()
    {
        var item = Item with { Label = (int)Tlp.Amber };
        foreach (var grant in new[] { Grant, Grant with { Kind = PartKind.Person, Ref = Receiver, RefOrg = Receivers } })
        {
            Assert.True(Reads(Viewer, item, With(grant) with { Clients = [Client] }));
            Assert.False(Reads(Viewer with { AmberClients = false }, item, With(grant) with { Clients = [Client] }));
            Assert.False(Reads(Viewer, item, With(grant) with { Clients = [Client with { ProviderAt = 0 }] }));
            Assert.False(Reads(Viewer, item, With(grant) with { Clients = [Client with { ClientAt = 0 }] }));
            Assert.False(Reads(Viewer, item, With(grant) with { Clients = [Client with { ProviderId = Origin }] }));
            Assert.False(Reads(Viewer, item, With(grant) with { Clients = [Client with { ClientId = Origin }] }));
            Assert.False(Reads(Viewer, item, With(grant) with { Clients = [new ClientRow(Receivers, Passers, 1, 1)] }));
        }
    }

    [Fact]
    public void A_grant_is_for_its_item_its_part_and_the_versions_from_its_own_on()
    {
        Assert.True(Reads(Viewer, Item, Tables));
        Assert.False(Reads(Viewer with { Org = 9 }, Item, Tables));
        Assert.False(Reads(Viewer, Item with { Seq = 2 }, Tables));
        Assert.False(Reads(Viewer, Item with { Grants = 0 }, Tables));
        Assert.False(Reads(Viewer, Item, With(Grant with { FromVersion = 3 })));
        Assert.True(Reads(Viewer with { OrgJoined = 200 }, Item, Tables));
        Assert.False(Reads(Viewer with { OrgJoined = 201 }, Item, Tables));
        var older = new VersionFacts { Version = 1, Label = (int)Tlp.Green, AudienceId = Audience, SharedAt = 50 };
        Assert.False(Reads(Viewer, Item, Tables, older));
        Assert.True(Reads(Viewer, Item, With(Grant with { FromVersion = 1 }), older));
    }

    [Fact]
    public void An_older_version_is_read_by_a_grant_under_the_stricter_label()
    {
        var older = new VersionFacts { Version = 1, Label = (int)Tlp.AmberStrict, AudienceId = 99, SharedAt = 50 };
        var grant = With(Grant with { FromVersion = 1 });
        Assert.False(Reads(Viewer, Item, grant, older));
        Assert.True(Reads(Viewer, Item, grant, older with { Label = (int)Tlp.Clear }));
    }

    [Fact]
    public void A_grant_ends_with_its_passers_organisation_its_passer_and_the_reading_there()
    {
        Assert.False(Reads(Viewer, Item, Tables with { Organisations = [new OrganisationRow(Passers, State.Suspended, 5)] }));
        Assert.True(Reads(Viewer, Item, Tables with { Organisations = [new OrganisationRow(Passers, State.Active, 100)] }));
        // who left and came back is new: what was shared before is not theirs, nor what they passed on before
        Assert.False(Reads(Viewer, Item, Tables with { Organisations = [new OrganisationRow(Passers, State.Active, 101)] }));
        var widened = Tables with { Parts = [new PartRow(Audience, PartKind.Community, 0, 0)] };
        Assert.True(Reads(Viewer, Item, widened with { Organisations = [new OrganisationRow(Passers, State.Active, 200)] }));
        Assert.False(Reads(Viewer, Item, widened with { Organisations = [new OrganisationRow(Passers, State.Active, 201)] }));

        Assert.False(Reads(Viewer, Item, Tables with { Parts = [new PartRow(Audience, PartKind.Organisation, 9, 0)] }));
        Assert.True(Reads(Viewer, Item, People(new PersonRow(Passer, Passers, State.Suspended, 5), new PersonRow(71, Passers, State.Active, 5))));
        Assert.False(Reads(Viewer, Item, People(new PersonRow(Passer, Passers, State.Suspended, 5))));
        Assert.False(Reads(Viewer, Item, People(new PersonRow(Passer, Passers, State.Left, 5), new PersonRow(71, Passers, State.Active, 5))));
        Assert.False(Reads(Viewer, Item, People(new PersonRow(Passer, 9, State.Active, 5), new PersonRow(71, Passers, State.Active, 5))));
        Assert.False(Reads(Viewer, Item, People(new PersonRow(71, Passers, State.Active, 5))));
        Assert.False(Reads(Viewer, Item, People(new PersonRow(Passer, Passers, State.Suspended, 5), new PersonRow(Receiver, Receivers, State.Active, 20))));
        var moved = Tables with { Organisations = [.. Tables.Organisations, new OrganisationRow(9, State.Active, 5)], Parts = [.. Tables.Parts, new PartRow(Audience, PartKind.Organisation, 9, 0)] };
        Assert.False(Reads(Viewer, Item, moved with { Persons = [new PersonRow(Passer, 9, State.Active, 5), new PersonRow(71, Passers, State.Active, 5)] }));
        Assert.True(Reads(Viewer, Item, People(new PersonRow(Passer, Passers, State.Active, 200))));
        Assert.False(Reads(Viewer, Item, People(new PersonRow(Passer, Passers, State.Active, 201))));
    }

    [Theory]
    [InlineData(PartKind.Public, 0, 0, true)]
    [InlineData(PartKind.Community, 0, 0, true)]
    [InlineData(PartKind.Circle, 3, 0, true)]
    [InlineData(PartKind.Circle, 4, 0, false)]
    [InlineData(PartKind.Organisation, Passers, 0, true)]
    [InlineData(PartKind.Organisation, 9, 0, false)]
    [InlineData(PartKind.Person, Passer, Passers, true)]
    [InlineData(PartKind.Person, Passer, 9, false)]
    [InlineData(PartKind.Person, 72, Passers, false)]
    public void A_passers_organisation_reads_through_each_kind_of_part_as_its_people_do(int kind, long part, long org, bool reads)
    {
        var tables = Tables with { Parts = [new PartRow(Audience, kind, part, org)], Members = [new MemberRow(3, Passers, 0, 5)] };
        Assert.Equal(reads, Reads(Viewer, Item, tables));
    }

    [Fact]
    public void A_passers_organisation_reads_in_a_circle_as_a_member_from_its_time_on()
    {
        var circle = Tables with { Parts = [new PartRow(Audience, PartKind.Circle, 3, 0)] };
        Assert.True(Reads(Viewer, Item, circle with { Members = [new MemberRow(3, Passers, Passer, 100)] }));
        Assert.False(Reads(Viewer, Item, circle with { Members = [new MemberRow(3, Passers, Passer, 101)] }));
        Assert.False(Reads(Viewer, Item, circle with { Members = [new MemberRow(3, Passers, 72, 5)] }));
        Assert.False(Reads(Viewer, Item, circle with { Members = [new MemberRow(3, 9, 0, 5)] }));
        var person = Tables with { Parts = [new PartRow(Audience, PartKind.Person, Passer, Passers)] };
        Assert.True(Reads(Viewer, Item, person with { Persons = [new PersonRow(Passer, Passers, State.Active, 100)] }));
        Assert.False(Reads(Viewer, Item, person with { Persons = [new PersonRow(Passer, Passers, State.Active, 101)] }));
    }

    [Fact]
    public void The_authors_organisation_passes_on_unless_the_author_is_anonymous_and_passed_it_on_alone()
    {
        var nowhere = Tables with { Parts = [] };
        var own = Item with { OrgId = Passers };
        Assert.True(Reads(Viewer, own, nowhere));
        Assert.False(Reads(Viewer, Item, nowhere));
        Assert.False(Reads(Viewer, own with { Anonymous = true }, nowhere));
        var byAuthor = nowhere with { Grants = [Grant with { ByAuthor = true }] };
        Assert.True(Reads(Viewer, own with { Anonymous = true }, byAuthor));
        Assert.False(Reads(Viewer, own with { Anonymous = true }, byAuthor with { Persons = [new PersonRow(Passer, Passers, State.Suspended, 5), new PersonRow(71, Passers, State.Active, 5)] }));
    }

    [Fact]
    public void A_grant_that_relied_on_another_holds_as_long_as_each_before_it()
    {
        const long Second = 9;
        const long Third = 90;
        var first = Grant with { Ref = Second };
        var next = new GrantRow(2, 1, Third, Second, ByAuthor: false, PartKind.Organisation, Receivers, 0, At: 300, FromVersion: 2, Via: 1);
        var chain = Tables with
        {
            Grants = [first, next],
            GrantLinks = [new GrantLinkRow(2, 1)],
            Organisations = [.. Tables.Organisations, new OrganisationRow(Second, State.Active, 5)],
            Persons = [.. Tables.Persons, new PersonRow(Third, Second, State.Active, 5)],
        };
        Assert.True(Reads(Viewer, Item, chain));
        Assert.False(Reads(Viewer, Item, chain with { Parts = [] }));
        Assert.False(Reads(Viewer, Item, chain with { Grants = [next] }));
        Assert.False(Reads(Viewer, Item, chain with { Grants = [first with { Kind = PartKind.Organisation, Ref = 99 }, next] }));
        Assert.False(Reads(Viewer, Item, chain with { Grants = [first with { Id = 3 }, next] }));
        Assert.False(Reads(Viewer, Item, chain with { Grants = [first with { Ref = 99 }, first with { Id = 5 }, next] }));
        // links of other grants do not matter
        Assert.True(Reads(Viewer, Item, chain with { GrantLinks = [new GrantLinkRow(2, 1), new GrantLinkRow(5, 77)] }));
        // who reads by a part now, but relied on a grant that has lapsed, still relied on it
        Assert.False(Reads(Viewer, Item, chain with { Parts = [new PartRow(Audience, PartKind.Organisation, Second, 0)] }));
    }

    [Theory]
    [InlineData(Tlp.Green, true)]
    [InlineData(Tlp.Amber, false)]
    [InlineData(Tlp.AmberStrict, false)]
    public void Who_reads_by_a_grant_only_passes_on_no_further_than_GREEN_and_what_was_passed_on_so_ends_with_it(Tlp label, bool holds)
    {
        const long Second = 71;
        var item = Item with { Label = (int)label };
        // The passer alone is in the audience, passes to a colleague, and the colleague to all of theirs and to a client.
        var first = Grant with { Kind = PartKind.Person, Ref = Second, RefOrg = Passers };
        foreach (var (viewer, part) in new[] { (Viewer with { Org = Passers, Person = 72 }, Passers), (Viewer, Receivers) })
        {
            var next = new GrantRow(2, 1, Second, Passers, ByAuthor: false, PartKind.Organisation, part, 0, At: 300, FromVersion: 2, Via: 1);
            var chain = Tables with
            {
                Parts = [new PartRow(Audience, PartKind.Person, Passer, Passers)],
                Grants = [first, next],
                GrantLinks = [new GrantLinkRow(2, 1)],
                Clients = [Client],
                Persons = [.. Tables.Persons, new PersonRow(Second, Passers, State.Active, 5), new PersonRow(72, Passers, State.Active, 5)],
            };
            Assert.True(Reads(Colleague, item, chain));
            Assert.Equal(holds, Reads(viewer, item, chain));
            var relied = part == Passers || label != Tlp.AmberStrict;
            Assert.Equal(relied, Reads(viewer, item, chain with { Grants = [first, next with { Via = 0 }], GrantLinks = [] }));
        }
    }

    [Fact]
    public void A_number_means_what_its_kind_says()
    {
        var item = Item with { Label = (int)Tlp.Amber };
        var circle = Tables with { Members = [new MemberRow(Passers, Receivers, 0, 5), new MemberRow(Receivers, Receivers, 0, 5)], Clients = [Client] };
        Assert.False(Reads(Viewer, item, circle with { Grants = [Grant with { Kind = PartKind.Circle, Ref = Passers }] }));
        Assert.False(Reads(Viewer, item, circle with { Grants = [Grant with { Kind = PartKind.Circle, Ref = Receivers }] }));
        Assert.False(Reads(Viewer, Item, Tables with { Parts = [new PartRow(Audience, PartKind.Person, Passers, 9)] }));
    }

    private static LawTables With(GrantRow grant) => Tables with { Grants = [grant] };

    private static LawTables People(params PersonRow[] persons) => Tables with { Persons = persons };

    private static bool Reads(ViewerFacts viewer, ItemFacts item, LawTables tables, VersionFacts? version = null) => LawCode.Decide(
        viewer, item, version ?? new VersionFacts { Version = item.Version, Label = item.Label, AudienceId = item.AudienceId, SharedAt = item.SharedAt }, Channel.List, tables) >= Disclosure.Notice;
}
