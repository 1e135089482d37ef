using System.Text.RegularExpressions;

namespace Infohub.Web.Tests;

/// <summary>All pages of the house, as their files declare them: a new page is looked at without being listed anywhere.</summary>
public static partial class Places
{
    /// <summary>Pages that do something when they are opened.</summary>
    private static readonly string[] NotVisited = ["/signout"];

    /// <summary>Routes as written: <c>/items/{uid}</c>.</summary>
    public static IReadOnlyList<string> Routes { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(HubProcess.Root, "src"), "*.cshtml", SearchOption.AllDirectories)
            .Select(f => PageLine().Match(File.ReadAllText(f)).Groups[1].Value)
            .Where(r => r.Length > 0 && !NotVisited.Contains(r, StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>Where a visitor can go: each page without parameters, and of those with parameters the first that a link leads to.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Visitor visitor)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>(Routes.Where(r => !r.Contains('{')));
        while (queue.TryDequeue(out var path))
        {
            if (RouteOf(path) is not { } route || found.ContainsKey(route))
            {
                continue;
            }

            found[route] = path;
            var response = await visitor.GoAsync(path);
            if (response is not { Ok: true } || new Uri(visitor.Page.Url).AbsolutePath != path.Split('?')[0])
            {
                found[route] = "";
                continue;
            }

            if (!response.Headers.TryGetValue("content-type", out var type) || !type.StartsWith("text/html", StringComparison.Ordinal))
            {
                // A feed under a page's address is no page.
                found.Remove(route);
                continue;
            }

            foreach (var link in await visitor.Page.EvalOnSelectorAllAsync<string[]>("a[href^='/']", "all => all.map(a => a.getAttribute('href').split('#')[0])"))
            {
                queue.Enqueue(link);
            }
        }

        return [.. found.Values.Where(p => p.Length > 0).Order(StringComparer.Ordinal)];
    }

    /// <summary>The routes that links lead to from a page on: one address of each, and of items several, for they differ.</summary>
    public static async Task<IReadOnlyCollection<string>> FromAsync(Visitor visitor, string start)
    {
        const int OfEach = 3;
        var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var path))
        {
            if (RouteOf(path) is not { } route || path.Contains('?') || (found.TryGetValue(route, out var seen) && (seen.Count == OfEach || seen.Contains(path))))
            {
                continue;
            }

            if (await visitor.GoAsync(path) is not { Ok: true } response || !response.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
            {
                continue;
            }

            if (!found.TryAdd(route, [path]))
            {
                found[route].Add(path);
            }

            // a link that leads elsewhere, as to sign-in, has reached that place
            found.TryAdd(RouteOf(new Uri(visitor.Page.Url).AbsolutePath) ?? route, []);
            foreach (var link in await visitor.Page.EvalOnSelectorAllAsync<string[]>("a[href^='/'], form[action^='/']", "all => all.map(a => (a.getAttribute('href') ?? a.getAttribute('action')).split('#')[0])"))
            {
                queue.Enqueue(link);
            }
        }

        return found.Keys;
    }

    private static string? RouteOf(string path) =>
        Routes.FirstOrDefault(r => r == path.Split('?')[0]) ?? Routes.FirstOrDefault(r => Matches(r, path.Split('?')[0]));

    private static bool Matches(string route, string path)
    {
        var (wanted, given) = (route.Split('/'), path.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(p => p.First.StartsWith('{') || p.First == p.Second);
    }

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex PageLine();
}
