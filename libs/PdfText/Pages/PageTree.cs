using Infohub.PdfText.Objects;

namespace Infohub.PdfText.Pages;

/// <summary>The pages of a file in their order (ISO 32000-2 §7.7.3), each with the resources that it has or inherits.</summary>
internal static class PageTree
{
    private const int MostKids = 100_000;

    public static IEnumerable<(Dictionary Page, Dictionary? Resources)> Pages(PdfFile file)
    {
        var root = file.Dictionary(file.Root) ?? file.All.Select(o => o.Value as Dictionary).LastOrDefault(d => d?.GetValueOrDefault("Type") is Name { Text: "Catalog" });
        var seen = new HashSet<Dictionary>();
        var found = false;
        var waiting = new Stack<(object? Node, Dictionary? Resources)>();
        waiting.Push((root?.GetValueOrDefault("Pages"), null));
        while (waiting.TryPop(out var next))
        {
            file.Budget.Step(16);
            if (file.Dictionary(next.Node) is not { } node || !seen.Add(node))
            {
                continue;
            }

            var resources = file.Dictionary(node.GetValueOrDefault("Resources")) ?? next.Resources;
            if (file.Resolve(node.GetValueOrDefault("Kids")) is List<object?> kids)
            {
                foreach (var kid in kids.Take(MostKids).Reverse())
                {
                    waiting.Push((kid, resources));
                }
            }
            else if (node != root)
            {
                found = true;
                yield return (node, resources);
            }
        }

        // Of a damaged file the pages that can be found, in the order of their numbers.
        foreach (var page in found ? [] : file.All.OrderBy(o => o.Number).Select(o => o.Value as Dictionary).Where(d => d?.GetValueOrDefault("Type") is Name { Text: "Page" }))
        {
            yield return (page!, file.Dictionary(page!.GetValueOrDefault("Resources")));
        }
    }
}
