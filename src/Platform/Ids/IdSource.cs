using System.Security.Cryptography;

namespace Infohub.Platform.Ids;

/// <summary>The one source of ids and secrets, a seam so that tests and the demo can replay.</summary>
public interface IIdSource
{
    /// <summary>A random id of 50 bits for an address: five letters, a dash, five letters (Crockford base 32, without I L O U).</summary>
    string NewUid();

    /// <summary>Random bytes for keys, tokens and salts.</summary>
    byte[] NewSecret(int length);
}

/// <summary>Ids from the operating system's generator.</summary>
public sealed class RandomIds : IIdSource
{
    public string NewUid() => Format(RandomNumberGenerator.GetBytes(7));

    public byte[] NewSecret(int length) => RandomNumberGenerator.GetBytes(length);

    /// <summary>Ten base 32 letters from the first 50 bits of seven bytes.</summary>
    public static string Format(ReadOnlySpan<byte> bytes)
    {
        const string letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        Span<char> text = stackalloc char[11];
        ulong bits = 0;
        foreach (var b in bytes[..7])
        {
            bits = (bits << 8) | b;
        }

        for (var i = 0; i < 11; i++)
        {
            if (i == 5)
            {
                text[i] = '-';
                continue;
            }

            text[i] = letters[(int)(bits & 31)];
            bits >>= 5;
        }

        return new string(text);
    }
}
