using Infohub.Observables;

namespace Infohub.Sharing.Import;

/// <summary>What a column of a table is. Each is a word of the page's lists; a value may name its kind: <c>value:Domain</c>.</summary>
internal static class ColumnRole
{
    public const string Ignore = "ignore";
    public const string Value = "value";
    public const string Comment = "comment";
    public const string Date = "date";
    public const string Tag = "tag";

    /// <summary>Says of each row what kind its value is, in MISP's words.</summary>
    public const string Type = "type";

    /// <summary>Says of each row whether its value is meant as an indicator: 1 or 0.</summary>
    public const string Meant = "meant";

    private const string Chosen = "value:";

    /// <summary>All, with their English names.</summary>
    public static IReadOnlyList<(string Word, string Name)> Plain { get; } =
    [
        (Ignore, "leave out"), (Value, "value, kind as found"), (Comment, "comment"), (Date, "date"), (Tag, "tags"), (Type, "kind of the value, in MISP's words"), (Meant, "meant as an indicator: 1 or 0"),
    ];

    public static string Of(ObservableKind kind) => Chosen + kind;

    public static bool IsValue(string role) => role == Value || KindOf(role) is not null;

    /// <summary>The kind that a column's values are said to be; null where it is found.</summary>
    public static ObservableKind? KindOf(string role) =>
        role.StartsWith(Chosen, StringComparison.Ordinal) && Enum.TryParse<ObservableKind>(role[Chosen.Length..], out var kind) && Enum.IsDefined(kind) ? kind : null;

    public static bool IsKnown(string? role) => role is not null && (Plain.Any(p => p.Word == role) || KindOf(role) is not null);
}
