namespace Infohub.Web;

/// <summary>Performs a script of acts on an empty hub: for the demo and for tests.</summary>
internal static class LoadWorld
{
    public static Task<int> RunAsync(HubOptions options) => throw new NotSupportedException(options.World);
}
