using System.IO.Compression;

namespace Infohub.PdfText.Objects;

/// <summary>Undoes the filters of a stream (ISO 32000-2 §7.4) that text comes in; each byte that comes out is on the budget.</summary>
internal static class Unpacking
{
    private const int MostFilters = 4;

    /// <summary>Null where a filter is one of pictures, or unknown.</summary>
    public static ReadOnlyMemory<byte>? Run(Packed stream, PdfFile file)
    {
        var filters = file.Resolve(stream.Of.GetValueOrDefault("Filter")) switch
        {
            Name one => [one.Text],
            List<object?> several => several.Select(f => (file.Resolve(f) as Name)?.Text ?? "").ToList(),
            null => (List<string>)[],
            _ => [""],
        };
        if (filters.Count > MostFilters)
        {
            return null;
        }

        ReadOnlyMemory<byte>? bytes = stream.Bytes;
        foreach (var filter in filters)
        {
            bytes = filter switch
            {
                _ when bytes is null => null,
                "FlateDecode" or "Fl" => Inflate(bytes.Value, file.Budget),
                "ASCIIHexDecode" or "AHx" => FromHex(bytes.Value.Span, file.Budget),
                "ASCII85Decode" or "A85" => From85(bytes.Value.Span, file.Budget),
                "LZWDecode" or "LZW" => Lzw.Run(bytes.Value.Span, file.Budget),
                _ => null,
            };
        }

        return bytes;
    }

    /// <summary>What comes before damage is read, as readers do.</summary>
    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> packed, Budget budget)
    {
        using var into = new MemoryStream();
        using var zip = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var buffer = new byte[1 << 14];
        try
        {
            for (int read; (read = zip.Read(buffer)) > 0;)
            {
                budget.Unpacked(read);
                if (budget.Left <= 0)
                {
                    throw new TooMuchException();
                }

                into.Write(buffer, 0, read);
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            // Damaged or cut short.
        }

        return into.ToArray();
    }

    private static ReadOnlyMemory<byte> FromHex(ReadOnlySpan<byte> text, Budget budget)
    {
        budget.Step(text.Length);
        var digits = new List<byte>();
        foreach (var b in text)
        {
            if (b == '>')
            {
                break;
            }

            if (char.IsAsciiHexDigit((char)b))
            {
                digits.Add(b);
            }
        }

        if (digits.Count % 2 == 1)
        {
            digits.Add((byte)'0');
        }

        return Convert.FromHexString(System.Text.Encoding.ASCII.GetString([.. digits]));
    }

    private static ReadOnlyMemory<byte> From85(ReadOnlySpan<byte> text, Budget budget)
    {
        budget.Step(text.Length);
        var bytes = new List<byte>();
        var (group, count) = (0L, 0);
        foreach (var b in text)
        {
            if (b == '~')
            {
                break;
            }

            if (b == 'z' && count == 0)
            {
                bytes.AddRange([0, 0, 0, 0]);
            }
            else if (b is >= (byte)'!' and <= (byte)'u')
            {
                group = (group * 85) + (b - '!');
                if (++count == 5)
                {
                    bytes.AddRange([(byte)(group >> 24), (byte)(group >> 16), (byte)(group >> 8), (byte)group]);
                    (group, count) = (0, 0);
                }
            }
        }

        if (count > 1)
        {
            for (var i = count; i < 5; i++)
            {
                group = (group * 85) + 84;
            }

            bytes.AddRange(new byte[] { (byte)(group >> 24), (byte)(group >> 16), (byte)(group >> 8) }.Take(count - 1));
        }

        return bytes.ToArray();
    }
}
