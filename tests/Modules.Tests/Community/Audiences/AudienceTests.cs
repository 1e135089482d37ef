using Infohub.Community.Circles;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.Audiences;

public sealed class AudienceTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Equal_sets_are_one_row(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var rules = village.Rules;
        Part[] parts = [new(PartKind.Organisation, 7), new(PartKind.Circle, 3)];
        var first = await village.Hub.Database.WriteAsync<long>(async tx => await rules.InternAsync(tx, parts), default);
        var second = await village.Hub.Database.WriteAsync<long>(async tx => await rules.InternAsync(tx, [parts[1], parts[0], parts[1]]), default);
        Assert.Equal(Is(first), Is(second));
        Assert.Equal(2, await village.NumberAsync("select count(*) from audience_part"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Sets_that_differ_in_one_number_are_rows_of_their_own_and_come_back_in_order(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        Part[][] sets = [[], [new(1)], [new(2, 1)], [new(2, 2)], [new(3, 1)], [new(4, 1, 1)], [new(4, 1, 2)], [new(4, 1, 1), new(4, 2, 1), new(3, 9)]];
        var ids = new List<long>();
        foreach (var set in sets)
        {
            ids.Add(Is(await village.Hub.Database.WriteAsync<long>(async tx => await village.Rules.InternAsync(tx, set), default)));
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        foreach (var (id, set) in ids.Zip(sets))
        {
            Assert.Equal(set.Order(), await village.Hub.Database.ReadAsync(sql => village.Rules.PartsAsync(sql, id), default));
        }
    }

    [Fact]
    public void The_hash_of_a_set_is_the_one_that_databases_hold() => Assert.Equal(
        "4A49CF1CE8DB52CE949EA60A072EF7310EAA2111AAB80A63D46A01C732956266",
        Convert.ToHexString(AudienceRules.HashOf([new Part(PartKind.Person, 258, 3), new Part(PartKind.Circle, 7)])));

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Readers_see_the_parts_that_they_could_name_and_then_others_without_a_number(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var power = await village.OrganisationAsync("Peak Power");
        var ann = await village.PersonAsync(bank, "Ann");
        var bob = await village.PersonAsync(power, "Bob");
        var hidden = await village.CircleAsync(ann);
        var author = await village.AsAsync(ann);
        var (rules, readers) = (village.Rules, village.Hub.Get<AudienceReaders>());
        var id = Is(await village.Hub.Database.WriteAsync<long>(
            async tx => await rules.InternAsync(
                tx, Is(await rules.MayNameAsync(tx, author, [new(PartKind.Circle, hidden), new(PartKind.Organisation, power), new(PartKind.Person, bob)]))),
            default));
        var now = village.Hub.Clock.Now();
        var toBob = await DescribeAsync(bob, Tlp.Amber, false);
        Assert.Equal(["Peak Power", "Bob"], toBob.Parts.Select(p => p.Name));
        Assert.True(toBob.AndOthers);
        var toAnn = await DescribeAsync(ann, Tlp.Amber, true);
        Assert.Equal(3, toAnn.Parts.Count);
        Assert.False(toAnn.AndOthers);
        Assert.Empty((await DescribeAsync(bob, Tlp.Red, false)).Parts);
        Assert.False((await DescribeAsync(bob, Tlp.Red, false)).AndOthers);

        async Task<AudienceView> DescribeAsync(string person, Tlp label, bool asAuthor)
        {
            var viewer = await village.AsAsync(person);
            return (await village.Hub.Database.ReadAsync(sql => readers.DescribeAsync(sql, viewer, [new AudienceAsk(id, label, now, asAuthor)]), default))[0];
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_listing_loosened_later_names_the_circle_only_on_what_is_shared_afterwards(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var ann = await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann");
        var bob = await village.AsAsync(await village.PersonAsync(await village.OrganisationAsync("Peak Power"), "Bob"));
        var circle = await village.CircleAsync(ann, new CircleManners(TakesOutside: true));
        var author = await village.AsAsync(ann);
        var (rules, readers) = (village.Rules, village.Hub.Get<AudienceReaders>());
        var id = Is(await village.Hub.Database.WriteAsync<long>(
            async tx => await rules.InternAsync(tx, Is(await rules.MayNameAsync(tx, author, [new(PartKind.Circle, circle)]))), default));
        var before = village.Hub.Clock.Now();
        village.Hub.Clock.Advance(TimeSpan.FromHours(1));
        Is(await village.Hub.Get<SetCircleManners>().RunAsync(author, circle, new CircleManners(Listed: true), default));
        var after = village.Hub.Clock.Now();
        Assert.True((await At(before)).AndOthers);
        Assert.Single((await At(after)).Parts);

        async Task<AudienceView> At(long sharedAt) =>
            (await village.Hub.Database.ReadAsync(sql => readers.DescribeAsync(sql, bob, [new AudienceAsk(id, Tlp.Amber, sharedAt, false)]), default))[0];
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Before_sharing_the_author_sees_who_will_read(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var power = await village.OrganisationAsync("Peak Power");
        var ann = await village.PersonAsync(bank, "Ann");
        await village.PersonAsync(power, "Bob");
        await village.PersonAsync(power, "Bea");
        var dan = await village.PersonAsync(power, "Dan");
        var secret = await village.CircleAsync(dan, new CircleManners(Listed: true, TakesOutside: true));
        var viewer = await village.AsAsync(ann);
        var preview = await village.Hub.Database.ReadAsync(
            async sql => await village.Hub.Get<AudienceReaders>().PreviewAsync(
                sql,
                viewer,
                Is(await village.Rules.MayNameAsync(sql, viewer, [new(PartKind.Person, dan), new(PartKind.Circle, secret)])),
                withOwn: true),
            default);
        Assert.Equal((2, 2), (preview.Organisations, preview.Persons));
        Assert.Equal(["Dan"], preview.Lines.Single(l => l.Name == "Peak Power").Names);
        Assert.Empty(preview.Lines.Single(l => l.Name == "Harbour Bank").Names);
        Assert.Equal((1, 1), (preview.ClosedLists.Single().Organisations, preview.ClosedLists.Single().Persons));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_applicant_and_an_invited_person_are_not_found(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var ann = await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann");
        var applied = Is(await village.Hub.Get<Infohub.Community.Organisations.AddOrganisation>().RunAsync(
            village.System, new Infohub.Community.Organisations.NewOrganisation("Applicant", Active: false), default));
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(ann, PartKind.Organisation, applied)).Refusal);
    }
}
