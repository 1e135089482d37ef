namespace Infohub.Web;

/// <summary>The current one-time code of a demo person, in demo mode only.</summary>
internal static class ShowCode
{
    public static Task<int> RunAsync(HubOptions options, string email) => throw new NotSupportedException(options.Data + email);
}
