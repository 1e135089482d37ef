using Infohub.Observables;
using Infohub.Platform.Keys;

namespace Infohub.Library.Search;

/// <summary>A question to the index: every term must stand in the item. A term is one token, or several in a row.</summary>
internal sealed record SearchTerms(IReadOnlyList<IReadOnlyList<string>> Terms)
{
    private const int MostTerms = 12;

    /// <summary>Words, "phrases in quotes", and values masked or live; and a tag, or none. Nothing usable gives no terms.</summary>
    public static SearchTerms Parse(KeyRing keys, string text, string tag)
    {
        var terms = new List<IReadOnlyList<string>>();
        var rest = text.Length > 400 ? text[..400] : text;
        foreach (var (piece, quoted) in Pieces(rest))
        {
            var values = quoted ? [] : Extractor.Find(piece);
            if (values.Count > 0)
            {
                terms.AddRange(values.Select(v => IsName(v) ? Tokens.Of(v.Value) : (IReadOnlyList<string>)[Tokens.OfValue(keys, v)]));
                continue;
            }

            var tokens = Tokens.Of(piece);
            if (tokens.Count > 0)
            {
                terms.Add(tokens);
            }
            else if (piece.Any(Tokens.IsPaired))
            {
                // One Chinese letter alone has no pair: it asks for nothing that the index knows.
                terms.Add(["\u0001"]);
            }
        }

        terms = terms.Count > MostTerms ? terms.GetRange(0, MostTerms) : terms;
        return new SearchTerms(tag.Length == 0 ? terms : [.. terms, [Tokens.OfTag(keys, tag)]]);
    }

    /// <summary>The whole text is one value, masked or live.</summary>
    public static bool IsValue(string text) => !text.Any(char.IsWhiteSpace) && Extractor.Find(text).Count == 1;

    /// <summary>A name stands also within links, addresses and longer names: its labels in a row are found in all of them. One whose letters are written as punycode is not in the text so.</summary>
    private static bool IsName(Finding value) => value.Kind == ObservableKind.Domain && !value.Value.Contains("xn--", StringComparison.Ordinal);

    private static IEnumerable<(string Piece, bool Quoted)> Pieces(string text)
    {
        var parts = text.Replace('\u201c', '"').Replace('\u201d', '"').Replace('\u300c', '"').Replace('\u300d', '"').Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
            {
                yield return (parts[i], true);
                continue;
            }

            foreach (var word in parts[i].Split([' ', '\t', '\n', '\r', '\u3000'], StringSplitOptions.RemoveEmptyEntries))
            {
                yield return (word, false);
            }
        }
    }
}
