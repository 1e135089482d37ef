using System.Text;
using Infohub.Platform.Ids;

namespace Infohub.Community.Keys;

/// <summary>Secrets of keys: a prefix that secret scanners know, and 256 random bits in base 32 (RFC 4648, lower case, without padding).</summary>
internal static class KeySecret
{
    private const string Prefix = "ihk_";

    public static string Make(IIdSource ids) => Prefix + Base32(ids.NewSecret(32));

    /// <summary>
    /// What an Authorization header holds: the key by itself (Bearer, RFC 6750; Token, as clients of TAXII write it), or as the password of any user name (Basic, RFC 7617), for tools that know nothing else.
    /// The scheme's name is case-insensitive (RFC 9110 §11.1). Null for what is none of these.
    /// </summary>
    public static string? Of(string header)
    {
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var value = space < 0 ? "" : header[(space + 1)..].Trim();
        return (space < 0 ? "" : header[..space].ToLowerInvariant()) switch
        {
            "bearer" or "token" when value.Length > 0 => value,
            // Some tools write the key itself there.
            "basic" => value.StartsWith(Prefix, StringComparison.Ordinal) ? value : Password(value),
            _ => null,
        };
    }

    private static string? Password(string credentials)
    {
        Span<byte> bytes = stackalloc byte[1024];
        if (credentials.Length > 1024 || !Convert.TryFromBase64String(credentials, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : text[(colon + 1)..];
    }

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
