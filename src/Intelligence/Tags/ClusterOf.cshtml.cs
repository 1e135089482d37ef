using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Tags;

/// <summary>What a galaxy names: its other names, its relations, and the items that the reader may read with its tag.</summary>
[Access(Allow.Person)]
internal sealed class ClusterOfModel(CurrentViewer current, TagWords words, Holdings holdings) : PageModel
{
    private const int Most = 30;

    public Vocabulary Galaxy { get; private set; } = null!;

    public Cluster Cluster { get; private set; } = null!;

    public string Tag { get; private set; } = "";

    public IReadOnlyList<Card> Tagged { get; private set; } = [];

    public bool HasMore { get; private set; }

    /// <summary>Clusters of galaxies that are loaded: of others the file gives no name.</summary>
    public IReadOnlyList<(string Type, string Name, string Address)> Related { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string name, string cluster, CancellationToken stop)
    {
        if (await words.FindAsync(VocabularyKind.Galaxy, name, stop) is not { } opened || opened.Clusters.FirstOrDefault(c => c.Uuid == cluster || c.Value == cluster) is not { } found)
        {
            return NotFound();
        }

        (Galaxy, Cluster, Tag) = (opened, found, VocabularySet.TagOf(opened, found));
        var listed = await holdings.ListAsync(current.Viewer, Channel.List, new ItemQuery { Tag = Tag, Take = Most }, stop);
        (Tagged, HasMore) = listed.Done ? (listed.Value.Cards, listed.Value.Next is not null) : ([], false);
        Related = [.. found.Related.Select(r => (r.Type, To: words.Held.Find(r.Uuid))).Where(r => r.To is not null).Select(r => (r.Type, r.To!.Value.Cluster.Value, GalaxyModel.AddressOf(r.To.Value.Galaxy, r.To.Value.Cluster)))];
        return Page();
    }
}
