using System.Reflection;
using System.Runtime.InteropServices;

namespace Infohub.Web.Watching;

internal static class Versions
{
    public static string Hub { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static string Runtime { get; } = RuntimeInformation.FrameworkDescription;
}
