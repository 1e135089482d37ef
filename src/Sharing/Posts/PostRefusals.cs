using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Refusals that several acts on posts give.</summary>
internal static class PostRefusals
{
    public static Refusal AuthorOnly { get; } = Refusal.Forbidden("author-only", "Only the author changes the words. You can tighten or withdraw.");

    public static Refusal OnlyShared { get; } = Refusal.Conflict("report-state", "Only what is shared can be reported.");
}
