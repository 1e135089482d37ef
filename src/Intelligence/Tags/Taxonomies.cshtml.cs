using Infohub.Community.Public;
using Infohub.Platform.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Infohub.Intelligence.Tags;

/// <summary>For every member: the taxonomies and galaxies that are in use.</summary>
[Access(Allow.Person)]
internal sealed class TaxonomiesModel(CurrentViewer current, VocabularyShelf shelf) : PageModel
{
    public IReadOnlyList<VocabularyCard> Vocabularies { get; private set; } = [];

    public bool IsOfficer => current.Viewer.Has(Roles.Officer);

    public async Task OnGetAsync(CancellationToken stop) => Vocabularies = (await shelf.ListAsync(stop)).FindAll(v => v.IsOn);
}
