using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Guidance;

/// <summary>What may be refused about guidance.</summary>
internal static class GuidanceRefusals
{
    public static Refusal OfficersOnly { get; } = Refusal.Forbidden("officers-only", "Only officers write guidance.");

    public static Refusal Slug { get; } = Refusal.Invalid("slug", "The address has 3 to 60 small letters, figures and hyphens, for example lost-phone.", "address");

    public static Refusal SlugTaken { get; } = Refusal.Conflict("slug-taken", "Another page has this address. Choose another one, or revise that page.");

    public static Refusal Nothing { get; } = Refusal.Invalid("texts", "Write a title and a text in one language at least.", "title-en");

    public static Refusal OriginalMissing { get; } = Refusal.Invalid("original", "The language that the page was first written in cannot be left empty: the others follow it.");

    public static Refusal Changed { get; } = Refusal.Conflict("guidance-changed", "Another officer changed this page meanwhile. Open it in another window, bring both together, then publish again.");

    public static Refusal TooMany { get; } = Refusal.Conflict("guidance-full", "There are as many pages as there may be. Revise one that exists.");

    public static Refusal Reason { get; } = Refusal.Invalid("reason", "Give readers a reason, in at most 500 characters.", "reason");

    public static Refusal Half(string language) =>
        Refusal.Invalid("half", "A language has both a title of at most 200 characters and a text of at most 100,000, or neither. A summary has at most 400.", "title-" + language);
}
