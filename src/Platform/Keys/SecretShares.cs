using System.Security.Cryptography;

namespace Infohub.Platform.Keys;

/// <summary>
/// A secret in shares, of which any two give it back and one alone says nothing (Shamir 1979, threshold two): each byte is the value at 0 of a random
/// line over GF(256), each share its value at the share's number.
/// </summary>
public static class SecretShares
{
    /// <summary>As many shares as asked for, at most 255; the first byte of each is its number.</summary>
    public static byte[][] Split(ReadOnlySpan<byte> secret, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 255);
        var slopes = RandomNumberGenerator.GetBytes(secret.Length);
        var shares = new byte[count][];
        for (var number = 1; number <= count; number++)
        {
            var share = new byte[secret.Length + 1];
            share[0] = (byte)number;
            for (var i = 0; i < secret.Length; i++)
            {
                share[i + 1] = (byte)(secret[i] ^ Times(slopes[i], (byte)number));
            }

            shares[number - 1] = share;
        }

        CryptographicOperations.ZeroMemory(slopes);
        return shares;
    }

    /// <summary>The secret of two shares of one split. Shares of different splits give bytes of no meaning: what the secret opens must tell.</summary>
    public static byte[] Join(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length || one.Length < 2 || one[0] == other[0] || one[0] == 0 || other[0] == 0)
        {
            throw new CryptographicException("These are not two shares of one secret.");
        }

        // The line through (x, p) and (y, q) has at 0 the value (p·y + q·x) / (x + y).
        var over = Inverse((byte)(one[0] ^ other[0]));
        var secret = new byte[one.Length - 1];
        for (var i = 0; i < secret.Length; i++)
        {
            secret[i] = Times((byte)(Times(one[i + 1], other[0]) ^ Times(other[i + 1], one[0])), over);
        }

        return secret;
    }

    /// <summary>Product modulo x⁸+x⁴+x³+x+1, in the same steps whatever the values: no table, no branch that could be timed.</summary>
    internal static byte Times(byte a, byte b)
    {
        var (product, factor) = (0, (int)a);
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= factor & -((b >> bit) & 1);
            factor = (factor << 1) ^ (0x11b & -(factor >> 7));
        }

        return (byte)product;
    }

    /// <summary>a²⁵⁴, which is 1/a.</summary>
    internal static byte Inverse(byte a)
    {
        var (result, square) = ((byte)1, a);
        for (var step = 0; step < 7; step++)
        {
            square = Times(square, square);
            result = Times(result, square);
        }

        return result;
    }
}
