using System.Buffers.Binary;

namespace Infohub.Library.Files.Inspection.Archives;

/// <summary>
/// Deflate (RFC 1951), to know exactly where the packed bytes end: DeflateStream does not say it, takes a
/// truncated stream for a whole one, and has no limit of its own.
/// </summary>
internal ref struct Inflater
{
    private static readonly ushort[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly byte[] LengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly ushort[] DistanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly byte[] DistanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    private static readonly byte[] CodeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly ReadOnlySpan<byte> input;
    private readonly int atMost;
    private readonly HuffmanTable literals = new();
    private readonly HuffmanTable distances = new();
    private byte[] output;
    private int length;
    private int at;
    private ulong bits;
    private int held;

    private Inflater(ReadOnlySpan<byte> input, int atMost, int hint)
    {
        this.input = input;
        this.atMost = atMost;
        output = new byte[Math.Clamp(hint, 256, Math.Max(256, atMost))];
    }

    /// <summary>Unpacks one deflate stream.</summary>
    /// <param name="input">Begins with the stream; may go on after it.</param>
    /// <param name="atMost">Bytes that it may become; more is refused.</param>
    /// <param name="hint">Bytes that it says to become; only a first guess.</param>
    /// <param name="consumed">Bytes that the stream takes of the input.</param>
    /// <exception cref="UnreadableException">It is damaged, truncated or too large.</exception>
    public static ReadOnlyMemory<byte> Run(ReadOnlySpan<byte> input, int atMost, int hint, out int consumed)
    {
        // the hint comes from outside: memory follows what really arrives
        var inflater = new Inflater(input, atMost, (int)Math.Min(hint, 4L * input.Length));
        inflater.Blocks();
        consumed = inflater.at - (inflater.held / 8);
        return inflater.output.AsMemory(0, inflater.length);
    }

    /// <summary>As much as unpacks of a stream that may be damaged, for readers show that much.</summary>
    /// <exception cref="UnreadableException">It is too large.</exception>
    public static ReadOnlyMemory<byte> Salvage(ReadOnlySpan<byte> input, int atMost, out int consumed)
    {
        var inflater = new Inflater(input, atMost, 0);
        try
        {
            inflater.Blocks();
        }
        catch (UnreadableException damaged) when (damaged.Reason == Reason.Broken)
        {
            // what came before the damage is kept
        }

        consumed = inflater.at;
        return inflater.output.AsMemory(0, inflater.length);
    }

    private void Blocks()
    {
        int last;
        do
        {
            last = Take(1);
            switch (Take(2))
            {
                case 0:
                    Stored();
                    break;
                case 1:
                    FixedCodes();
                    Coded();
                    break;
                case 2:
                    DynamicCodes();
                    Coded();
                    break;
                default:
                    throw UnreadableException.Broken;
            }
        }
        while (last == 0);
    }

    private void Stored()
    {
        Take(held & 7);
        var size = Take(16);
        if (size != (~Take(16) & 0xFFFF))
        {
            throw UnreadableException.Broken;
        }

        at -= held / 8;
        (bits, held) = (0, 0);
        if (size > input.Length - at)
        {
            throw UnreadableException.Broken;
        }

        Grow(size);
        input.Slice(at, size).CopyTo(output.AsSpan(length));
        at += size;
        length += size;
    }

    private readonly void FixedCodes()
    {
        Span<byte> lengths = stackalloc byte[288];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        literals.Build(lengths);
        lengths[..30].Fill(5);
        distances.Build(lengths[..30]);
    }

    private void DynamicCodes()
    {
        var literalCount = Take(5) + 257;
        var distanceCount = Take(5) + 1;
        var codeCount = Take(4) + 4;
        if (literalCount > 286 || distanceCount > 30)
        {
            throw UnreadableException.Broken;
        }

        Span<byte> lengths = stackalloc byte[320];
        lengths.Clear();
        for (var i = 0; i < codeCount; i++)
        {
            lengths[CodeOrder[i]] = (byte)Take(3);
        }

        literals.Build(lengths[..19]);
        lengths.Clear();
        ReadLengths(lengths[..(literalCount + distanceCount)]);
        if (lengths[256] == 0)
        {
            throw UnreadableException.Broken;
        }

        literals.Build(lengths[..literalCount]);
        distances.Build(lengths.Slice(literalCount, distanceCount));
    }

    private void ReadLengths(scoped Span<byte> lengths)
    {
        for (var i = 0; i < lengths.Length;)
        {
            var symbol = Symbol(literals);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            if (symbol == 16 && i == 0)
            {
                throw UnreadableException.Broken;
            }

            var (value, repeat) = symbol switch
            {
                16 => (lengths[i - 1], 3 + Take(2)),
                17 => ((byte)0, 3 + Take(3)),
                _ => ((byte)0, 11 + Take(7)),
            };
            if (repeat > lengths.Length - i)
            {
                throw UnreadableException.Broken;
            }

            lengths.Slice(i, repeat).Fill(value);
            i += repeat;
        }
    }

    private void Coded()
    {
        while (true)
        {
            var symbol = Symbol(literals);
            if (symbol == 256)
            {
                return;
            }

            if (symbol < 256)
            {
                Grow(1);
                output[length++] = (byte)symbol;
            }
            else
            {
                Copy(symbol - 257);
            }
        }
    }

    private void Copy(int symbol)
    {
        if (symbol >= LengthBase.Length)
        {
            throw UnreadableException.Broken;
        }

        var count = LengthBase[symbol] + Take(LengthExtra[symbol]);
        var code = Symbol(distances);
        var distance = code < DistanceBase.Length ? DistanceBase[code] + Take(DistanceExtra[code]) : int.MaxValue;
        if (distance > length)
        {
            throw UnreadableException.Broken;
        }

        Grow(count);
        var source = length - distance;
        if (distance >= count)
        {
            output.AsSpan(source, count).CopyTo(output.AsSpan(length));
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                output[length + i] = output[source + i];
            }
        }

        length += count;
    }

    private int Symbol(HuffmanTable table)
    {
        Fill();
        var fast = table.Fast((int)bits);
        int taken, symbol;
        if (fast != 0)
        {
            (symbol, taken) = (fast >> 4, fast & 15);
        }
        else
        {
            symbol = table.Slow(bits, out taken);
        }

        Drop(taken);
        return symbol;
    }

    private int Take(int count)
    {
        if (held < count)
        {
            Fill();
        }

        var value = (int)(bits & ((1UL << count) - 1));
        Drop(count);
        return value;
    }

    private void Drop(int count)
    {
        if (count > held)
        {
            throw UnreadableException.Broken;
        }

        bits >>= count;
        held -= count;
    }

    private void Fill()
    {
        if (input.Length - at >= 8)
        {
            var whole = (63 - held) / 8;
            bits |= (BinaryPrimitives.ReadUInt64LittleEndian(input[at..]) & ((1UL << (whole * 8)) - 1)) << held;
            at += whole;
            held += whole * 8;
            return;
        }

        while (held <= 56 && at < input.Length)
        {
            bits |= (ulong)input[at++] << held;
            held += 8;
        }
    }

    private void Grow(int count)
    {
        if (count <= output.Length - length)
        {
            return;
        }

        if (count > atMost - length)
        {
            throw new UnreadableException(Reason.TooLarge);
        }

        Array.Resize(ref output, (int)Math.Min(atMost, Math.Max(2L * output.Length, length + (long)count)));
    }
}
