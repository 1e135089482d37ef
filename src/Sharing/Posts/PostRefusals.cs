using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Refusals that several acts on posts give.</summary>
internal static class PostRefusals
{
    public static Refusal AuthorOnly { get; } = Refusal.Forbidden("author-only", "Only the author changes the words. You can tighten or withdraw.");

    public static Refusal DraftElsewhere { get; } =
        Refusal.Conflict("draft-elsewhere", "This draft was changed in another window or on another device. Nothing was kept over it: look at that one, or keep this one as a draft of its own.");

    public static Refusal ReadersChanged { get; } =
        Refusal.Conflict("readers-changed", "Who will read it is not what was shown when you pressed the button. Look once more at the readers, then share it.");

    public static Refusal OnlyShared { get; } = Refusal.Conflict("report-state", "Only what is shared can be reported.");
}
