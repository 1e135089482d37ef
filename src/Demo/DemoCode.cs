using System.Text.Json;
using Infohub.Community.SignIn;
using Infohub.Demo.Script;

namespace Infohub.Demo;

/// <summary>What the authenticator app of a made-up person would show.</summary>
public static class DemoCode
{
    /// <param name="dataDirectory">That of a hub in demo mode.</param>
    /// <param name="email">Of somebody who can sign in.</param>
    /// <param name="now">When it is to be typed.</param>
    /// <returns>Six digits; null where there is no such person, or no demo.</returns>
    public static string? Find(string dataDirectory, string email, DateTimeOffset now)
    {
        var path = Path.Combine(dataDirectory, DemoCommunity.AccountsFile);
        if (!File.Exists(path))
        {
            return null;
        }

        using var accounts = JsonDocument.Parse(File.ReadAllText(path));
        var person = accounts.RootElement.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("email").GetString()!)
            .FirstOrDefault(e => e.Equals(email, StringComparison.OrdinalIgnoreCase));
        return person is null ? null : Totp.Code(Secrets.Totp(person), Totp.StepAt(now));
    }
}
