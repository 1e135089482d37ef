using System.Net;
using Infohub.Community.Circles;
using Infohub.Community.Keys;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using static Infohub.Modules.Tests.Community.Village;

namespace Infohub.Modules.Tests.Community.Audiences;

/// <summary>Who may name which part: W2 and reading 12.</summary>
public sealed class NamingTests
{
    private static readonly CircleManners ListedAndOpen = new(Listed: true, TakesOutside: true);

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Everybody_of_the_community_names_it_and_the_public_but_nobody_what_is_no_part(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var ann = await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann");
        Assert.Equal(new Part(PartKind.Public), await village.OnlyAsync(ann, PartKind.Public));
        Assert.Equal(new Part(PartKind.Community), await village.OnlyAsync(ann, PartKind.Community));
        Refused(await village.NameAsync(ann, 5), "unknown-part");
        Refused(await village.NameAsync(ann, -1), "unknown-part");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_is_not_signed_in_names_nothing(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var nobody = village.Hub.Get<ViewerSource>().Anonymous();
        var named = await village.Hub.Database.ReadAsync(sql => village.Rules.MayNameAsync(sql, nobody, [new PartRequest(PartKind.Public)]), default);
        Assert.Equal(Refusal.NotFound, named.Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Parts_come_in_order_and_each_once_and_200_at_most(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann");
        var circle = await village.CircleAsync(ann);
        var viewer = await village.AsAsync(ann);
        PartRequest[] asked = [new(PartKind.Person, ann), new(PartKind.Organisation, bank), new(PartKind.Circle, circle), new(PartKind.Person, ann)];
        var named = Is(await NameAsync(asked));
        Assert.Equal([PartKind.Circle, PartKind.Organisation, PartKind.Person], named.Select(p => p.Kind));

        Assert.Single(Is(await NameAsync([.. Enumerable.Repeat(new PartRequest(PartKind.Community), 200)])));
        var refusal = (await NameAsync([.. Enumerable.Repeat(new PartRequest(PartKind.Community), 201)])).Refusal;
        Assert.Equal((RefusalKind.TooLarge, "audience-too-large", "audience"), (refusal!.Kind, refusal.Code, refusal.Field));
        Assert.Equal("An audience has at most {0} parts.", refusal.Sentence);
        Assert.Equal([200], refusal.Args);

        // one wrong part refuses the whole
        Refused(await NameAsync([new(PartKind.Community), new(PartKind.Circle, "00000-00000")]), "not-found");

        Task<Outcome<Part[]>> NameAsync(PartRequest[] parts) => village.Hub.Database.ReadAsync(sql => village.Rules.MayNameAsync(sql, viewer, parts), default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_part_that_another_named_has_its_word_and_is_judged_as_if_it_were_named_anew(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var (bank, power) = (await village.OrganisationAsync("Harbour Bank"), await village.OrganisationAsync("Peak Power"));
        var (ann, bob) = (await village.PersonAsync(bank, "Ann"), await village.PersonAsync(power, "Bob"));
        await village.CircleAsync(ann);
        var circle = await village.CircleAsync(bob);
        await village.CircleAsync(ann);
        await village.OrganisationAsync("Outer Isles Ferry");
        var (circles, powers, bobs) = (await village.OnlyAsync(bob, PartKind.Circle, circle), await village.OnlyAsync(ann, PartKind.Organisation, power), await village.OnlyAsync(ann, PartKind.Person, bob));
        var moved = bobs with { RefOrg = (await village.OnlyAsync(ann, PartKind.Organisation, bank)).Ref };
        Part[] all = [new(PartKind.Public), new(PartKind.Community), circles, powers, bobs, moved];
        var words = await village.Hub.Database.ReadAsync(sql => village.Rules.UidsAsync(sql, all), default);
        Assert.Equal(["public", "community", "circle:" + circle, "organisation:" + power, "person:" + bob, $"person:{bob}@{bank}"], words.Keys);
        Assert.Equal(all, words.Values);

        Assert.Equal("yes yes no yes yes no", await JudgedAsync(ann));
        Assert.Equal("yes yes yes yes yes no", await JudgedAsync(bob));

        async Task<string> JudgedAsync(string person)
        {
            var viewer = await village.AsAsync(person);
            var judged = new List<string>();
            foreach (var part in all)
            {
                judged.Add(await village.Hub.Database.ReadAsync(sql => village.Rules.MayNameAsync(sql, viewer, part), default) ? "yes" : "no");
            }

            return string.Join(' ', judged);
        }
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_circle_is_named_by_its_members_alone_unless_it_takes_from_others_to_whom_it_is_listed(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann", Roles.Administrator);
        var abe = await village.PersonAsync(bank, "Abe");
        var bob = await village.PersonAsync(await village.OrganisationAsync("Peak Power"), "Bob");

        var asPerson = await village.CircleAsync(ann);
        Assert.Equal(PartKind.Circle, (await village.OnlyAsync(ann, PartKind.Circle, asPerson)).Kind);
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(abe, PartKind.Circle, asPerson)).Refusal);
        var asOrganisation = await village.CircleAsync(ann, asOrganisation: true);
        var part = await village.OnlyAsync(abe, PartKind.Circle, asOrganisation);
        Assert.Equal(new Part(PartKind.Circle, (await village.NumberAsync("select id from circle where uid = @uid", ("uid", asOrganisation)))!.Value), part);
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(bob, PartKind.Circle, asOrganisation)).Refusal);

        Refused(await village.NameAsync(bob, PartKind.Circle, await village.CircleAsync(ann, new CircleManners(Listed: true))), "circle-members-only");
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(bob, PartKind.Circle, await village.CircleAsync(ann, new CircleManners(TakesOutside: true)))).Refusal);
        Assert.Equal(PartKind.Circle, (await village.OnlyAsync(bob, PartKind.Circle, await village.CircleAsync(ann, ListedAndOpen))).Kind);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_closed_circle_takes_nothing_new_and_stays_hidden_where_it_was(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var ann = await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann");
        var bob = await village.PersonAsync(await village.OrganisationAsync("Peak Power"), "Bob");
        var owner = await village.AsAsync(ann);
        var (listed, hidden) = (await village.CircleAsync(ann, ListedAndOpen), await village.CircleAsync(ann));
        Is(await village.Hub.Get<CloseCircle>().RunAsync(owner, listed, default));
        Is(await village.Hub.Get<CloseCircle>().RunAsync(owner, hidden, default));
        Refused(await village.NameAsync(ann, PartKind.Circle, hidden), "circle-closed");
        Refused(await village.NameAsync(bob, PartKind.Circle, listed), "circle-closed");
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(bob, PartKind.Circle, hidden)).Refusal);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task An_organisation_is_named_while_it_is_an_active_member_or_partner_hub(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann");
        var hub = await village.HubAsync("Nordic Exchange");
        Assert.Equal(new Part(PartKind.Organisation, await IdAsync(bank)), await village.OnlyAsync(ann, PartKind.Organisation, bank));
        Assert.Equal(new Part(PartKind.Organisation, await IdAsync(hub)), await village.OnlyAsync(ann, PartKind.Organisation, hub));
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(ann, PartKind.Organisation, "00000-00000")).Refusal);
        var source = Is(await village.Hub.Get<AddOrganisation>().RunAsync(village.System, new NewOrganisation("Press", Standing: Standing.External), default));
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(ann, PartKind.Organisation, source)).Refusal);

        Is(await village.Hub.Get<SetOrganisationState>().RunAsync(village.System, hub, State.Suspended, default));
        Refused(await village.NameAsync(ann, PartKind.Organisation, hub), "organisation-not-active");

        async Task<long> IdAsync(string uid) => (await village.NumberAsync("select id from organisation where uid = @uid", ("uid", uid)))!.Value;
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_person_is_named_while_active_in_an_active_member(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var ann = await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann");
        var power = await village.OrganisationAsync("Peak Power");
        var bob = await village.PersonAsync(power, "Bob");
        var bea = await village.PersonAsync(power, "Bea");
        var hubs = await village.PersonAsync(await village.HubAsync("Nordic Exchange"), "Nils");
        var invited = Is(await village.Hub.Get<InvitePerson>().RunAsync(village.System, new NewPerson(power, "Ida", "ida@example.org"), default)).Uid;
        var part = await village.OnlyAsync(ann, PartKind.Person, bob);
        Assert.Equal(await village.NumberAsync("select id from person where uid = @uid", ("uid", bob)), part.Ref);
        Assert.Equal(await village.NumberAsync("select org_id from person where uid = @uid", ("uid", bob)), part.RefOrg);
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(ann, PartKind.Person, "00000-00000")).Refusal);
        Assert.Equal(Refusal.NotFound, (await village.NameAsync(ann, PartKind.Person, invited)).Refusal);
        Refused(await village.NameAsync(ann, PartKind.Person, hubs), "person-not-active");

        Is(await village.Hub.Get<SetPersonState>().RunAsync(village.System, bea, State.Suspended, default));
        Refused(await village.NameAsync(ann, PartKind.Person, bea), "person-not-active");
        Is(await village.Hub.Get<SetOrganisationState>().RunAsync(village.System, power, State.Suspended, default));
        Refused(await village.NameAsync(ann, PartKind.Person, bob), "person-not-active");
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_partner_hub_names_its_circles_but_not_the_community_the_public_or_what_is_listed_to_members(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var ann = await village.PersonAsync(await village.OrganisationAsync("Harbour Bank"), "Ann");
        var hub = await village.HubAsync("Nordic Exchange");
        var (joint, other) = (await village.CircleAsync(ann), await village.CircleAsync(ann, ListedAndOpen));
        Is(await village.Hub.Get<AdmitToCircle>().RunAsync(await village.AsAsync(ann), joint, CircleMemberName.OfOrganisation(hub), default));
        var key = Is(await village.Hub.Get<MakeKey>().RunAsync(village.System, new NewKey("exchange", true, Scopes.Read | Scopes.Write, HubUid: hub), default));
        var viewer = (await village.Hub.Get<ViewerSource>().FromKeyAsync(key.Secret, IPAddress.Loopback, default))!;
        Assert.Equal(ViewerKind.PartnerHub, viewer.Kind);
        Refused(await NameAsync(PartKind.Public), "members-only");
        Refused(await NameAsync(PartKind.Community), "members-only");
        Assert.Equal(PartKind.Circle, Assert.Single(Is(await NameAsync(PartKind.Circle, joint))).Kind);
        Assert.Equal(Refusal.NotFound, (await NameAsync(PartKind.Circle, other)).Refusal);

        Task<Outcome<Part[]>> NameAsync(int kind, string uid = "") =>
            village.Hub.Database.ReadAsync(sql => village.Rules.MayNameAsync(sql, viewer, [new PartRequest(kind, uid)]), default);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Each_part_has_the_words_that_name_it(Engine engine)
    {
        await using var village = await Village.StartAsync(engine);
        var bank = await village.OrganisationAsync("Harbour Bank");
        var ann = await village.PersonAsync(bank, "Ann");
        var circle = await village.CircleAsync(ann);
        Part[] parts =
        [
            await village.OnlyAsync(ann, PartKind.Public), await village.OnlyAsync(ann, PartKind.Community), await village.OnlyAsync(ann, PartKind.Circle, circle),
            await village.OnlyAsync(ann, PartKind.Organisation, bank), await village.OnlyAsync(ann, PartKind.Person, ann),
        ];
        var words = await village.Hub.Database.ReadAsync(sql => village.Rules.UidsAsync(sql, parts), default);
        Assert.Equal(["public", "community", "circle:" + circle, "organisation:" + bank, "person:" + ann], words.Keys);
        Assert.Equal(parts, words.Values);
    }
}
