using Infohub.Observables;

namespace Infohub.Intelligence.Values;

/// <summary>The one value that a text is.</summary>
internal static class TypedValue
{
    private const int Longest = 4096;

    /// <summary>Masked or live; null for what is no value, or more than one.</summary>
    public static ObjectValue? Read(string? text)
    {
        var typed = (text ?? "").Trim();
        return typed.Length is > 0 and <= Longest && Extractor.Find(typed, new ExtractOptions { MaxFindings = 2 }) is [var only] ? Of(only) : null;
    }

    public static ObjectValue Of(Finding found) => new(found.Kind.ToString(), found.Value);

    /// <summary>For people (law C3).</summary>
    public static string Masked(ObjectValue value) => Enum.TryParse<ObservableKind>(value.Kind, out var kind) ? Masking.Mask(value.Value, kind) : Masking.MaskText(value.Value);

    /// <summary>Whether one of the values of a text is this one, or lies in it, as a link's host does.</summary>
    public static bool Names(IEnumerable<Finding> values, ObjectValue wanted) => values.Select(Of).Any(v => v == wanted || ValueKeys.Around(v).Contains(wanted));
}
