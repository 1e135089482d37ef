using System.Globalization;
using System.Text.Json;
using Infohub.Community.Public;

namespace Infohub.Web;

/// <summary>The current one-time code of a demo person, in demo mode only: it reads the list of made-up people.</summary>
internal static class ShowCode
{
    public static async Task<int> RunAsync(HubOptions options, string email)
    {
        var list = Path.Combine(options.Places.DataDirectory, "demo-accounts.json");
        if (!options.Places.Demo || !File.Exists(list))
        {
            await Console.Error.WriteLineAsync("Codes are shown for the made-up people of the demo community only: " + list + " is not there.");
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
