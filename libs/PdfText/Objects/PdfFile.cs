using System.Text;

namespace Infohub.PdfText.Objects;

/// <summary>
/// The objects of a file, found by reading it from its beginning to its end: tables of places are a stranger's word, and readers that mend files do without them too. Of an object that stands twice the last counts, as
/// it does after an update (ISO 32000-2 §7.5.6).
/// </summary>
internal sealed class PdfFile
{
    private const int MostReferences = 32;

    private readonly Dictionary<int, object?> objects = [];
    private readonly ReadOnlyMemory<byte> bytes;

    public PdfFile(ReadOnlyMemory<byte> bytes, Budget budget)
    {
        this.bytes = bytes;
        Budget = budget;
        Read();
    }

    public Budget Budget { get; }

    public bool IsEncrypted { get; private set; }

    public object? Root { get; private set; }

    public object? Info { get; private set; }

    public IEnumerable<(int Number, object? Value)> All => objects.Select(o => (o.Key, o.Value));

    /// <summary>What a reference leads to; everything else is itself.</summary>
    public object? Resolve(object? value)
    {
        for (var i = 0; value is Reference reference; i++)
        {
            value = i < MostReferences && objects.TryGetValue(reference.Number, out var found) ? found : null;
        }

        return value;
    }

    public Dictionary? Dictionary(object? value) => Resolve(value) switch { Dictionary of => of, Packed packed => packed.Of, _ => null };

    public double? Number(object? value) => Resolve(value) as double?;

    private void Read()
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var rest = bytes.Span[at..];
            var found = rest.IndexOfAny("obj"u8[0], (byte)'t');
            Budget.Step(found < 0 ? rest.Length : found + 1);
            if (found < 0)
            {
                break;
            }

            at += found;
            if (rest[found..].StartsWith("obj"u8) && NumberBefore(at) is { } number)
            {
                at = ReadObject(number, at + 3);
            }
            else if (rest[found..].StartsWith("trailer"u8))
            {
                var lexer = new Lexer(bytes, Budget, at + 7);
                Told(lexer.Next() as Dictionary);
                at = Math.Max(at + 7, lexer.At);
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>Of <c>12 0 obj</c> the 12.</summary>
    private int? NumberBefore(int at)
    {
        var span = bytes.Span;
        var i = at - 1;
        if (!Skip(span, ref i, space: true) || !Skip(span, ref i, space: false) || !Skip(span, ref i, space: true))
        {
            return null;
        }

        var end = i + 1;
        return Skip(span, ref i, space: false) && end - i - 1 <= 9 && int.TryParse(span[(i + 1)..end], out var number) ? number : null;

        static bool Skip(ReadOnlySpan<byte> span, ref int i, bool space)
        {
            var from = i;
            while (i >= 0 && from - i < 12 && (space ? Lexer.IsSpace(span[i]) : char.IsAsciiDigit((char)span[i])))
            {
                i--;
            }

            return i < from;
        }
    }

    /// <returns>Where to go on.</returns>
    private int ReadObject(int number, int from)
    {
        if (objects.Count >= Budget.Limits.MostObjects)
        {
            throw new TooMuchException();
        }

        var lexer = new Lexer(bytes, Budget, from);
        var value = lexer.NextOfObject();
        var at = lexer.At;
        if (value is Dictionary of)
        {
            lexer.SkipSpace();
            if (bytes.Span[lexer.At..].StartsWith("stream"u8))
            {
                var (content, after) = StreamAt(of, lexer.At + 6);
                (value, at) = (new Packed(of, content), after);
            }
        }

        objects[number] = value;
        if (value is Packed packed && packed.Of.GetValueOrDefault("Type") is Name { Text: var type })
        {
            if (type == "ObjStm")
            {
                ReadWithin(packed);
            }
            else if (type == "XRef")
            {
                Told(packed.Of);
            }
        }

        return at;
    }

    /// <summary>By its length where that holds, else up to the word that ends it.</summary>
    private (ReadOnlyMemory<byte> Content, int After) StreamAt(Dictionary of, int at)
    {
        var span = bytes.Span;
        at += at < span.Length && span[at] == '\r' ? 1 : 0;
        at += at < span.Length && span[at] == '\n' ? 1 : 0;
        if (Number(of.GetValueOrDefault("Length")) is >= 0 and { } length && length <= span.Length - at && span[(at + (int)length)..].TrimStart("\r\n \t"u8).StartsWith("endstream"u8))
        {
            return (bytes.Slice(at, (int)length), at + (int)length);
        }

        var end = span[at..].IndexOf("endstream"u8);
        Budget.Step(end < 0 ? span.Length - at : end);
        return end < 0 ? (bytes[at..], span.Length) : (bytes.Slice(at, end), at + end);
    }

    /// <summary>Objects that lie packed in a stream (§7.5.7).</summary>
    private void ReadWithin(Packed stream)
    {
        if (Number(stream.Of.GetValueOrDefault("N")) is not (>= 0 and <= 1_000_000 and { } count) || Number(stream.Of.GetValueOrDefault("First")) is not (>= 0 and { } first) || Unpacking.Run(stream, this) is not { } unpacked)
        {
            return;
        }

        var heads = new Lexer(unpacked, Budget);
        for (var i = 0; i < count; i++)
        {
            if (heads.Next() is not double number || heads.Next() is not double offset || first + offset >= unpacked.Length || offset < 0)
            {
                break;
            }

            if (objects.Count >= Budget.Limits.MostObjects)
            {
                throw new TooMuchException();
            }

            objects[(int)number] = new Lexer(unpacked, Budget, (int)(first + offset)).NextOfObject();
        }
    }

    private void Told(Dictionary? trailer)
    {
        if (trailer is null)
        {
            return;
        }

        IsEncrypted |= trailer.GetValueOrDefault("Encrypt") is not null;
        Root = trailer.GetValueOrDefault("Root") ?? Root;
        Info = trailer.GetValueOrDefault("Info") ?? Info;
    }

    /// <summary>A text for people (§7.9.2): UTF-16, UTF-8, or a byte a letter.</summary>
    public string Text(object? value) => Resolve(value) switch
    {
        byte[] and [0xFE, 0xFF, .. var wide] => Encoding.BigEndianUnicode.GetString(wide),
        byte[] and [0xEF, 0xBB, 0xBF, .. var narrow] => Encoding.UTF8.GetString(narrow),
        byte[] text => Encoding.Latin1.GetString(text),
        _ => "",
    };
}
