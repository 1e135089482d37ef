namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>One canonical Huffman code of a deflate block (RFC 1951 §3.2.2).</summary>
internal sealed class HuffmanTable
{
    public const int LongestCode = 15;
    public const int FastBits = 9;

    private readonly ushort[] fast = new ushort[1 << FastBits];
    private readonly ushort[] symbols = new ushort[288];
    private readonly int[] counts = new int[LongestCode + 1];

    /// <summary>Symbol and length for the next nine bits, or 0 where the code is longer: <c>symbol &lt;&lt; 4 | length</c>.</summary>
    public int Fast(int bits) => fast[bits & ((1 << FastBits) - 1)];

    // A table for all 15 bits would cost 32,768 writes for a block of a few bytes: a way to make us slow.
    public void Build(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(counts);
        Array.Clear(fast);
        foreach (var length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        Span<int> offsets = stackalloc int[LongestCode + 2];
        Span<int> codes = stackalloc int[LongestCode + 2];
        var left = 1;
        for (var length = 1; length <= LongestCode; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
            {
                throw UnreadableException.Broken;
            }

            offsets[length + 1] = offsets[length] + counts[length];
            codes[length + 1] = (codes[length] + counts[length]) << 1;
        }

        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            if (length != 0)
            {
                symbols[offsets[length]++] = (ushort)symbol;
                FillFast(symbol, length, codes[length]++);
            }
        }
    }

    /// <summary>The symbol of a code that is longer than <see cref="FastBits"/>, with its length.</summary>
    public int Slow(ulong bits, out int taken)
    {
        int code = 0, first = 0, index = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            code |= (int)(bits & 1);
            bits >>= 1;
            var count = counts[length];
            if (code - count < first)
            {
                taken = length;
                return symbols[index + (code - first)];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        throw UnreadableException.Broken;
    }

    private void FillFast(int symbol, int length, int code)
    {
        if (length > FastBits)
        {
            return;
        }

        var reversed = 0;
        for (var bit = 0; bit < length; bit++)
        {
            reversed |= ((code >> bit) & 1) << (length - 1 - bit);
        }

        for (var slot = reversed; slot < fast.Length; slot += 1 << length)
        {
            fast[slot] = (ushort)((symbol << 4) | length);
        }
    }
}
