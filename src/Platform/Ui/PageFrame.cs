using Infohub.Platform.Ui.Markdown;
using Microsoft.AspNetCore.Components;

namespace Infohub.Platform.Ui;

/// <summary>What stands around a page: set once a request, by the middleware that knows who is signed in; read by the layouts.</summary>
public sealed class PageFrame(Words words, IEnumerable<NavEntry> navigation, IEnumerable<PublicNavEntry> publicNavigation)
{

    private const string Product = "Infohub";

    /// <summary>The community's name by language; empty before set-up.</summary>
    public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The community's name in the reader's language, or in the nearest that there is, beside the mark and in each title.</summary>
    public string SiteName => Names.GetValueOrDefault(Language) ?? Names.GetValueOrDefault(Languages.English) ?? Names.Values.FirstOrDefault() ?? Product;

    /// <summary>The product's name under the community's; null where it stands alone.</summary>
    public string? ProductName => Names.Count == 0 ? null : Product;

    /// <summary>The languages that the community uses.</summary>
    public IReadOnlyList<string> Offered { get; set; } = Languages.All;

    /// <summary>How texts are shown: masked, but for links to the hosts that the community trusts (law C3).</summary>
    public MarkdownOptions Markdown { get; set; } = MarkdownOptions.Masked;

    /// <summary>The signed-in person, or null.</summary>
    public string? PersonName { get; set; }

    public string? OrganisationName { get; set; }

    /// <summary>Unread notices, or null where nobody is signed in.</summary>
    public long? Unread { get; set; }

    /// <summary>Counts on the rail by path: only for what asks to be acted on.</summary>
    public Dictionary<string, long> ToDo { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<NavEntry> Navigation { get; set; } = [.. navigation.OrderBy(e => e.Order)];

    public IReadOnlyList<PublicNavEntry> PublicNavigation { get; set; } = [.. publicNavigation.OrderBy(e => e.Order)];

    /// <summary>The request's path.</summary>
    public string Path { get; set; } = "/";

    /// <summary>Path and query, where a form such as the choice of language comes back to.</summary>
    public string PathAndQuery { get; set; } = "/";

    public string Language => words.Language;

    /// <summary>The language that the address itself asks for (<c>?lang=</c>), or null: for pages that set no cookie.</summary>
    public string? LanguageInAddress { get; set; }

    /// <summary>A public page's address in the language that this one was asked for in.</summary>
    public string Localised(string href) =>
        LanguageInAddress is null ? href : href + (href.Contains('?', StringComparison.Ordinal) ? "&lang=" : "?lang=") + LanguageInAddress;

    /// <summary><c>light</c>, <c>dark</c>, or null for the system's.</summary>
    public string? Theme { get; set; }

    /// <summary><c>compact</c>, <c>roomy</c>, or null.</summary>
    public string? Density { get; set; }

    /// <summary>The reader's zone, for every time on the page.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>False where the person turned single-key shortcuts off (WCAG 2.2, 2.1.4).</summary>
    public bool Shortcuts { get; set; } = true;

    /// <summary>Fingerprinted addresses of the style sheet, the script and the icons.</summary>
    public ResourceAssetCollection? Assets { get; set; }

    /// <summary>The address of a file below wwwroot, with its fingerprint where it has one.</summary>
    public string Asset(string path) => "/" + (Assets?[path] ?? path);

    /// <summary>True for the entry's own page and the pages below it.</summary>
    public bool IsCurrent(string href) =>
        string.Equals(Path, href, StringComparison.OrdinalIgnoreCase)
        || (href.Length > 1 && Path.StartsWith(href + "/", StringComparison.OrdinalIgnoreCase));
}
