using Infohub.Community.Circles;
using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Modules.Tests.Community;
using Infohub.Platform.Data;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Library.Items;

/// <summary>W4: which audience is contained in which.</summary>
public sealed class ContainmentTests
{
    private static readonly Part Public = new(PartKind.Public);
    private static readonly Part Community = new(PartKind.Community);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task The_public_contains_everything_and_the_community_what_is_of_members_alone(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann");
        var hub = await village.HubAsync("Nordic Exchange");
        var (own, joint) = (await village.CircleAsync(ann), await village.CircleAsync(ann));
        Is(await village.Hub.Get<AdmitToCircle>().RunAsync(await village.AsAsync(ann), joint, CircleMemberName.OfOrganisation(hub), default));
        var hubs = new Part(PartKind.Person, 1_000_000, (await village.OnlyAsync(ann, PartKind.Organisation, hub)).Ref);
        Part[] members = [await village.OnlyAsync(ann, PartKind.Circle, own), await village.OnlyAsync(ann, PartKind.Organisation, bank), await village.OnlyAsync(ann, PartKind.Person, ann)];
        Part[] others = [await village.OnlyAsync(ann, PartKind.Circle, joint), await village.OnlyAsync(ann, PartKind.Organisation, hub), hubs];
        foreach (var part in members.Concat(others).Append(Public).Append(Community))
        {
            Assert.True(await HoldsAsync(village, [Public], [part]), $"the public contains {part}");
            Assert.True(await HoldsAsync(village, [part], [part]), $"{part} contains itself");
            Assert.Equal(part == Public, await HoldsAsync(village, [part], [Public]));
            Assert.Equal(part == Public || part == Community, await HoldsAsync(village, [part], [Community]));
            Assert.Equal(part == Community || members.Contains(part), await HoldsAsync(village, [Community], [part]));
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_circle_contains_its_members_of_this_moment_and_an_organisation_its_persons(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (bank, power) = (await village.OrganisationAsync("Harbour Bank"), await village.OrganisationAsync("Peak Power"));
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var bob = await village.PersonAsync(power, "Bob");
        var bea = await village.PersonAsync(power, "Bea");
        var circle = await village.CircleAsync(ann, new CircleManners(Joining: Joining.Open, Listed: true), asOrganisation: true);
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, false, default));
        var whole = await village.OnlyAsync(ann, PartKind.Circle, circle);
        var other = await village.OnlyAsync(ann, PartKind.Circle, await village.CircleAsync(ann));
        var (banks, powers) = (await village.OnlyAsync(ann, PartKind.Organisation, bank), await village.OnlyAsync(ann, PartKind.Organisation, power));
        var (anns, bobs, beas) = (await village.OnlyAsync(ann, PartKind.Person, ann), await village.OnlyAsync(ann, PartKind.Person, bob), await village.OnlyAsync(ann, PartKind.Person, bea));

        await HoldsOnlyAsync(village, whole, [banks, anns, bobs], [powers, beas, other]);
        await HoldsOnlyAsync(village, powers, [bobs, beas], [banks, anns, whole]);
        await HoldsOnlyAsync(village, bobs, [], [beas, anns, powers, whole]);
        await HoldsOnlyAsync(village, other, [anns], [banks, bobs, whole]);

        Is(await village.Hub.Get<LeaveCircle>().RunAsync(await village.AsAsync(bob), circle, false, default));
        Assert.False(await HoldsAsync(village, [whole], [bobs]));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_part_must_be_contained_in_one_of_the_others_whatever_their_order(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (bank, power) = (await village.OrganisationAsync("Harbour Bank"), await village.OrganisationAsync("Peak Power"));
        var ann = await village.PersonAsync(bank, "Ann");
        var bob = await village.PersonAsync(power, "Bob");
        var (banks, powers) = (await village.OnlyAsync(ann, PartKind.Organisation, bank), await village.OnlyAsync(ann, PartKind.Organisation, power));
        var (anns, bobs) = (await village.OnlyAsync(ann, PartKind.Person, ann), await village.OnlyAsync(ann, PartKind.Person, bob));
        Assert.True(await HoldsAsync(village, [banks, powers], [anns, bobs]));
        Assert.True(await HoldsAsync(village, [powers, banks], [anns, bobs]));
        Assert.False(await HoldsAsync(village, [banks], [anns, bobs]));
        Assert.False(await HoldsAsync(village, [banks], [bobs, anns]));
        Assert.True(await HoldsAsync(village, [banks], []));
        Assert.False(await HoldsAsync(village, [], [anns]));
    }

    /// <summary>Section 1: of a circle whose list is not for the asker, the answer tells nothing but what the asker knows of itself.</summary>
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_closed_list_tells_each_of_its_own_membership_alone(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (bank, power) = (await village.OrganisationAsync("Harbour Bank"), await village.OrganisationAsync("Peak Power"));
        var (ann, abe) = (await village.PersonAsync(bank, "Ann", Roles.Administrator), await village.PersonAsync(bank, "Abe"));
        var (bob, bea) = (await village.PersonAsync(power, "Bob"), await village.PersonAsync(power, "Bea"));
        var circle = await village.CircleAsync(ann, new CircleManners(Joining: Joining.Open, Listed: true, MembersShown: false), asOrganisation: true);
        Is(await village.Hub.Get<JoinCircle>().RunAsync(await village.AsAsync(bob), circle, false, default));
        var whole = await village.OnlyAsync(ann, PartKind.Circle, circle);
        var (banks, powers) = (await village.OnlyAsync(ann, PartKind.Organisation, bank), await village.OnlyAsync(ann, PartKind.Organisation, power));
        var (bobs, beas, abes) = (await village.OnlyAsync(ann, PartKind.Person, bob), await village.OnlyAsync(ann, PartKind.Person, bea), await village.OnlyAsync(ann, PartKind.Person, abe));

        await TellsAsync(ann, [banks, abes, bobs], [powers, beas]); // an owner has the list
        await TellsAsync(bob, [bobs], [banks, abes, powers, beas]);
        await TellsAsync(bea, [], [bobs, banks, abes, powers, beas]);
        await TellsAsync(abe, [banks, abes], [bobs, powers, beas]);

        // a person's own membership is not the organisation's, and is told to nobody else
        whole = await village.OnlyAsync(ann, PartKind.Circle, await village.CircleAsync(ann, new CircleManners(Listed: true, MembersShown: false)));
        await TellsAsync(abe, [], [abes, banks, bobs]);

        async Task TellsAsync(string person, Part[] inside, Part[] outside)
        {
            var told = await village.AsAsync(person);
            foreach (var part in inside.Concat(outside))
            {
                var holds = await village.Hub.Database.ReadAsync(sql => Containment.HoldsAsync(sql, [whole], [part], told, default), default);
                Assert.True(inside.Contains(part) == holds, $"{part} is told to {told.PersonUid} as {holds}");
            }
        }
    }

    private static async Task HoldsOnlyAsync(Village village, Part whole, Part[] inside, Part[] outside)
    {
        foreach (var part in inside)
        {
            Assert.True(await HoldsAsync(village, [whole], [part]), $"{whole} contains {part}");
        }

        foreach (var part in outside)
        {
            Assert.False(await HoldsAsync(village, [whole], [part]), $"{whole} does not contain {part}");
        }
    }

    private static Task<bool> HoldsAsync(Village village, Part[] outer, Part[] inner) =>
        village.Hub.Database.ReadAsync(sql => Containment.HoldsAsync(sql, outer, inner, null, default), default);
}
