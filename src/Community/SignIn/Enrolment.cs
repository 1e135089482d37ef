using System.Security.Cryptography;
using System.Text.Json;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.DataProtection;

namespace Infohub.Community.SignIn;

/// <summary>A secret for one-time codes on its way: shown to the person, sealed in the form until a code proves that the app has it.</summary>
internal sealed class Enrolment(IDataProtectionProvider protection, SecondFactors factors, SignInOptions options, TimeProvider clock)
{
    private const long ValidFor = Micros.Hour;

    private static readonly Refusal Wrong = Refusal.Invalid("code-wrong", "This code does not fit. Check the clock of your device and type the newest code.", "code");

    private readonly IDataProtector seal = protection.CreateProtector("Infohub.Enrolment");

    /// <summary>A new secret for the person, or the one already sealed in the form.</summary>
    public Offer OfferTo(string personUid, string email, string? sealedBefore)
    {
        var secret = Open(personUid, sealedBefore) ?? factors.NewSecret();
        var waiting = new Waiting(personUid, secret, clock.Now() + ValidFor);
        return new Offer(seal.Protect(JsonSerializer.Serialize(waiting)), Grouped(Totp.Base32(secret)), QrCode.Of(Totp.Address(options.Issuer, email, secret)));
    }

    /// <summary>The secret and the step at which its code was proved.</summary>
    public Outcome<Enrolled> Prove(string personUid, string? sealedSecret, string code) =>
        Open(personUid, sealedSecret) is { } secret && Totp.Match(secret, code, Totp.StepAt(clock.GetUtcNow())) is { } step
            ? new Enrolled(secret, step)
            : Wrong;

    /// <summary>Keeps a proved secret; its code is spent.</summary>
    public Task<int> KeepAsync(Tx tx, long personId, string personUid, Enrolled enrolled) =>
        factors.KeepAsync(tx, personId, personUid, enrolled.Secret, enrolled.Step);

    /// <summary>The same, and recovery codes beside it.</summary>
    public async Task<IReadOnlyList<string>> KeepWithCodesAsync(Tx tx, long personId, string personUid, Enrolled enrolled)
    {
        await KeepAsync(tx, personId, personUid, enrolled);
        return await factors.MakeCodesAsync(tx, personId);
    }

    private byte[]? Open(string personUid, string? sealedSecret)
    {
        if (string.IsNullOrEmpty(sealedSecret))
        {
            return null;
        }

        try
        {
            var waiting = JsonSerializer.Deserialize<Waiting>(seal.Unprotect(sealedSecret), JsonSerializerOptions.Strict)!;
            return waiting.Person == personUid && waiting.Until > clock.Now() ? waiting.Secret : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Grouped(string secret) => string.Join(' ', secret.Chunk(4).Select(four => new string(four)));

    private sealed record Waiting(string Person, byte[] Secret, long Until);
}

/// <param name="Sealed">For a hidden field.</param>
/// <param name="Secret">For whoever types it.</param>
/// <param name="Code">For whoever points a camera at it.</param>
internal sealed record Offer(string Sealed, string Secret, QrCode Code);

/// <summary>A secret that the person's app has.</summary>
internal sealed record Enrolled(byte[] Secret, long Step);
