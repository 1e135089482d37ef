using System.Text;
using Infohub.Community.Governance;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Delivery.Inbox;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Library;

public sealed class SealTests
{
    private const string Why = "a court order of 2 March";

    private static readonly PostInput Post = new()
    {
        Kind = "incident-summary",
        Label = "TLP:AMBER",
        Audience = ["circle:BANKING"],
        Attribution = "anonymous",
        Title = "We paid",
        Body = "and it did not help",
    };

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Two_keepers_open_a_seal_together_once_and_the_author_alone_is_told_why(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, keepers) = await ComeAsync(hub);
        var uid = await ShareAsync(hub, mei);

        var asked = await hub.Get<AskForSeal>().RunAsync(keepers[0], "ih-" + uid, Why);
        Assert.Null(asked.Refusal);
        Assert.Null((await hub.Get<GrantSeal>().RunAsync(keepers[1], asked.Value, People.Passphrase(keepers[1]))).Refusal);
        var opened = await hub.Get<OpenSeal>().RunAsync(keepers[0], asked.Value, People.Passphrase(keepers[0]));
        Assert.Null(opened.Refusal);
        Assert.Equal(("Mei", "Bank", true), (opened.Value.Author.PersonName, opened.Value.Author.OrganisationName, opened.Value.OnRecord));
        Refused(await hub.Get<OpenSeal>().RunAsync(keepers[0], asked.Value, People.Passphrase(keepers[0])), "seal-not-ready");

        Refused(await hub.Get<SeeSeal>().RunAsync(keepers[2], asked.Value, People.Passphrase(keepers[2])), "seal-no-key");
        var seen = await hub.Get<SeeSeal>().RunAsync(keepers[1], asked.Value, People.Passphrase(keepers[1]));
        Assert.Equal("Mei", seen.Value.Author.PersonName);
        Refused(await hub.Get<SeeSeal>().RunAsync(keepers[1], asked.Value, People.Passphrase(keepers[1])), "seal-not-ready");

        Assert.Equal(1, await hub.NumberAsync($"select count(*) from audit where act = 'seal.open' and person_id = {keepers[0].PersonId} and object_uid = '{uid}' and detail = '{Why}'"));
        await hub.Get<OutboxPump>().DrainAsync(default);
        var line = (await LinesAsync(hub, mei)).Single(l => l.Kind == NoticeKind.SealOpened);
        Assert.Equal((Why, "We paid"), (line.Reason, line.Card!.Title));
        Assert.DoesNotContain(await LinesAsync(hub, ho), l => l.Kind == NoticeKind.SealOpened);
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from notice where kind = {NoticeKind.SealOpened} and person_id <> 0"));
        Assert.Equal(Why, Assert.Single(await OpeningsAsync(hub, mei, uid)).Reason);
        Assert.Empty(await OpeningsAsync(hub, ho, uid));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Who_puts_a_name_to_it_before_the_notice_is_made_is_told_all_the_same(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, ho, keepers) = await ComeAsync(hub);
        var uid = await ShareAsync(hub, mei);
        await OpenAsync(hub, uid, (keepers[0], People.Passphrase(keepers[0])), (keepers[1], People.Passphrase(keepers[1])));
        Assert.Null((await hub.Get<OpenAttribution>().RunAsync(mei, uid, "organisation")).Refusal);
        await hub.Get<OutboxPump>().DrainAsync(default);
        Assert.Equal(Why, Assert.Single(await LinesAsync(hub, mei), l => l.Kind == NoticeKind.SealOpened).Reason);
        Assert.DoesNotContain(await LinesAsync(hub, ho), l => l.Kind == NoticeKind.SealOpened);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task One_keeper_alone_or_an_officer_without_a_key_opens_nothing(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, keepers) = await ComeAsync(hub);
        var fourth = await hub.ViewerAsync(await hub.PersonAsync("Ngo", keepers[0].OrganisationId, Roles.Officer));
        var uid = await ShareAsync(hub, mei);

        Refused(await hub.Get<AskForSeal>().RunAsync(mei, uid, Why), "officers-only");
        Refused(await hub.Get<AskForSeal>().RunAsync(fourth, uid, Why), "seal-none");
        Refused(await hub.Get<AskForSeal>().RunAsync(keepers[0], "NOSUC-HITEM", Why), "seal-none");
        Refused(await hub.Get<Elevations>().AskAsync(keepers[0], ElevatedAct.OpenSeal, uid, Why, default), "seals-apart");
        var asked = (await hub.Get<AskForSeal>().RunAsync(keepers[0], uid, Why)).Value;
        Refused(await hub.Get<OpenSeal>().RunAsync(keepers[0], asked, People.Passphrase(keepers[0])), "seal-not-ready");
        Refused(await hub.Get<GrantSeal>().RunAsync(keepers[0], asked, People.Passphrase(keepers[0])), "seal-none");
        Refused(await hub.Get<GrantSeal>().RunAsync(fourth, asked, "seven old ferries"), "seal-none");
        Refused(await hub.Get<Elevations>().GrantAsync(fourth, asked, default), "seals-apart");
        Refused(await hub.Get<GrantSeal>().RunAsync(keepers[1], asked, People.Passphrase(keepers[0])), "seal-passphrase");

        Assert.Null((await hub.Get<GrantSeal>().RunAsync(keepers[1], asked, People.Passphrase(keepers[1]))).Refusal);
        Refused(await hub.Get<OpenSeal>().RunAsync(keepers[0], asked, People.Passphrase(keepers[1])), "seal-passphrase");
        Refused(await hub.Get<OpenSeal>().RunAsync(keepers[2], asked, People.Passphrase(keepers[2])), "seal-no-key");
        hub.Clock.Advance(TimeSpan.FromMinutes(61));
        Refused(await hub.Get<OpenSeal>().RunAsync(await hub.ViewerAsync(keepers[0].PersonId), asked, People.Passphrase(keepers[0])), "elevation-needed");
        await ForgetSeals.RunAsync(hub.Database, default);
        Assert.Equal(0, await hub.NumberAsync("select count(*) from seal_opening where share is not null or result is not null"));
        Assert.Equal(0, await hub.NumberAsync("select count(*) from audit where act = 'seal.open'"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Nobody_shares_anonymously_while_fewer_than_three_officers_keep_seals(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var bank = await hub.OrganisationAsync("Bank");
        await hub.CircleAsync("Banking", bank);
        var mei = await hub.ViewerAsync(await hub.PersonAsync("Mei", bank));
        var refused = (await hub.Get<SharePost>().RunAsync(mei, Post)).Refusal!;
        Assert.Equal(("seal-keepers", "attribution", 0), (refused.Code, refused.Field, refused.Args[0]));
        var draft = (await hub.Get<SaveDraft>().RunAsync(mei, Post, [])).Value.Uid;
        Refused(await hub.Get<SharePost>().RunAsync(mei, Post, draft), "seal-keepers");
        Assert.Equal(1, await hub.NumberAsync("select count(*) from item where state = 0"));

        var keepers = await hub.KeepersAsync();
        Assert.True(await hub.Get<AuthorSeals>().CanSealAsync(default));
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, Post, draft)).Refusal);
        var fourth = await hub.ViewerAsync(await hub.PersonAsync("Ngo", keepers[0].OrganisationId, Roles.Officer));
        Refused(await hub.Get<MakeSealKey>().RunAsync(fourth, People.Passphrase(fourth), People.Passphrase(fourth), default), "seal-three");
        Refused(await hub.Get<MakeSealKey>().RunAsync(mei, People.Passphrase(mei), People.Passphrase(mei), default), "officers-only");

        Assert.Null((await hub.Get<SetRoles>().RunAsync(keepers[0], keepers[2].PersonUid, Roles.None, default)).Refusal);
        Assert.False(await hub.Get<AuthorSeals>().CanSealAsync(default));
        Refused(await hub.Get<SharePost>().RunAsync(mei, Post), "seal-keepers");
        Refused(await hub.Get<MakeSealKey>().RunAsync(fourth, People.Passphrase(fourth), "another one at dawn", default), "seal-repeat");
        Refused(await hub.Get<MakeSealKey>().RunAsync(fourth, "short", "short", default), "password-short");
        Assert.Null((await hub.Get<MakeSealKey>().RunAsync(fourth, People.Passphrase(fourth), People.Passphrase(fourth), default)).Refusal);
        Assert.Null((await hub.Get<SharePost>().RunAsync(mei, Post)).Refusal);
        // The seat is taken: the role given back does not bring the old key back.
        var appointed = (await hub.Get<Elevations>().AskAsync(keepers[0], ElevatedAct.Appoint, keepers[2].PersonUid, Why, default)).Value;
        Assert.Null((await hub.Get<Elevations>().GrantAsync(keepers[1], appointed, default)).Refusal);
        Assert.Null((await hub.Get<SetRoles>().RunAsync(keepers[0], keepers[2].PersonUid, Roles.Officer, default)).Refusal);
        Assert.Equal(3, (await hub.Get<SealKeepers>().ListAsync(default)).Count(k => k.Current));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Of_keys_made_at_once_one_counts_for_each_officer_and_three_in_all(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var office = await hub.OrganisationAsync("Office");
        var officers = new List<Viewer>();
        foreach (var name in (string[])["Kim", "Lau", "Mok", "Ngo"])
        {
            officers.Add(await hub.ViewerAsync(await hub.PersonAsync(name, office, Roles.Officer)));
        }

        await Task.WhenAll(officers.Concat(officers).Select(o => Task.Run(() => hub.Get<MakeSealKey>().RunAsync(o, People.Passphrase(o), People.Passphrase(o), default))));
        Assert.Equal(3, await hub.NumberAsync("select count(*) from seal_key where ended_at = 0"));
        Assert.Equal(3, await hub.NumberAsync("select count(distinct person_id) from seal_key where ended_at = 0"));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_was_sealed_to_old_keys_stays_openable_by_two_of_those(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, keepers) = await ComeAsync(hub);
        var before = await ShareAsync(hub, mei);
        Assert.Null((await hub.Get<GiveUpSealKey>().RunAsync(keepers[1], default)).Refusal);
        Assert.Null((await hub.Get<MakeSealKey>().RunAsync(keepers[1], "a new one at high tide", "a new one at high tide", default)).Refusal);
        Assert.Null((await hub.Get<GiveUpSealKey>().RunAsync(keepers[2], default)).Refusal);
        var fourth = await hub.ViewerAsync(await hub.PersonAsync("Ngo", keepers[0].OrganisationId, Roles.Officer));
        Assert.Null((await hub.Get<MakeSealKey>().RunAsync(fourth, People.Passphrase(fourth), People.Passphrase(fourth), default)).Refusal);
        var after = await ShareAsync(hub, mei);

        Refused(await hub.Get<AskForSeal>().RunAsync(fourth, before, Why), "seal-none");
        Assert.Equal("Mei", (await OpenAsync(hub, before, (keepers[1], People.Passphrase(keepers[1])), (keepers[2], People.Passphrase(keepers[2])))).Author.PersonName);
        Refused(await hub.Get<AskForSeal>().RunAsync(keepers[2], after, Why), "seal-none");
        Assert.Equal("Mei", (await OpenAsync(hub, after, (fourth, People.Passphrase(fourth)), (keepers[1], "a new one at high tide"))).Author.PersonName);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task What_is_kept_of_an_anonymous_item_names_nobody(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var (mei, _, _) = await ComeAsync(hub);
        var uid = await ShareAsync(hub, mei);
        Assert.Equal(1, await hub.NumberAsync($"select count(*) from item where uid = '{uid}' and person_id = 0 and org_id = 0 and key_id = 0"));
        Assert.Equal(3, await hub.NumberAsync("select count(*) from seal_share"));
        var kept = await hub.Database.ReadAsync(
            async sql => (List<byte[]>)[
                .. await sql.ListAsync("select author from seal", static r => r.Bytes(0), default),
                .. await sql.ListAsync("select box from seal_share", static r => r.Bytes(0), default),
                .. await sql.ListAsync("select private_key from seal_key", static r => r.Bytes(0), default)],
            default);
        Assert.Equal(7, kept.Count);
        Assert.All(kept, bytes => Assert.DoesNotContain("MEI", Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(7, kept.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(0, await hub.NumberAsync($"select count(*) from audit where object_uid = '{uid}' and (person_id <> 0 or org_id <> 0)"));
    }

    private static async Task<(Viewer Mei, Viewer Ho, Viewer[] Keepers)> ComeAsync(TestHub hub)
    {
        var bank = await hub.OrganisationAsync("Bank");
        var insurer = await hub.OrganisationAsync("Insurer");
        await hub.CircleAsync("Banking", bank, insurer);
        var (mei, ho) = (await hub.PersonAsync("Mei", bank), await hub.PersonAsync("Ho", insurer));
        return (await hub.ViewerAsync(mei), await hub.ViewerAsync(ho), await hub.KeepersAsync());
    }

    private static async Task<string> ShareAsync(TestHub hub, Viewer author) => (await hub.Get<SharePost>().RunAsync(author, Post)).Value.Uid;

    private static async Task<OpenedSeal> OpenAsync(TestHub hub, string uid, (Viewer Officer, string Passphrase) asks, (Viewer Officer, string Passphrase) grants)
    {
        var asked = await hub.Get<AskForSeal>().RunAsync(asks.Officer, uid, Why);
        Assert.Null(asked.Refusal);
        Assert.Null((await hub.Get<GrantSeal>().RunAsync(grants.Officer, asked.Value, grants.Passphrase)).Refusal);
        var opened = await hub.Get<OpenSeal>().RunAsync(asks.Officer, asked.Value, asks.Passphrase);
        Assert.Null(opened.Refusal);
        return opened.Value;
    }

    private static async Task<List<SealOpeningCard>> OpeningsAsync(TestHub hub, Viewer viewer, string uid) =>
        await hub.Get<AuthorSeals>().OpeningsAsync((await hub.Get<Holdings>().OpenAsync(viewer, Channel.Page, uid, null, default)).Value, default);

    private static async Task<IReadOnlyList<NoticeLine>> LinesAsync(TestHub hub, Viewer viewer) => (await hub.Get<InboxBook>().ListAsync(viewer, null, 50, default)).Value.Lines;

    private static void Refused<T>(Outcome<T> outcome, string code) => Assert.Equal(code, outcome.Refusal?.Code);
}
