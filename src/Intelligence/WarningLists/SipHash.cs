using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Infohub.Intelligence.WarningLists;

/// <summary>
/// SipHash-1-3 (Aumasson and Bernstein, 2012) under a key of this process: a list holds 64 bits for each of its entries, and whoever writes a list or a value cannot aim at the hash of another.
/// </summary>
internal static class SipHash
{
    private static readonly (ulong Low, ulong High) Key = NewKey();

    public static ulong Of(ReadOnlySpan<char> text) => Of(MemoryMarshal.AsBytes(text), Key.Low, Key.High);

    internal static ulong Of(ReadOnlySpan<byte> data, ulong low, ulong high)
    {
        var (a, b, c, d) = (low ^ 0x736f6d6570736575, high ^ 0x646f72616e646f6d, low ^ 0x6c7967656e657261, high ^ 0x7465646279746573);
        var rest = data;
        for (; rest.Length >= 8; rest = rest[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(rest);
            d ^= word;
            Round(ref a, ref b, ref c, ref d);
            a ^= word;
        }

        var last = (ulong)data.Length << 56;
        for (var i = 0; i < rest.Length; i++)
        {
            last |= (ulong)rest[i] << (8 * i);
        }

        d ^= last;
        Round(ref a, ref b, ref c, ref d);
        a ^= last;
        c ^= 0xff;
        Round(ref a, ref b, ref c, ref d);
        Round(ref a, ref b, ref c, ref d);
        Round(ref a, ref b, ref c, ref d);
        return a ^ b ^ c ^ d;
    }

    private static void Round(ref ulong a, ref ulong b, ref ulong c, ref ulong d)
    {
        a += b;
        b = BitOperations.RotateLeft(b, 13) ^ a;
        a = BitOperations.RotateLeft(a, 32);
        c += d;
        d = BitOperations.RotateLeft(d, 16) ^ c;
        a += d;
        d = BitOperations.RotateLeft(d, 21) ^ a;
        c += b;
        b = BitOperations.RotateLeft(b, 17) ^ c;
        c = BitOperations.RotateLeft(c, 32);
    }

    private static (ulong Low, ulong High) NewKey()
    {
        var key = RandomNumberGenerator.GetBytes(16);
        return (BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key.AsSpan(8)));
    }
}
