using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Tags;

/// <param name="Items">How many that the reader may read have it.</param>
internal sealed record TagLine(string Tag, Term Term, long Items);

/// <summary>One taxonomy: its tags, each with how many items of those that the reader may read have it.</summary>
[Access(Allow.Person)]
internal sealed class TaxonomyModel(CurrentViewer current, TagWords words, TermCounts counts) : PageModel
{
    public Vocabulary Of { get; private set; } = null!;

    public IReadOnlyList<((Term Term, int Anchor) Predicate, IReadOnlyList<TagLine> Lines)> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken stop)
    {
        if (await words.FindAsync(VocabularyKind.Taxonomy, name, stop) is not { } found)
        {
            return NotFound();
        }

        Of = found;
        List<(Term Predicate, Term Term, string Tag)> all =
            [.. Of.Predicates.SelectMany(p => p.Values.Count == 0 ? [(p, p, VocabularySet.TagOf(Of, p, null))] : p.Values.Select(v => (p, v, VocabularySet.TagOf(Of, p, v))))];
        var items = await counts.OfTagsAsync(current.Viewer, all.ConvertAll(t => t.Tag), stop);
        var lines = all.Zip(items, (t, n) => (t.Predicate, Line: new TagLine(t.Tag, t.Term, n))).ToList();
        // Predicates without values are one list, as of a scale.
        Groups =
        [
            .. lines.GroupBy(l => l.Predicate.Values.Count == 0 ? null : l.Predicate).Select((g, n) =>
                ((g.Key ?? new Term(Of.Name, "", "", "", null, false, []), n), (IReadOnlyList<TagLine>)[.. g.Select(l => l.Line)])),
        ];
        return Page();
    }
}
