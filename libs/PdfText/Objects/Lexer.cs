using System.Globalization;
using System.Text;

namespace Infohub.PdfText.Objects;

/// <summary>Reads values from bytes (ISO 32000-2 §7.2, §7.3), forgiving what readers forgive. Strings are <c>byte[]</c>, numbers <c>double</c>, arrays lists.</summary>
internal sealed class Lexer(ReadOnlyMemory<byte> source, Budget budget, int at = 0)
{
    private const int LongestWord = 128;

    public int At { get; set; } = at;

    private ReadOnlySpan<byte> Bytes => source.Span;

    public bool IsAtEnd => At >= source.Length;

    /// <summary>The next value or word; null at the end, and for the value null.</summary>
    public object? Next() => Next(0);

    /// <summary>The same, with a reference read as one: only where there can be references.</summary>
    public object? NextOfObject() => WithReference(Next(0));

    public void SkipSpace()
    {
        var bytes = Bytes;
        var from = At;
        while (At < bytes.Length)
        {
            if (IsSpace(bytes[At]))
            {
                At++;
            }
            else if (bytes[At] == '%')
            {
                var end = bytes[At..].IndexOfAny((byte)'\r', (byte)'\n');
                At = end < 0 ? bytes.Length : At + end;
            }
            else
            {
                break;
            }
        }

        budget.Step(At - from);
    }

    public static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    private object? Next(int depth)
    {
        if (depth > budget.Limits.Deepest)
        {
            throw new TooMuchException();
        }

        SkipSpace();
        budget.Step(1);
        var bytes = Bytes;
        if (At >= bytes.Length)
        {
            return null;
        }

        switch (bytes[At])
        {
            case (byte)'/':
                return ReadName();
            case (byte)'(':
                return ReadText();
            case (byte)'<' when At + 1 < bytes.Length && bytes[At + 1] == '<':
                At += 2;
                return ReadDictionary(depth);
            case (byte)'<':
                return ReadHex();
            case (byte)'[':
                At++;
                return ReadArray(depth);
            case (byte)'>' when At + 1 < bytes.Length && bytes[At + 1] == '>':
                At += 2;
                return new Word(">>");
            case (byte)']' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'>':
                return new Word(((char)bytes[At++]).ToString());
            default:
                return ReadWord();
        }
    }

    private List<object?> ReadArray(int depth)
    {
        var items = new List<object?>();
        while (!IsAtEnd)
        {
            var item = Next(depth + 1);
            if (item is Word { Text: "]" })
            {
                break;
            }

            if (item is Word { Text: "R" } && items is [.., double number, double])
            {
                items.RemoveRange(items.Count - 2, 2);
                items.Add(new Reference((int)number));
            }
            else if (item is Word { Text: "endobj" or ">>" })
            {
                break;
            }
            else
            {
                items.Add(item);
            }
        }

        return items;
    }

    private Dictionary ReadDictionary(int depth)
    {
        var of = new Dictionary();
        while (!IsAtEnd)
        {
            var key = Next(depth + 1);
            if (key is Word { Text: ">>" or "endobj" or "stream" } or null)
            {
                break;
            }

            if (key is not Name name)
            {
                continue;
            }

            var value = WithReference(Next(depth + 1));
            if (value is Word { Text: ">>" })
            {
                break;
            }

            of[name.Text] = value;
        }

        return of;
    }

    /// <summary>A number may be the first part of <c>12 0 R</c>.</summary>
    private object? WithReference(object? value)
    {
        if (value is not double number || number < 0 || number != Math.Floor(number))
        {
            return value;
        }

        var back = At;
        SkipSpace();
        if (At < source.Length && char.IsAsciiDigit((char)Bytes[At]) && ReadWord() is double)
        {
            SkipSpace();
            if (At < source.Length && Bytes[At] == 'R' && (At + 1 == source.Length || IsEnd(Bytes[At + 1])))
            {
                At++;
                return new Reference((int)Math.Min(number, int.MaxValue));
            }
        }

        At = back;
        return value;
    }

    private Name ReadName()
    {
        var bytes = Bytes;
        var from = ++At;
        while (At < bytes.Length && !IsEnd(bytes[At]))
        {
            At++;
        }

        budget.Step(At - from);
        var raw = bytes[from..At];
        if (!raw.Contains((byte)'#'))
        {
            return new Name(Encoding.Latin1.GetString(raw));
        }

        var text = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '#' && i + 2 < raw.Length && Hex(raw[i + 1]) is var high and >= 0 && Hex(raw[i + 2]) is var low and >= 0)
            {
                text.Append((char)((high << 4) | low));
                i += 2;
            }
            else
            {
                text.Append((char)raw[i]);
            }
        }

        return new Name(text.ToString());
    }

    /// <summary>A string in brackets, which nest (§7.3.4.2).</summary>
    private byte[] ReadText()
    {
        var bytes = Bytes;
        var text = new List<byte>();
        var from = At++;
        for (var depth = 1; At < bytes.Length; At++)
        {
            var b = bytes[At];
            if (b == '\\' && At + 1 < bytes.Length)
            {
                ReadEscape(bytes, text);
                continue;
            }

            depth += b switch { (byte)'(' => 1, (byte)')' => -1, _ => 0 };
            if (depth == 0)
            {
                At++;
                break;
            }

            text.Add(b);
        }

        budget.Step(At - from);
        return [.. text];
    }

    private void ReadEscape(ReadOnlySpan<byte> bytes, List<byte> text)
    {
        var next = bytes[++At];
        switch (next)
        {
            case (byte)'n': text.Add((byte)'\n'); break;
            case (byte)'r': text.Add((byte)'\r'); break;
            case (byte)'t': text.Add((byte)'\t'); break;
            case (byte)'b': text.Add((byte)'\b'); break;
            case (byte)'f': text.Add((byte)'\f'); break;
            case (byte)'\n': break;
            case (byte)'\r':
                At += At + 1 < bytes.Length && bytes[At + 1] == '\n' ? 1 : 0;
                break;
            case >= (byte)'0' and <= (byte)'7':
                var value = next - '0';
                for (var i = 0; i < 2 && At + 1 < bytes.Length && bytes[At + 1] is >= (byte)'0' and <= (byte)'7'; i++)
                {
                    value = (value << 3) + bytes[++At] - '0';
                }

                text.Add((byte)value);
                break;
            default: text.Add(next); break;
        }
    }

    private byte[] ReadHex()
    {
        var bytes = Bytes;
        var from = ++At;
        var text = new List<byte>();
        var half = -1;
        for (; At < bytes.Length && bytes[At] != '>'; At++)
        {
            if (Hex(bytes[At]) is var digit and >= 0)
            {
                (text, half) = half < 0 ? (text, digit) : (Added(text, (byte)((half << 4) | digit)), -1);
            }
        }

        At = Math.Min(At + 1, bytes.Length);
        budget.Step(At - from);
        return [.. half < 0 ? text : Added(text, (byte)(half << 4))];

        static List<byte> Added(List<byte> to, byte b)
        {
            to.Add(b);
            return to;
        }
    }

    private object? ReadWord()
    {
        var bytes = Bytes;
        var from = At;
        while (At < bytes.Length && !IsEnd(bytes[At]))
        {
            At++;
        }

        budget.Step(At - from);
        At = At == from ? At + 1 : At;
        var text = Encoding.Latin1.GetString(bytes[from..Math.Min(At, from + LongestWord)]);
        return text[0] is (>= '0' and <= '9') or '+' or '-' or '.' && double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : text switch { "null" => null, "true" => true, "false" => false, _ => new Word(text) };
    }

    private static bool IsEnd(byte b) => IsSpace(b) || b is (byte)'/' or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'%';

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
