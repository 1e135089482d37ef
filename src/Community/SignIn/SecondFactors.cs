using System.Text;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;

namespace Infohub.Community.SignIn;

/// <summary>One-time codes from an app, and recovery codes in their place; each counts once.</summary>
internal sealed class SecondFactors(KeyRing keys, IIdSource ids)
{
    private const int CodesMade = 10;

    public byte[] NewSecret() => ids.NewSecret(Totp.SecretLength);

    /// <summary>Keeps a secret whose code was just proved at <paramref name="step"/>; that code is spent.</summary>
    public Task<int> KeepAsync(Tx tx, long personId, string personUid, byte[] secret, long step) =>
        tx.RunAsync(
            "update person set totp = @totp, totp_step = @step where id = @person",
            CancellationToken.None,
            ("person", personId),
            ("totp", KeyRing.Seal(keys.Hash("totp", personUid), secret, Encoding.UTF8.GetBytes(personUid))),
            ("step", step));

    /// <summary>Spends a one-time code or a recovery code; false where it is neither, or was spent before.</summary>
    public async Task<bool> SpendAsync(Tx tx, Account account, string code)
    {
        if (Totp.Match(Secret(account), code, Totp.StepAt(Micros.ToTime(tx.Now))) is { } step)
        {
            // RFC 6238 §5.2: the second use of a code is refused, and two at once are one after the other here.
            return await tx.RunAsync(
                "update person set totp_step = @step where id = @person and totp is not null and totp_step < @step",
                CancellationToken.None,
                ("person", account.Id),
                ("step", step)) == 1;
        }

        return await tx.RunAsync(
            "update recovery_code set used_at = @now where person_id = @person and code = @code and used_at = 0",
            CancellationToken.None,
            ("person", account.Id),
            ("code", Hash(account.Id, code)),
            ("now", tx.Now)) == 1;
    }

    /// <summary>Ten new recovery codes in place of all earlier ones. They are never shown again.</summary>
    public async Task<IReadOnlyList<string>> MakeCodesAsync(Tx tx, long personId)
    {
        await DropCodesAsync(tx, personId);
        var codes = Enumerable.Range(0, CodesMade).Select(_ => RandomIds.Format(ids.NewSecret(7))).ToList();
        foreach (var code in codes)
        {
            await tx.RunAsync(
                "insert into recovery_code(person_id, code) values (@person, @code)",
                CancellationToken.None,
                ("person", personId),
                ("code", Hash(personId, code)));
        }

        return codes;
    }

    public static Task<int> DropCodesAsync(Tx tx, long personId) =>
        tx.RunAsync("delete from recovery_code where person_id = @person", CancellationToken.None, ("person", personId));

    private byte[] Secret(Account account) => account.Totp is null
        ? new byte[Totp.SecretLength]
        : KeyRing.Unseal(keys.Hash("totp", account.Uid), account.Totp, Encoding.UTF8.GetBytes(account.Uid));

    // 50 bits alone could be searched by whoever has the database; the key file stands before that.
    private byte[] Hash(long personId, string code) => keys.Hash("recovery-code", $"{personId}|{Plain(code)}");

    // Crockford's base 32 has no I, L, O: who reads one means the digit.
    private static string Plain(string code) => code
        .Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()
        .Replace('O', '0').Replace('I', '1').Replace('L', '1');
}
