using Infohub.Community.SignIn;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Community.Governance;

/// <summary>What the community's pages have in common: one act, then the page again or the refusal with the page.</summary>
internal abstract class CommunityPage : EntryPage
{
    /// <summary>Reads what the page shows; false where the viewer may not know of it.</summary>
    protected abstract Task<bool> LoadAsync();

    public virtual async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    /// <summary>The address of this page.</summary>
    protected string Here => Request.Path;

    /// <summary>Where it was done, onward with a word; else the page with the refusal. Who may not know of the thing gets the same 404 as everywhere.</summary>
    protected async Task<IActionResult> AfterAsync<T>(Outcome<T> outcome, string said, string? onward = null)
    {
        if (outcome.Done)
        {
            return Onward(onward ?? Here, said);
        }

        return await LoadAsync() ? Again(outcome.Refusal!) : NotFound();
    }

    /// <summary>A path of this hub as a whole address, to be handed on.</summary>
    protected string Whole(string path) => HttpContext.RequestServices.GetRequiredService<SiteAddress>().Of(Request) + path;
}
