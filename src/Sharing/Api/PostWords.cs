using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Sharing.Api;

/// <summary>The words of posts on the wire.</summary>
internal static class PostWords
{
    public const string Part = "public, community, circle:ID, organisation:ID or person:ID.";

    public const string Relabelled = Part + " The word others keeps the parts of now that this key is not told of.";

    public static IReadOnlyList<string> Kinds { get; } = [.. ItemKind.All.Select(ItemKind.Word)];

    public static IReadOnlyList<string> Labels { get; } = [.. Markings.Labels.All.Select(l => l.Canonical())];

    public static IReadOnlyList<string> Paps { get; } = [.. Enum.GetValues<Pap>().Select(p => p.Canonical())];

    public static IReadOnlyList<string> Attributions { get; } = [.. Enum.GetNames<Attribution>().Select(n => n.ToLowerInvariant())];

    public static IReadOnlyList<string> States { get; } = ["draft", "shared", "withdrawn", "hidden", "erased"];

    /// <summary>Also of an item that is only noticed (R8).</summary>
    public static IReadOnlyList<string> Shown { get; } = [.. States, "notice"];
}
