using System.Text;

namespace Infohub.Sharing.Changes;

/// <summary>Text as the pieces that a reader compares. Joined again they are the text.</summary>
internal static class TextPieces
{
    private const string Trailing = ".,;:!?)";

    /// <summary>Lines, each with its end.</summary>
    public static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }

    /// <summary>Words and what stands between them; Chinese, which writes no spaces, by characters. A masked value is one word.</summary>
    public static List<string> Words(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        var last = Sort.None;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var sort = Of(rune);
            if (last != Sort.None && (sort != last || sort == Sort.Alone))
            {
                Add(pieces, text[start..at], last);
                start = at;
            }

            last = sort;
            at += rune.Utf16SequenceLength;
        }

        if (at > start)
        {
            Add(pieces, text[start..], last);
        }

        return pieces;
    }

    private enum Sort
    {
        None,
        Space,
        Alone,
        Word,
    }

    private static Sort Of(Rune rune) => Rune.IsWhiteSpace(rune) ? Sort.Space
        : rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF) ? Sort.Alone
        : Sort.Word;

    /// <summary>The full stop after a word is a piece of its own: a word that moved before the end is the same word.</summary>
    private static void Add(List<string> pieces, string piece, Sort sort)
    {
        var word = sort == Sort.Word ? piece.TrimEnd(Trailing.ToCharArray()) : piece;
        if (word.Length > 0)
        {
            pieces.Add(word);
        }

        for (var i = word.Length; i < piece.Length; i++)
        {
            pieces.Add(piece[i].ToString());
        }
    }
}
