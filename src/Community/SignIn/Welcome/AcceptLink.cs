using Infohub.Community.Organisations;
using Infohub.Community.People;
using Infohub.Community.Public;
using Infohub.Community.SignIn.Passkeys;
using Infohub.Community.SignIn.Recovery;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.SignIn.Welcome;

/// <summary>What the holder of a link chose: a password with an app for codes, or a passkey.</summary>
internal sealed record LinkAnswer(string Token, bool AcceptsTerms, Origin From, string? Earlier)
{
    public string Password { get; init; } = "";

    public string? SealedSecret { get; init; }

    public string Code { get; init; } = "";

    public PasskeyProof? Passkey { get; init; }
}

/// <param name="Token">The new session's secret.</param>
/// <param name="Codes">Recovery codes, shown once; none with a passkey alone, where there is no code to replace.</param>
internal sealed record LinkAccepted(string Token, IReadOnlyList<string> Codes);

/// <summary>Uses a one-time link: the person chooses their secrets, nobody else does. All earlier secrets and sessions end.</summary>
internal sealed class AcceptLink(Database database, Passwords passwords, Enrolment enrolment, Sessions sessions, TimeProvider clock)
{
    /// <summary>One answer for a link that was used, ran out, is not open yet or never was.</summary>
    public static readonly Refusal Gone = new(
        RefusalKind.NotFound, "link-gone", "This link does not open anything any more. Ask an administrator of your organisation for a new one.");

    private static readonly Refusal Terms = Refusal.Invalid("terms", "Accept the terms to go on.", "terms");

    public async Task<Outcome<LinkAccepted>> RunAsync(LinkAnswer input, CancellationToken stop)
    {
        if (await database.ReadAsync(sql => OneTimeLinks.FindAsync(sql, input.Token, clock.Now(), stop), stop) is not { } link)
        {
            return Gone;
        }

        if (!input.AcceptsTerms)
        {
            return Terms;
        }

        if (input.Passkey is not null)
        {
            return await FinishAsync(input, "", null, stop);
        }

        if (Passwords.Weakness(input.Password, link.OrganisationName, link.Email, link.PersonName) is { } weak)
        {
            return weak;
        }

        var enrolled = enrolment.Prove(link.PersonUid, input.SealedSecret, input.Code);
        return enrolled.Done
            ? await FinishAsync(input, await passwords.HashAsync(input.Password, stop), enrolled.Value, stop)
            : enrolled.Refusal!;
    }

    private Task<Outcome<LinkAccepted>> FinishAsync(LinkAnswer input, string password, Enrolled? enrolled, CancellationToken stop) =>
        database.WriteAsync<LinkAccepted>(
            async tx =>
            {
                if (await OneTimeLinks.FindAsync(tx, input.Token, tx.Now, stop) is not { } link || !await OneTimeLinks.UseAsync(tx, input.Token))
                {
                    return Gone;
                }

                if (link.Enters && await EnterAsync(tx, link, stop) is { } refusal)
                {
                    return refusal;
                }

                await StartAnewAsync(tx, link, password);
                if (!await KeepPasskeyAsync(tx, link, input.Passkey))
                {
                    return Ceremonies.Failed;
                }

                var codes = enrolled is null ? [] : await enrolment.KeepWithCodesAsync(tx, link.PersonId, link.PersonUid, enrolled);
                await SayAsync(tx, link);
                return new LinkAccepted(await sessions.OpenAsync(tx, link.PersonId, input.From, input.Earlier), codes);
            },
            stop);

    /// <summary>Who left holds neither seat nor address any more.</summary>
    private static async Task<Refusal?> EnterAsync(Tx tx, OpenLink link, CancellationToken stop)
    {
        if (link.State == State.Left && await Seats.AreTakenAsync(tx, (await OrganisationRow.LockOfPersonAsync(tx, link.PersonId, stop))!, stop))
        {
            return OrganisationRefusals.SeatsTaken;
        }

        return await Address.ClaimAsync(tx, link.PersonId) ? null : PeopleRefusals.EmailHeld;
    }

    private static async Task StartAnewAsync(Tx tx, OpenLink link, string password)
    {
        await tx.RunAsync(
            """
            update person set password = @password, totp = null, totp_step = 0, terms = coalesce((select value from setting where name = 'terms'), ''),
              joined_at = case when state <> 1 then @now else joined_at end, state = 1
            where id = @person
            """,
            CancellationToken.None,
            ("password", password),
            ("person", link.PersonId),
            ("now", tx.Now));
        await tx.RunAsync("delete from passkey where person_id = @person", CancellationToken.None, ("person", link.PersonId));
        await SecondFactors.DropCodesAsync(tx, link.PersonId);
        await Sessions.EndAllAsync(tx, link.PersonId);
    }

    private static async Task<bool> KeepPasskeyAsync(Tx tx, OpenLink link, PasskeyProof? proof) =>
        proof is null || (proof.Person.Id == link.PersonId && await Ceremonies.SpendAsync(tx, proof) && await AddPasskey.KeepAsync(tx, proof, ""));

    private static async Task SayAsync(Tx tx, OpenLink link)
    {
        await Recoveries.EndOfAsync(tx, link.PersonId, "used");
        if (link.Purpose == OneTimeLinks.Recovery)
        {
            tx.Record(Sessions.Entry("recovery.use", link.PersonId, link.OrganisationId, link.PersonUid));
            tx.Emit(new FactorRecoveryUsed(link.PersonId, link.OrganisationId, tx.Now));
        }

        if (!link.Enters)
        {
            return;
        }

        tx.Record(Sessions.Entry("person.enter", link.PersonId, link.OrganisationId, link.PersonUid));
        tx.Emit(new PersonEntered(link.PersonId, link.OrganisationId, tx.Now));
    }
}
