using Infohub.Platform.Http;
using Infohub.Platform.Ui;
using Infohub.Platform.Ui.Markdown;
using Infohub.Sharing.PublicZone;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Sharing.Help;

[Access(Allow.Everyone)]
internal sealed class TopicModel(HelpBook book, Words words) : PublicPage
{
    /// <summary>Our own words: titles begin at h2, paths of the hub are links, and so is the standard.</summary>
    public static MarkdownOptions Own { get; } = new() { OwnPaths = true, TopHeading = 1, LiveHosts = new HashSet<string>(StringComparer.Ordinal) { "www.first.org" } };

    public HelpPage Help { get; private set; } = null!;

    public IEnumerable<HelpPage> Pages => book.In(words.Language);

    public IActionResult OnGet(string topic)
    {
        if (book.Find(words.Language, topic) is not { } help)
        {
            return Absent();
        }

        Help = help;
        Cacheable();
        return Page();
    }
}
