using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Infohub.Platform.Keys;

namespace Infohub.Platform.Data;

/// <summary>
/// A place in a list, encrypted: the number within would tell how much was shared in between (law R7). Each list names itself, and no other reads its places.
/// </summary>
public static class Cursor
{
    private const long Mark = 0x1f0b_c04e_5a11_7d03;

    public static string Write(KeyRing keys, string list, long place)
    {
        Span<byte> block = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(block, place);
        BinaryPrimitives.WriteInt64BigEndian(block[8..], Mark);
        using var aes = Cipher(keys, list);
        return Base64Url.EncodeToString(aes.EncryptEcb(block, PaddingMode.None));
    }

    /// <summary>The place, or null for a text that this hub did not write for this list.</summary>
    public static long? Read(KeyRing keys, string list, string text)
    {
        Span<byte> block = stackalloc byte[18];
        if (text.Length != 22 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, block, out var length) || length != 16)
        {
            return null;
        }

        using var aes = Cipher(keys, list);
        var plain = aes.DecryptEcb(block[..16], PaddingMode.None);
        return BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(8)) == Mark ? BinaryPrimitives.ReadInt64BigEndian(plain) : null;
    }

    // One block holds the whole cursor, so the simplest mode shows nothing but equality, which the address shows anyway.
    private static Aes Cipher(KeyRing keys, string list)
    {
        var aes = Aes.Create();
        aes.Key = keys.Hash("cursor", list);
        return aes;
    }
}
