using System.Globalization;
using System.Text;
using Infohub.Observables;
using Infohub.Platform.Keys;

namespace Infohub.Library.Search;

/// <summary>
/// Words for the index: lower-cased words; runs of Chinese, Japanese and Korean letters as overlapping pairs, so that a word of two letters is one token;
/// and each observable as one token of a keyed hash, found masked or live alike.
/// </summary>
public static class Tokens
{
    private const int LongestWord = 40;

    /// <summary>The tokens of a text in its order.</summary>
    public static List<string> Of(string text)
    {
        var tokens = new List<string>();
        Read(text, (token, _, _) => tokens.Add(token));
        return tokens;
    }

    /// <summary>The same with the places where they begin and end.</summary>
    public static List<(string Token, int Start, int End)> Placed(string text)
    {
        var tokens = new List<(string, int, int)>();
        Read(text, (token, start, end) => tokens.Add((token, start, end)));
        return tokens;
    }

    /// <summary>The tokens of the observables in a text and of the hosts that links and addresses name, each once.</summary>
    public static IEnumerable<string> OfValues(KeyRing keys, string text) =>
        Extractor.Find(text).SelectMany(f => Hosts.Of(f.Kind, f.Value) is { } host ? [f, host] : (Finding[])[f]).Select(f => OfValue(keys, f)).Distinct(StringComparer.Ordinal);

    public static string OfValue(KeyRing keys, Finding finding) =>
        "x" + keys.Hash64("value", ((int)finding.Kind).ToString(CultureInfo.InvariantCulture) + "|" + finding.Value).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A tag, whatever its case.</summary>
    public static string OfTag(KeyRing keys, string tag) => "g" + keys.Hash64("tag", tag.Trim().ToLowerInvariant()).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Letters of scripts that are written without spaces.</summary>
    public static bool IsPaired(char letter) => letter is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' or >= '\u3040' and <= '\u30ff' or >= '\uac00' and <= '\ud7af';

    private static void Read(string text, Action<string, int, int> take)
    {
        var (word, start) = (new StringBuilder(), 0);
        var before = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (IsPaired(letter))
            {
                Close(i);
                if (IsPaired(before))
                {
                    take(new string([before, letter]), i - 1, i + 1);
                }
            }
            else if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
            {
                start = word.Length == 0 ? i : start;
                if (word.Length < LongestWord)
                {
                    word.Append(char.ToLowerInvariant(letter));
                }
            }
            else
            {
                Close(i);
            }

            before = letter;
        }

        Close(text.Length);

        void Close(int end)
        {
            if (word.Length > 0)
            {
                take(word.ToString(), start, end);
                word.Clear();
            }
        }
    }
}
