using Infohub.Platform.Refusals;
using Microsoft.AspNetCore.Mvc;

namespace Infohub.Platform.Ui;

/// <summary>A page whose form holds what somebody wrote: where the store does not take it, the form comes again as it was typed.</summary>
public interface IKeepsTyped
{
    /// <summary>The page as it was sent, with what went wrong. What it shows besides may need the store, and fail again.</summary>
    Task<IActionResult> AgainAsync(Refusal refusal);
}
