using System.Globalization;
using System.Text;
using Infohub.Observables;
using Infohub.Platform.Keys;

namespace Infohub.Library.Search;

/// <summary>
/// Words for the index: lower-cased words; runs of Chinese, Japanese and Korean letters as overlapping pairs, so that a word of two letters is one token;
/// and each observable as one token of a keyed hash, found masked or live alike.
/// </summary>
internal static class Tokens
{
    private const int LongestWord = 40;

    /// <summary>The tokens of a text in its order.</summary>
    public static List<string> Of(string text)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        var before = '\0';
        foreach (var letter in text)
        {
            if (IsPaired(letter))
            {
                Close(word, tokens);
                if (IsPaired(before))
                {
                    tokens.Add(new string([before, letter]));
                }
            }
            else if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
            {
                if (word.Length < LongestWord)
                {
                    word.Append(char.ToLowerInvariant(letter));
                }
            }
            else
            {
                Close(word, tokens);
            }

            before = letter;
        }

        Close(word, tokens);
        return tokens;
    }

    /// <summary>The tokens of the observables in a text, each once.</summary>
    public static IEnumerable<string> OfValues(KeyRing keys, string text) =>
        Extractor.Find(text).Select(f => OfValue(keys, f)).Distinct(StringComparer.Ordinal);

    public static string OfValue(KeyRing keys, Finding finding) =>
        "x" + keys.Hash64("value", ((int)finding.Kind).ToString(CultureInfo.InvariantCulture) + "|" + finding.Value).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A tag, whatever its case.</summary>
    public static string OfTag(KeyRing keys, string tag) => "g" + keys.Hash64("tag", tag.Trim().ToLowerInvariant()).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Letters of scripts that are written without spaces.</summary>
    public static bool IsPaired(char letter) => letter is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' or >= '\u3040' and <= '\u30ff' or >= '\uac00' and <= '\ud7af';

    private static void Close(StringBuilder word, List<string> tokens)
    {
        if (word.Length > 0)
        {
            tokens.Add(word.ToString());
            word.Clear();
        }
    }
}
