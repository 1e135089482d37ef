using System.Globalization;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Tags;

internal sealed record ClusterLine(Cluster Cluster, string Tag, long Items);

/// <summary>One galaxy: what it names, by value and synonym, a page of it, each with how many items of those that the reader may read have its tag.</summary>
[Access(Allow.Person)]
internal sealed class GalaxyModel(CurrentViewer current, TagWords words, TermCounts counts) : PageModel
{
    private const int OnePage = 100;

    public Vocabulary Of { get; private set; } = null!;

    public string Words { get; private set; } = "";

    /// <summary>How many have the words in a name.</summary>
    public int Found { get; private set; }

    public IReadOnlyList<ClusterLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public string AddressOf(Cluster cluster) => AddressOf(Of, cluster);

    public static string AddressOf(Vocabulary galaxy, Cluster cluster) => $"{Vocabulary.AddressOf(galaxy.Kind, galaxy.Name)}/{Uri.EscapeDataString(cluster.Uuid.Length > 0 ? cluster.Uuid : cluster.Value)}";

    public async Task<IActionResult> OnGetAsync(string name, string? q, int from, CancellationToken stop)
    {
        if (await words.FindAsync(VocabularyKind.Galaxy, name, stop) is not { } opened)
        {
            return NotFound();
        }

        (Of, Words) = (opened, (q ?? "").Trim());
        var found = Of.Clusters.Where(c => c.Synonyms.Prepend(c.Value).Any(n => n.Contains(Words, StringComparison.OrdinalIgnoreCase))).OrderBy(c => c.Value, StringComparer.OrdinalIgnoreCase).ToList();
        from = Math.Clamp(from, 0, found.Count);
        var page = found.Skip(from).Take(OnePage).ToList();
        var tags = page.ConvertAll(c => VocabularySet.TagOf(Of, c));
        var items = await counts.OfTagsAsync(current.Viewer, tags, stop);
        (Found, Lines) = (found.Count, [.. page.Select((c, n) => new ClusterLine(c, tags[n], items[n]))]);
        Next = from + OnePage < found.Count
            ? $"{Vocabulary.AddressOf(Of.Kind, Of.Name)}?{(Words.Length > 0 ? "q=" + Uri.EscapeDataString(Words) + "&" : "")}from={(from + OnePage).ToString(CultureInfo.InvariantCulture)}"
            : null;
        return Page();
    }
}
