using Infohub.Demo;

namespace Infohub.Web;

/// <summary>The current one-time code of a demo person, in demo mode only.</summary>
internal static class ShowCode
{
    public static async Task<int> RunAsync(HubOptions options, string email)
    {
        if (DemoCode.Find(options.Places.DataDirectory, email, TimeProvider.System.GetUtcNow()) is not { } code)
        {
            await Console.Error.WriteLineAsync($"Nobody in the demo of {options.Places.DataDirectory} signs in as {email}.");
            return 1;
        }

        await Console.Out.WriteLineAsync(code);
        return 0;
    }
}
