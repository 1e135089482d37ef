namespace Infohub.PdfText.Objects;

/// <summary>LZW as PDF has it (ISO 32000-2 §7.4.4): codes of 9 to 12 bits, the length changing one code early.</summary>
internal static class Lzw
{
    private const int Clear = 256;
    private const int End = 257;
    private const int Most = 4096;

    public static ReadOnlyMemory<byte> Run(ReadOnlySpan<byte> packed, Budget budget)
    {
        var into = new List<byte>();
        var (starts, lengths) = (new int[Most], new int[Most]);
        var (next, width, bits, held) = (End + 1, 9, 0u, 0);
        (int Start, int Length)? before = null;
        foreach (var b in packed)
        {
            (bits, held) = ((bits << 8) | b, held + 8);
            if (held < width)
            {
                continue;
            }

            var code = (int)(bits >> (held - width)) & ((1 << width) - 1);
            held -= width;
            if (code == End)
            {
                break;
            }

            if (code == Clear)
            {
                (next, width, before) = (End + 1, 9, null);
                continue;
            }

            var start = into.Count;
            if (!Write(into, code, before, starts, lengths, next))
            {
                break;
            }

            budget.Unpacked(into.Count - start);
            if (budget.Left <= 0)
            {
                throw new TooMuchException();
            }

            if (before is { } last && next < Most)
            {
                // What came before and the first byte of this stand one behind the other in what was written.
                (starts[next], lengths[next]) = (last.Start, last.Length + 1);
                next++;
            }

            before = (start, into.Count - start);
            width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
        }

        return into.ToArray();
    }

    private static bool Write(List<byte> into, int code, (int Start, int Length)? before, int[] starts, int[] lengths, int next)
    {
        if (code < Clear)
        {
            into.Add((byte)code);
            return true;
        }

        var (start, length) = code < next ? (starts[code], lengths[code]) : before is { } last && code == next ? (last.Start, last.Length + 1) : (-1, 0);
        for (var i = 0; i < length; i++)
        {
            into.Add(into[start + i]);
        }

        return start >= 0;
    }
}
