using System.Net;
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
            if (await ReadAsync(visitor, path) is not { } page || page.At != path.Split('?')[0])
            {
                found[route] = "";
                continue;
            }

            if (!page.IsPage)
            {
                // A feed under a page's address is no page.
                found.Remove(route);
                continue;
            }

            foreach (var link in page.Links)
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

            if (await ReadAsync(visitor, path) is not { IsPage: true } page)
            {
                continue;
            }

            if (!found.TryAdd(route, [path]))
            {
                found[route].Add(path);
            }

            // a link that leads elsewhere, as to sign-in, has reached that place
            found.TryAdd(RouteOf(page.At) ?? route, []);
            foreach (var link in page.Links.Concat(page.Forms))
            {
                queue.Enqueue(link);
            }
        }

        return found.Keys;
    }

    /// <summary>What an address answers, asked by the visitor's session without drawing it: where it leads on to within the house. Null where it is refused.</summary>
    private static async Task<(string At, bool IsPage, IReadOnlyList<string> Links, IReadOnlyList<string> Forms)?> ReadAsync(Visitor visitor, string path)
    {
        var answer = await visitor.Page.Context.APIRequest.GetAsync(path);
        if (!answer.Ok)
        {
            return null;
        }

        var isPage = answer.Headers.GetValueOrDefault("content-type", "").StartsWith("text/html", StringComparison.Ordinal);
        var text = isPage ? await answer.TextAsync() : "";
        return (new Uri(answer.Url).AbsolutePath, isPage, Found(LinkTarget(), text), Found(FormTarget(), text));

        static List<string> Found(Regex which, string text) => [.. which.Matches(text).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value).Split('#')[0])];
    }

    private static string? RouteOf(string path) =>
        Routes.FirstOrDefault(r => r == path.Split('?')[0]) ?? Routes.FirstOrDefault(r => Matches(r, path.Split('?')[0]));

    private static bool Matches(string route, string path)
    {
        var (wanted, given) = (route.Split('/'), path.Split('/'));
        return wanted.Length == given.Length && wanted.Zip(given).All(p => p.First.StartsWith('{') || p.First == p.Second);
    }

    [GeneratedRegex("<a\\s[^>]*?\\bhref=\"(/[^\"]*)\"")]
    private static partial Regex LinkTarget();

    [GeneratedRegex("<form\\s[^>]*?\\baction=\"(/[^\"]*)\"")]
    private static partial Regex FormTarget();

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex PageLine();
}
