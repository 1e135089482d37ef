using Infohub.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

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
            Response.Cookies.Append(PlatformUi.LanguageCookie, language, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
            });
        }

        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
