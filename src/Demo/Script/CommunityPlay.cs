using Infohub.Community.Clients;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Community.Settings;
using Infohub.Community.SignIn;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;

namespace Infohub.Demo.Script;

/// <summary>Performs acts on organisations, people and client relations.</summary>
internal static class CommunityPlay
{
    public static async Task<ActResult?> TryAsync(Stage stage, Viewer viewer, Act act, CancellationToken stop) => act switch
    {
        CommunityAct a => ActResult.From(await stage.Use<ChangeCommunitySettings>().RunAsync(stage.System, Settings(a), stop)),
        NewTermsAct a => ActResult.From(await stage.Use<ChangeCommunitySettings>().RunAsync(stage.System, new SettingsChanges(Terms: InEnglish(a.Terms)), stop)),
        OrganisationAct a => await AddAsync(stage, viewer, a, stop),
        OrganisationStateAct a => ActResult.From(await stage.Use<SetOrganisationState>().RunAsync(viewer, stage.Organisation(a.Organisation), ScriptWords.State(a.State), stop)),
        PersonAct a => await AddAsync(stage, viewer, a, stop),
        PersonStateAct a => ActResult.From(await stage.Use<SetPersonState>().RunAsync(viewer, stage.Person(a.Person), ScriptWords.State(a.State), stop)),
        PersonMoveAct a => ActResult.From(await stage.Use<MovePerson>().RunAsync(viewer, stage.Person(a.Person), stage.Organisation(a.Organisation), stop)),
        ClientProposeAct a => ActResult.From(await stage.Use<ProposeClient>().RunAsync(viewer, stage.Organisation(a.Provider), stage.Organisation(a.Client), stop)),
        ClientConfirmAct a => ActResult.From(await stage.Use<ConfirmClient>().RunAsync(viewer, stage.Organisation(a.Provider), stage.Organisation(a.Client), stop)),
        ClientEndAct a => ActResult.From(await stage.Use<EndClient>().RunAsync(viewer, stage.Organisation(a.Provider), stage.Organisation(a.Client), stop)),
        _ => null,
    };

    private static SettingsChanges Settings(CommunityAct act) => new(AmberClients: act.AmberClients, Terms: InEnglish(act.Terms));

    private static Dictionary<string, string>? InEnglish(string? terms) => terms is null ? null : new(StringComparer.Ordinal) { [Languages.English] = terms };

    private static async Task<ActResult> AddAsync(Stage stage, Viewer viewer, OrganisationAct act, CancellationToken stop)
    {
        var made = await stage.Use<AddOrganisation>().RunAsync(
            viewer,
            new NewOrganisation(
                act.FullName ?? act.Name, act.NameZh, ScriptWords.Standing(act.Kind), act.Participant, act.Sectors, act.Seats, act.State == "active", act.ReadsCommunity, act.About),
            stop);
        if (!made.Done)
        {
            return ActResult.Refused(made.Refusal!);
        }

        stage.Cast.Organisations[act.Name] = made.Value;
        return ActResult.Made(made.Value);
    }

    private static async Task<ActResult> AddAsync(Stage stage, Viewer viewer, PersonAct act, CancellationToken stop)
    {
        var email = act.Email ?? $"{act.Name}@{act.Organisation}.example";
        var roles = act.Roles.Aggregate(Roles.None, static (all, role) => all | ScriptWords.Role(role));
        var invited = await stage.Use<InvitePerson>().RunAsync(
            viewer, new NewPerson(stage.Organisation(act.Organisation), act.FullName ?? act.Name, email, act.Language, roles), stop);
        if (!invited.Done)
        {
            return ActResult.Refused(invited.Refusal!);
        }

        var uid = invited.Value.Uid;
        var id = await stage.Database.ReadAsync(sql => sql.NumberAsync("select id from person where uid = @uid", stop, ("uid", uid)), stop);
        var person = new CastPerson(id!.Value, uid, email, act.Organisation);
        stage.Cast.People[act.Name] = person;
        if (act.State == "active")
        {
            await GiveSecretsAsync(stage, person, stop);
            var entered = await stage.Use<SetPersonState>().RunAsync(stage.System, uid, State.Active, stop);
            if (entered.Refusal is { } refusal)
            {
                return ActResult.Refused(refusal);
            }

            if ((roles & Roles.Officer) != 0 && stage.Cast.Keepers.Count < SealKeepers.Number && await KeepSealsAsync(stage, act.Name, stop) is { } unkept)
            {
                return ActResult.Refused(unkept);
            }
        }

        return new ActResult { Ok = true, Id = uid, Email = email, Password = person.Password, TotpSecret = Totp.Base32(person.TotpSecret) };
    }

    /// <summary>A script's first three officers keep its seals (W7), or nobody in it could share anonymously.</summary>
    private static async Task<Refusal?> KeepSealsAsync(Stage stage, string name, CancellationToken stop)
    {
        if (await stage.PersonAsync(name, stop) is not { } officer)
        {
            return null;
        }

        var passphrase = stage.Cast.People[name].SealPassphrase;
        var made = await stage.Use<MakeSealKey>().RunAsync(officer, passphrase, passphrase, stop);
        if (made.Done)
        {
            stage.Cast.Keepers.Add(name);
        }

        return made.Refusal;
    }

    /// <summary>In place of the invitation's page: password and one-time codes, both written down for everybody.</summary>
    private static async Task GiveSecretsAsync(Stage stage, CastPerson person, CancellationToken stop)
    {
        var password = await stage.Use<Passwords>().HashAsync(person.Password, stop);
        await stage.Database.WriteAsync(
            async tx =>
            {
                await stage.Use<SecondFactors>().KeepAsync(tx, person.Id, person.Uid, person.TotpSecret, step: 0);
                await tx.RunAsync("update person set password = @password where id = @id", stop, ("password", password), ("id", person.Id));
                await OneTimeLinks.EndAllAsync(tx, person.Id);
            },
            stop);
    }
}
