using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.SignIn;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Settings;

/// <param name="Names">The community's name by language.</param>
/// <param name="Operator">The organisation that the officers represent.</param>
internal sealed record FirstSetUp(
    string Token, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Languages, IReadOnlyList<string> Sectors, IReadOnlyDictionary<string, string> Terms, string Operator,
    string FirstName, string FirstEmail, string SecondName, string SecondEmail);

/// <summary>A first officer's one-time link, shown this once.</summary>
internal sealed record OfficerLink(string Name, string Link)
{
    public override string ToString() => "OfficerLink " + Name;
}

/// <summary>First set-up: settings and two officers, only while the community has no active officer. Repeated before they came, it gives new links.</summary>
internal sealed class SetUpCommunity(Database database, SetUpToken token, IIdSource ids, SectorCircles sectorCircles, OneTimeLinks links)
{
    public async Task<Outcome<OfficerLink[]>> RunAsync(FirstSetUp what, CancellationToken stop)
    {
        if (!token.Is(what.Token))
        {
            return SettingsRefusals.Token;
        }

        var settings = new SettingsChanges(what.Names, what.Languages, what.Sectors, AmberClients: true, Terms: what.Terms);
        return (Wrong(what) ?? ChangeCommunitySettings.Wrong(settings)) is { } wrong ? wrong : await database.WriteAsync(tx => SetUpAsync(tx, what, settings, stop), stop);
    }

    private static Refusal? Wrong(FirstSetUp what) => what switch
    {
        _ when Plain.Line(what.Operator) is null => Plain.NameNeeded("operator"),
        _ when Plain.Line(what.FirstName) is null => Plain.NameNeeded("firstName"),
        _ when Plain.Line(what.SecondName) is null => Plain.NameNeeded("secondName"),
        _ when Plain.Email(what.FirstEmail) is null || Plain.Email(what.SecondEmail) is null || Plain.Email(what.FirstEmail) == Plain.Email(what.SecondEmail) => SettingsRefusals.TwoOfficers,
        _ => null,
    };

    private async Task<Outcome<OfficerLink[]>> SetUpAsync(Tx tx, FirstSetUp what, SettingsChanges settings, CancellationToken stop)
    {
        if (!await SetUpToken.IsNeededAsync(tx, stop))
        {
            return Refusal.NotFound;
        }

        await ChangeCommunitySettings.PutAsync(tx, settings, stop);
        foreach (var sector in what.Sectors)
        {
            await sectorCircles.CircleOfAsync(tx, sector, stop);
        }

        var organisation = await OperatorAsync(tx, Plain.Line(what.Operator)!, stop);
        OfficerLink?[] officers =
        [
            await OfficerAsync(tx, organisation, Plain.Line(what.FirstName)!, Plain.Email(what.FirstEmail)!, stop),
            await OfficerAsync(tx, organisation, Plain.Line(what.SecondName)!, Plain.Email(what.SecondEmail)!, stop),
        ];
        if (officers is not [{ } first, { } second])
        {
            return SettingsRefusals.AddressTaken;
        }

        tx.Record(new AuditEntry("community.set-up", 0, organisation, 0, "settings", ""));
        return new[] { first, second };
    }

    private async Task<long> OperatorAsync(Tx tx, string name, CancellationToken stop) =>
        await tx.NumberAsync(
            "select o.id from organisation o join person p on p.org_id = o.id where (p.roles & 2) <> 0 order by o.id limit 1", stop)
        ?? (await tx.NumberAsync(
            """
            insert into organisation(uid, name, standing, participant, state, joined_at, seats, created_at)
            values (@uid, @name, @member, 'cert', @active, @now, 20, @now) returning id
            """,
            stop,
            ("uid", ids.NewUid()),
            ("name", name),
            ("member", Standing.Member),
            ("active", State.Active),
            ("now", tx.Now)))!.Value;

    /// <summary>Null where an account has the address.</summary>
    private async Task<OfficerLink?> OfficerAsync(Tx tx, long organisation, string name, string email, CancellationToken stop)
    {
        if (await Address.IsHeldAsync(tx, email, stop))
        {
            return null;
        }

        var id = await tx.NumberAsync(
            "select id from person where invited_email = @email and state = @invited and (roles & 2) <> 0", stop, ("email", email), ("invited", State.Waiting))
            ?? await AddOfficerAsync(tx, organisation, name, email, stop);
        return new OfficerLink(name, await links.MakeAsync(tx, OneTimeLinks.Invitation, id, 0, tx.Now));
    }

    private async Task<long> AddOfficerAsync(Tx tx, long organisation, string name, string email, CancellationToken stop) =>
        (await tx.NumberAsync(
            """
            insert into person(uid, org_id, name, email, invited_email, state, roles, joined_at, created_at)
            values (@uid, @org, @name, @uid, @email, @invited, @roles, 0, @now) returning id
            """,
            stop,
            ("uid", ids.NewUid()),
            ("org", organisation),
            ("name", name),
            ("email", email),
            ("invited", State.Waiting),
            ("roles", Roles.Officer | Roles.Administrator),
            ("now", tx.Now)))!.Value;
}
