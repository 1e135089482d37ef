using Microsoft.Extensions.Configuration;

namespace Infohub.Community.SignIn;

/// <summary>Settings of sign-in; the defaults are right for use.</summary>
internal sealed record SignInOptions
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA-512 for new passwords; fewer only for tests and demonstrations.</summary>
    public int PasswordIterations { get; init; } = 600_000;

    /// <summary>The name that authenticator apps show.</summary>
    public string Issuer { get; init; } = "Infohub";

    public static SignInOptions From(IConfiguration settings)
    {
        var options = new SignInOptions();
        var iterations = settings.GetValue("Community:PasswordIterations", options.PasswordIterations);
        return iterations < 1000
            ? throw new InvalidOperationException("Community:PasswordIterations must be at least 1000.")
            : options with { PasswordIterations = iterations, Issuer = settings["Community:Issuer"] ?? options.Issuer };
    }
}
