using Infohub.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Infohub.Platform.Ui;

/// <summary>Keeps the chosen language in a cookie and goes back to where the reader was.</summary>
[Access(Allow.Everyone)]
internal sealed class LanguageModel : PageModel
{
    public void OnGet()
    {
        // the page is only its form
    }

    public IActionResult OnPost(string? lang, string? back)
    {
        if (Languages.Nearest(lang) is { } language)
        {
            PlatformUi.KeepLanguage(HttpContext, language);
        }

        return LocalRedirect(Url.IsLocalUrl(back) ? WithoutLanguage(back) : "/");
    }

    /// <summary>A language in the address would win over the one that was just chosen.</summary>
    private static string WithoutLanguage(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? address : address[..at] + QueryString.Create(QueryHelpers.ParseQuery(address[at..]).Where(p => p.Key != "lang"));
    }
}
