using System.Globalization;
using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Demo;
using Infohub.Platform.Backups;

namespace Infohub.Web;

/// <summary>The current one-time code of a demo person, in demo mode only: it reads the list of made-up people.</summary>
internal static class ShowCode
{
    public static async Task<int> RunAsync(HubOptions options, string email)
    {
        var list = Path.Combine(options.Places.DataDirectory, DemoAccounts.File);
        if (!DataMode.IsDemo(options.Places.DataDirectory) || !File.Exists(list))
        {
            await Console.Error.WriteLineAsync($"Codes are shown for the made-up people of a demo community only, and there is none in {options.Places.DataDirectory}. In a real hub each has an authenticator app.");
            return 1;
        }

        using var accounts = JsonDocument.Parse(await File.ReadAllBytesAsync(list));
        foreach (var person in accounts.RootElement.GetProperty("people").EnumerateArray())
        {
            if (string.Equals(person.GetProperty("email").GetString(), email, StringComparison.OrdinalIgnoreCase))
            {
                await Console.Out.WriteLineAsync(DemoCodes.Now(person.GetProperty("totpSecret").GetString()!, TimeProvider.System).ToString("D6", CultureInfo.InvariantCulture));
                return 0;
            }
        }

        await Console.Error.WriteLineAsync("Nobody of the demo community has this address: " + email);
        return 1;
    }
}
