namespace Infohub.Library.Public;

/// <summary>A tag that machines read, as MISP writes it: <c>namespace:predicate="value"</c>, or without a value; <c>misp-galaxy:type="Value"</c> for what a galaxy names.</summary>
/// <param name="Namespace">As written: a taxonomy's, or <see cref="Galaxy"/>.</param>
/// <param name="Predicate">As written; of a galaxy its type.</param>
/// <param name="Value">What stands between the first and the last quotation mark, or null where there is none.</param>
public sealed record MachineTag(string Namespace, string Predicate, string? Value)
{
    /// <summary>The namespace of what galaxies name.</summary>
    public const string Galaxy = "misp-galaxy";

    /// <summary>A marking of TLP or PAP: the label's to say, and no tag.</summary>
    public bool IsMarking => IsTlp || Is(Namespace, "pap");

    public bool IsTlp => Is(Namespace, "tlp");

    public bool IsGalaxy => Is(Namespace, Galaxy);

    /// <summary>Null for a word of the author's own.</summary>
    public static MachineTag? Parse(string tag)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !tag[..colon].All(IsName))
        {
            return null;
        }

        var (name, rest) = (tag[..colon], tag[(colon + 1)..]);
        var equal = rest.IndexOf("=\"", StringComparison.Ordinal);
        if (equal < 0)
        {
            return IsPredicate(rest) ? new MachineTag(name, rest, null) : null;
        }

        return IsPredicate(rest[..equal]) && rest.Length > equal + 3 && rest[^1] == '"' ? new MachineTag(name, rest[..equal], rest[(equal + 2)..^1]) : null;
    }

    /// <summary>Tags as one field has them, with commas of either script between; a comma within the quotation marks of a value separates nothing.</summary>
    public static IReadOnlyList<string> Split(string field)
    {
        var (tags, from, quoted) = (new List<string>(), 0, false);
        for (var i = 0; i <= field.Length; i++)
        {
            if (i < field.Length && (quoted || !IsComma(field[i])))
            {
                quoted = quoted ? field[i] != '"' || !Ends(field, i + 1) : field[i] == '"' && i > 0 && field[i - 1] == '=' && field.IndexOf('"', i + 1) > 0;
                continue;
            }

            tags.Add(field[from..i].Trim());
            from = i + 1;
        }

        tags.RemoveAll(t => t.Length == 0);
        return tags;
    }

    public override string ToString() => Value is null ? $"{Namespace}:{Predicate}" : $"{Namespace}:{Predicate}=\"{Value}\"";

    private static bool IsName(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.';

    private static bool IsComma(char sign) => sign is ',' or '，' or '、';

    /// <summary>Nothing but blanks up to the next comma or the end.</summary>
    private static bool Ends(string field, int at)
    {
        while (at < field.Length && char.IsWhiteSpace(field[at]))
        {
            at++;
        }

        return at == field.Length || IsComma(field[at]);
    }

    private static bool IsPredicate(string text) => text.Length > 0 && !char.IsWhiteSpace(text[0]) && !text.Contains('"', StringComparison.Ordinal);

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
