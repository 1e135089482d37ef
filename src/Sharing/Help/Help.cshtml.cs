using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Infohub.Sharing.PublicZone;

namespace Infohub.Sharing.Help;

/// <summary>The contents of the help: for everybody, for it tells nothing of anybody.</summary>
[Access(Allow.Everyone)]
internal sealed class HelpModel(HelpBook book, Words words) : PublicPage
{
    public IEnumerable<HelpPage> Pages => book.In(words.Language);

    public void OnGet() => Cacheable();
}
