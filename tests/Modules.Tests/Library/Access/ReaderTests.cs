using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;

namespace Infohub.Modules.Tests.Library.Access;

/// <summary>R1 to R5 by hand, where random worlds seldom come: equal times, items without author, keys that stand for nobody.</summary>
public sealed class ReaderTests
{
    private const long Org = 7;
    private const long Author = 70;
    private const long Colleague = 71;
    private const long Part = 11;

    private static readonly ViewerFacts Person = new()
    {
        Community = true,
        OrgParts = true,
        PersonParts = true,
        Own = true,
        Session = true,
        Drafts = true,
        Fresh = true,
        Org = Org,
        OrgJoined = 10,
        Person = Colleague,
        PersonJoined = 20,
        Now = 1000,
    };

    private static readonly ItemFacts Item = new() { Seq = 1, State = ItemState.Shared, Version = 1, Label = (int)Tlp.Green, AudienceId = Part, OrgId = Org, PersonId = Author, SharedAt = 100 };

    [Theory]
    [InlineData(PartKind.Person, 19, false)]
    [InlineData(PartKind.Person, 20, true)]
    [InlineData(PartKind.Organisation, 9, false)]
    [InlineData(PartKind.Organisation, 10, true)]
    [InlineData(PartKind.Circle, 14, false)]
    [InlineData(PartKind.Circle, 15, true)]
    public void What_was_shared_at_the_moment_of_joining_is_read_and_what_was_shared_before_is_not(int kind, long sharedAt, bool reads)
    {
        var part = kind switch
        {
            PartKind.Person => new PartRow(Part, kind, Colleague, Org),
            PartKind.Organisation => new PartRow(Part, kind, Org, 0),
            _ => new PartRow(Part, kind, 3, 0),
        };
        var tables = new LawTables { Parts = [part], Members = [new MemberRow(3, Org, 0, 15)] };
        Assert.Equal(reads, Reads(Person, Item with { OrgId = 8, SharedAt = sharedAt }, tables));
    }

    [Fact]
    public void A_persons_part_is_the_pair_and_ends_with_it()
    {
        var tables = new LawTables { Parts = [new PartRow(Part, PartKind.Person, Colleague, 8)] };
        Assert.False(Reads(Person, Item with { OrgId = 8 }, tables));
    }

    [Fact]
    public void What_neither_a_person_nor_a_key_wrote_has_no_author()
    {
        var ownerless = Item with { PersonId = 0, KeyId = 0, OrgId = 8, Label = (int)Tlp.Red };
        Assert.False(Reads(Person, ownerless, LawTables.Empty));
        Assert.False(Reads(Person with { Person = 0 }, ownerless, LawTables.Empty));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(2, 2, true)]
    public void A_key_reads_what_it_wrote_itself_and_no_other_keys_RED(long wrote, long asks, bool reads)
    {
        var key = new ViewerFacts { Own = true, OrgParts = true, Org = Org, Key = asks, Now = 1000 };
        Assert.Equal(reads, Reads(key, Item with { PersonId = 0, KeyId = wrote, Label = (int)Tlp.Red }, LawTables.Empty));
    }

    [Fact]
    public void The_pair_of_person_and_organisation_wrote_it_not_the_person_alone()
    {
        Assert.True(Reads(Person with { Person = Author }, Item with { Label = (int)Tlp.Red }, LawTables.Empty));
        Assert.False(Reads(Person with { Person = Author, Org = 8 }, Item with { Label = (int)Tlp.Red }, LawTables.Empty));
        Assert.False(Reads(Person with { Person = Author, Own = false }, Item with { Label = (int)Tlp.Red }, LawTables.Empty));
    }

    [Fact]
    public void The_authors_organisation_reads_below_RED_unless_the_author_is_anonymous()
    {
        Assert.True(Reads(Person, Item with { Label = (int)Tlp.AmberStrict }, LawTables.Empty));
        Assert.False(Reads(Person, Item with { Label = (int)Tlp.Red }, LawTables.Empty));
        Assert.False(Reads(Person, Item with { Anonymous = true }, LawTables.Empty));
        Assert.False(Reads(Person with { Own = false }, Item, LawTables.Empty));
        Assert.False(Reads(Person with { Org = 8 }, Item, LawTables.Empty));
    }

    [Fact]
    public void Before_release_the_originators_side_alone_reads_and_the_moment_of_release_is_after_it()
    {
        var tables = new LawTables { Parts = [new PartRow(Part, PartKind.Community, 0, 0)], AnonymousAuthors = [new AnonymousAuthorRow(1, 99)] };
        var later = Item with { ReleaseAt = 1001 };
        var administrator = Person with { ActsForOrg = true };
        Assert.True(Reads(administrator, later, tables));
        Assert.True(Reads(Person with { Person = Author }, later, tables));
        Assert.True(Reads(Person, later with { ReleaseAt = 1000 }, tables));
        Assert.False(Reads(Person, later, tables));
        Assert.False(Reads(administrator with { Own = false }, later, tables));
        Assert.False(Reads(administrator with { Org = 8 }, later, tables));

        var anonymous = later with { Anonymous = true };
        Assert.True(Reads(Person with { AnonymousTag = 99 }, anonymous, tables));
        Assert.False(Reads(administrator, anonymous, tables));
        Assert.False(Reads(administrator, later with { Label = (int)Tlp.Red }, tables));
    }

    [Fact]
    public void The_states_are_the_numbers_that_databases_hold() =>
        Assert.Equal([0, 1, 2, 3, 4], new[] { ItemState.Draft, ItemState.Shared, ItemState.Withdrawn, ItemState.Hidden, ItemState.Erased });

    [Fact]
    public void Of_an_older_red_version_the_originators_side_is_the_author_alone()
    {
        var tables = new LawTables { Parts = [new PartRow(Part, PartKind.Community, 0, 0), new PartRow(12, PartKind.Person, Colleague, Org)] };
        var administrator = Person with { ActsForOrg = true };
        var later = Item with { Version = 2, ReleaseAt = 1001 };
        var red = new VersionFacts { Version = 1, Label = (int)Tlp.Red, AudienceId = 12, SharedAt = 100 };
        Assert.True(Reads(administrator, later, tables));
        Assert.False(Reads(administrator, later, tables, red));
        Assert.True(Reads(Person with { Person = Author }, later, tables, red));
        Assert.True(Reads(administrator, later with { ReleaseAt = 1000 }, tables, red));
    }

    private static bool Reads(ViewerFacts viewer, ItemFacts item, LawTables tables, VersionFacts? older = null)
    {
        var version = older ?? new VersionFacts { Version = item.Version, Label = item.Label, AudienceId = item.AudienceId, SharedAt = item.SharedAt };
        return LawCode.Decide(viewer, item, version, Channel.Page, tables) >= Disclosure.Notice;
    }
}
