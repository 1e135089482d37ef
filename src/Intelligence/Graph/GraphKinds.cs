using Infohub.Intelligence.Knowledge;

namespace Infohub.Intelligence.Graph;

/// <summary>Kinds of nodes, each with a shape and a colour of its own.</summary>
internal static class GraphKinds
{
    public const string Values = "values";
    public const string Items = "items";
    private const string Others = "others";

    /// <summary>Word and name in English, a key of the texts, in the order of lists.</summary>
    public static IReadOnlyList<(string Word, string Name)> All { get; } = [(Values, "Values"), (Items, "Items"), .. ObjectTypes.Groups.Select(g => (g.Word, g.Name)), (Others, "Others")];

    public static string Of(string type) => ObjectTypes.Groups.FirstOrDefault(g => g.Types.Contains(type))?.Word ?? Others;
}
