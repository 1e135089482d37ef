namespace Infohub.Community.SignIn.Mine;

/// <summary>A browser by the name that people know it by: what it says of itself names all that it is like.</summary>
internal static class Agents
{
    // Each also names those after it.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Browser and system; where no browser is known, what it says of itself.</summary>
    public static string NameOf(string agent) =>
        Find(Browsers, agent) is { } browser ? Find(Systems, agent) is { } system ? $"{browser} · {system}" : browser : agent;

    private static string? Find((string Mark, string Name)[] known, string agent) => known.FirstOrDefault(k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
