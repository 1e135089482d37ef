using System.Text;
using Infohub.PdfText.Objects;

namespace Infohub.PdfText.Fonts;

/// <summary>A font's table of what its codes say (ISO 32000-2 §9.10.3).</summary>
internal sealed class ToUnicode
{
    private const int MostEntries = 70_000;
    private const int LongestSaid = 64;

    private readonly Dictionary<(int Length, uint Code), string> said = [];
    private readonly List<(int Length, uint Low, uint High)> spaces = [];

    public static ToUnicode Read(ReadOnlyMemory<byte> table, Budget budget)
    {
        var read = new ToUnicode();
        var lexer = new Lexer(table, budget);
        while (!lexer.IsAtEnd)
        {
            if (lexer.Next() is Word { Text: var word })
            {
                switch (word)
                {
                    case "begincodespacerange":
                        read.Spaces(lexer);
                        break;
                    case "beginbfchar":
                        read.Characters(lexer);
                        break;
                    case "beginbfrange":
                        read.Ranges(lexer);
                        break;
                }
            }
        }

        return read;
    }

    /// <summary>Bytes of the code that begins here.</summary>
    /// <param name="text">From here on.</param>
    /// <param name="otherwise">Where the table does not say.</param>
    public int LengthAt(ReadOnlySpan<byte> text, int otherwise)
    {
        for (var length = 1; length <= 4 && length <= text.Length; length++)
        {
            var code = CodeOf(text[..length]);
            foreach (var space in spaces)
            {
                if (space.Length == length && code >= space.Low && code <= space.High)
                {
                    return length;
                }
            }
        }

        return Math.Min(otherwise, text.Length);
    }

    /// <summary>Null for a code that is not in the table.</summary>
    public string? Of(ReadOnlySpan<byte> code) => said.GetValueOrDefault((code.Length, CodeOf(code)));

    public static uint CodeOf(ReadOnlySpan<byte> code)
    {
        var value = 0u;
        foreach (var b in code)
        {
            value = (value << 8) | b;
        }

        return value;
    }

    private void Spaces(Lexer lexer)
    {
        while (lexer.Next() is byte[] { Length: >= 1 and <= 4 } low && lexer.Next() is byte[] high && spaces.Count < 100)
        {
            spaces.Add((low.Length, CodeOf(low), CodeOf(high)));
        }
    }

    private void Characters(Lexer lexer)
    {
        while (lexer.Next() is byte[] { Length: >= 1 and <= 4 } code && lexer.Next() is byte[] text)
        {
            Add(code.Length, CodeOf(code), Said(text));
        }
    }

    private void Ranges(Lexer lexer)
    {
        while (lexer.Next() is byte[] { Length: >= 1 and <= 4 } low && lexer.Next() is byte[] high && lexer.Next() is { } to)
        {
            var (from, until) = (CodeOf(low), Math.Min(CodeOf(high), CodeOf(low) + 0xFFFF));
            for (var code = from; code <= until && said.Count < MostEntries; code++)
            {
                switch (to)
                {
                    case List<object?> each:
                        if (code - from < each.Count && each[(int)(code - from)] is byte[] one)
                        {
                            Add(low.Length, code, Said(one));
                        }

                        break;
                    case byte[] { Length: >= 1 } first:
                        // The last byte counts on, and so does what is behind it where writers do so.
                        var next = (byte[])first.Clone();
                        var carry = code - from;
                        for (var i = next.Length - 1; i >= 0 && carry > 0; i--)
                        {
                            carry += next[i];
                            next[i] = (byte)carry;
                            carry >>= 8;
                        }

                        Add(low.Length, code, Said(next));
                        break;
                }

                if (code == uint.MaxValue)
                {
                    break;
                }
            }
        }
    }

    private void Add(int length, uint code, string text)
    {
        if (said.Count < MostEntries)
        {
            said[(length, code)] = text;
        }
    }

    private static string Said(byte[] text) => text.Length == 1 ? ((char)text[0]).ToString() : Encoding.BigEndianUnicode.GetString(text, 0, Math.Min(text.Length, LongestSaid));
}
