using Infohub.Platform.Ids;

namespace Infohub.Community.Keys;

/// <summary>Secrets of keys: a prefix that secret scanners know, and 256 random bits in base 32 (RFC 4648, lower case, without padding).</summary>
internal static class KeySecret
{
    private const string Prefix = "ihk_";

    public static string Make(IIdSource ids) => Prefix + Base32(ids.NewSecret(32));

    /// <summary>What lists show of it.</summary>
    public static string Hint(string secret) => secret[..8];

    private static string Base32(byte[] bytes)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyz234567";
        return string.Create(((bytes.Length * 8) + 4) / 5, bytes, static (text, bytes) =>
        {
            var (bits, held, at) = (0, 0, 0);
            foreach (var b in bytes)
            {
                bits = ((bits << 8) | b) & 0xfff;
                for (held += 8; held >= 5; held -= 5)
                {
                    text[at++] = letters[(bits >> (held - 5)) & 31];
                }
            }

            if (held > 0)
            {
                text[at] = letters[(bits << (5 - held)) & 31];
            }
        });
    }
}
