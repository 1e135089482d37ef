using System.Text;

namespace Infohub.Library.Files.Inspection.Texts;

/// <summary>Finds files that are written into text the old way (POSIX.1-2017, uuencode).</summary>
internal static class Uuencoded
{
    public static SampleVerdict? Look(Piece piece, ReadOnlySpan<byte> text, Inspector inspector)
    {
        for (var at = text.IndexOf("begin "u8); at >= 0; at = text.IndexOf("begin "u8))
        {
            var isLineStart = at == 0 || text[at - 1] == '\n';
            text = text[at..];
            if (isLineStart && Name(text) is { } name && Decode(ref text) is { Length: > 0 } content)
            {
                inspector.Budget.SpendEntry();
                inspector.Budget.Spend(content.Length);
                if (inspector.Look(piece.Inner(content, name), name) is { } verdict)
                {
                    return verdict;
                }
            }
            else
            {
                text = text[Math.Min(text.Length, 6)..];
            }
        }

        return null;
    }

    // "begin 644 invoice.exe"
    private static string? Name(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end is > 0 and < 300 ? Encoding.UTF8.GetString(text[..end]).Trim().Split(' ', 3) : [];
        return line.Length == 3 && line[1].Length is 3 or 4 && line[1].All(char.IsAsciiDigit) ? line[2] : null;
    }

    private static byte[] Decode(ref ReadOnlySpan<byte> text)
    {
        var content = new MemoryStream();
        var rest = text[(text.IndexOf((byte)'\n') + 1)..];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            var count = line.IsEmpty ? 0 : (line[0] - 32) & 63;
            if (count == 0 || line[0] is < 32 or > 96 || line.Length > 100)
            {
                break;
            }

            DecodeLine(line[1..], count, content);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        text = rest;
        return content.ToArray();
    }

    // four characters of six bits make three bytes; spaces lost at the end of a line read as zero
    private static void DecodeLine(ReadOnlySpan<byte> line, int count, MemoryStream content)
    {
        for (var at = 0; count > 0; at += 4, count -= 3)
        {
            var bits = (Six(line, at) << 18) | (Six(line, at + 1) << 12) | (Six(line, at + 2) << 6) | Six(line, at + 3);
            for (var i = 0; i < Math.Min(3, count); i++)
            {
                content.WriteByte((byte)(bits >> (16 - (8 * i))));
            }
        }
    }

    private static int Six(ReadOnlySpan<byte> line, int at) => at < line.Length ? (line[at] - 32) & 63 : 0;
}
