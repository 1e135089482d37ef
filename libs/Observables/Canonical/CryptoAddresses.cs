using System.Numerics;
using System.Security.Cryptography;
using Infohub.Observables.Scanning;

namespace Infohub.Observables.Canonical;

/// <summary>Addresses of Bitcoin and Ethereum; a Bitcoin address counts only if its checksum holds.</summary>
internal static class CryptoAddresses
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    public static bool IsAddress(ReadOnlySpan<char> word) => word[0] switch
    {
        '1' or '3' => word.Length is >= 25 and <= 35 && IsBase58Check(word),
        'b' or 'B' => word.Length is >= 40 and <= 74 && word.StartsWith("bc1", StringComparison.OrdinalIgnoreCase) && IsBech32(word),
        '0' => word.Length == 42 && word[1] == 'x' && !word[2..].ContainsAnyExcept(Chars.HexDigits) && word[2..].IndexOfAnyExcept('0') >= 0,
        _ => false,
    };

    /// <summary>Version byte, 20 bytes, and the first four of their doubled SHA-256; version 0 (P2PKH) or 5 (P2SH).</summary>
    private static bool IsBase58Check(ReadOnlySpan<char> word)
    {
        var number = BigInteger.Zero;
        foreach (var c in word)
        {
            var digit = Base58.IndexOf(c);
            if (digit < 0)
            {
                return false;
            }

            number = (number * 58) + digit;
        }

        Span<byte> bytes = stackalloc byte[25];
        bytes.Clear();
        var size = number.GetByteCount(isUnsigned: true);
        if (size > 25 || !number.TryWriteBytes(bytes[(25 - size)..], out _, isUnsigned: true, isBigEndian: true) || bytes[0] is not (0 or 5))
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes[..21], digest);
        SHA256.HashData(digest, digest);
        return digest[..4].SequenceEqual(bytes[21..]);
    }

    /// <summary>BIP 173 and BIP 350: one case throughout; the remainder tells version 0 from the later ones.</summary>
    private static bool IsBech32(ReadOnlySpan<char> word)
    {
        if (word.IndexOfAnyInRange('a', 'z') >= 0 && word.IndexOfAnyInRange('A', 'Z') >= 0)
        {
            return false;
        }

        // The prefix "bc" expands to its high bits, a zero and its low bits.
        var sum = 1u;
        foreach (var value in (ReadOnlySpan<byte>)[3, 3, 0, 2, 3])
        {
            sum = Step(sum, value);
        }

        foreach (var c in word[3..])
        {
            var value = Bech32.IndexOf(char.ToLowerInvariant(c));
            if (value < 0)
            {
                return false;
            }

            sum = Step(sum, (uint)value);
        }

        return sum == (word[3] is 'q' or 'Q' ? 1u : 0x2bc830a3u);
    }

    private static uint Step(uint sum, uint value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1ffffff) << 5) ^ value;
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        for (var bit = 0; bit < 5; bit++)
        {
            sum ^= (top >> bit & 1) == 1 ? generator[bit] : 0;
        }

        return sum;
    }
}
