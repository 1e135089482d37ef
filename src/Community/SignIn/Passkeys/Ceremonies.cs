using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infohub.Community.SignIn.Passkeys;

/// <summary>A passkey that was just used or made, and the ceremony that it belongs to. It counts when the ceremony is spent.</summary>
internal sealed record PasskeyProof(PasskeyPerson Person, UserPasskeyInfo Passkey, byte[] Ceremony);

/// <summary>
/// WebAuthn ceremonies by the framework's handler. The challenge waits in a sealed cookie for five minutes; each ceremony counts once.
/// User verification is required, so a passkey is two factors.
/// </summary>
internal sealed class Ceremonies(PasskeyStore store, IDataProtectionProvider protection, TimeProvider clock, IServiceProvider services, ILogger<Ceremonies> log)
{
    public const string SignIn = "sign-in";

    private const long ValidFor = 5 * Micros.Minute;

    /// <summary>The one answer to a passkey that does not fit.</summary>
    public static readonly Refusal Failed = new(
        RefusalKind.SignIn, "passkey-failed", "This passkey did not work here. Try again, or use a password and a code.");

    private readonly IDataProtector seal = protection.CreateProtector("Infohub.Passkey");

    public static string Confirm(string personUid) => "confirm:" + personUid;

    public static string Register(string personUid) => "register:" + personUid;

    /// <summary>Options for navigator.credentials.get, for one person or for whoever has a passkey for this place.</summary>
    public async Task<string> AskAsync(HttpContext context, string purpose, string? personUid)
    {
        var person = personUid is null ? null : await store.FindByIdAsync(personUid, context.RequestAborted);
        var options = await Handler().MakeRequestOptionsAsync(person, context);
        Keep(context, purpose, options.AssertionState!);
        return options.RequestOptionsJson;
    }

    /// <summary>Options for navigator.credentials.create.</summary>
    public async Task<string> OfferAsync(HttpContext context, PasskeyPerson person)
    {
        var entity = new PasskeyUserEntity { Id = person.Uid, Name = person.Email, DisplayName = person.Name };
        var options = await Handler().MakeCreationOptionsAsync(entity, context);
        Keep(context, Register(person.Uid), options.AttestationState!);
        return options.CreationOptionsJson;
    }

    public async Task<Outcome<PasskeyProof>> CheckUseAsync(HttpContext context, string purpose, string credential)
    {
        if (Take(context, purpose) is not { } state)
        {
            return Failed;
        }

        var result = await Handler().PerformAssertionAsync(new() { HttpContext = context, CredentialJson = credential, AssertionState = state });
        if (result.Succeeded)
        {
            return new PasskeyProof(result.User, result.Passkey, HashOf(state));
        }

        log.LogInformation("A passkey was refused: {Reason}", result.Failure.Message);
        return Failed;
    }

    public async Task<Outcome<PasskeyProof>> CheckNewAsync(HttpContext context, PasskeyPerson person, string credential)
    {
        if (Take(context, Register(person.Uid)) is not { } state)
        {
            return Failed;
        }

        var result = await Handler().PerformAttestationAsync(new() { HttpContext = context, CredentialJson = credential, AttestationState = state });
        if (result.Succeeded)
        {
            return new PasskeyProof(person, result.Passkey, HashOf(state));
        }

        log.LogInformation("A new passkey was refused: {Reason}", result.Failure.Message);
        return Failed;
    }

    /// <summary>True once for each ceremony.</summary>
    public static async Task<bool> SpendAsync(Tx tx, PasskeyProof proof)
    {
        await tx.RunAsync("delete from challenge_used where at < @old", CancellationToken.None, ("old", tx.Now - (2 * ValidFor)));
        return await tx.RunAsync(
            "insert into challenge_used(hash, at) values (@hash, @now) on conflict(hash) do nothing",
            CancellationToken.None,
            ("hash", proof.Ceremony),
            ("now", tx.Now)) == 1;
    }

    private PasskeyHandler<PasskeyPerson> Handler()
    {
        var identity = Options.Create(new IdentityOptions());
        var people = new UserManager<PasskeyPerson>(
            store, identity, null!, [], [], null!, new IdentityErrorDescriber(), services, services.GetRequiredService<ILogger<UserManager<PasskeyPerson>>>());
        return new PasskeyHandler<PasskeyPerson>(people, Options.Create(new IdentityPasskeyOptions
        {
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            ValidateOrigin = static origin => ValueTask.FromResult(
                !origin.CrossOrigin && string.Equals(origin.Origin, $"{origin.HttpContext.Request.Scheme}://{origin.HttpContext.Request.Host}", StringComparison.OrdinalIgnoreCase)),
        }));
    }

    private void Keep(HttpContext context, string purpose, string state)
    {
        var text = JsonSerializer.Serialize(new Waiting(purpose, state, clock.Now() + ValidFor));
        context.Response.Cookies.Append(CookieName(context), seal.Protect(text), CookieOptions(context));
    }

    private string? Take(HttpContext context, string purpose)
    {
        if (!context.Request.Cookies.TryGetValue(CookieName(context), out var cookie))
        {
            return null;
        }

        context.Response.Cookies.Delete(CookieName(context), CookieOptions(context));
        try
        {
            var waiting = JsonSerializer.Deserialize<Waiting>(seal.Unprotect(cookie), JsonSerializerOptions.Strict)!;
            return waiting.Purpose == purpose && waiting.Until > clock.Now() ? waiting.State : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] HashOf(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));

    private static string CookieName(HttpContext context) => context.Request.IsHttps ? "__Host-infohub-passkey" : "infohub-passkey";

    private static CookieOptions CookieOptions(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromMinutes(5),
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    };

    private sealed record Waiting(string Purpose, string State, long Until);
}
