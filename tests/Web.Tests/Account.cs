using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Infohub.Web.Tests;

/// <summary>A made-up person of the demo community, with what the person signs in by.</summary>
public sealed record Account(string Email, string Password, string Totp, string Roles)
{
    /// <summary>RFC 6238 with its defaults: SHA-1, 30 seconds, six digits.</summary>
    public string Code(DateTimeOffset at)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // the one algorithm that every authenticator app knows
        var hash = HMACSHA1.HashData(FromBase32(Totp), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    public static IReadOnlyList<Account> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = JsonDocument.Parse(File.ReadAllText(path));
        return [.. file.RootElement.GetProperty("people").EnumerateArray().Select(p => new Account(Text(p, "email"), Text(p, "password"), Text(p, "totpSecret"), Text(p, "roles")))];
    }

    private static string Text(JsonElement person, string name) => person.GetProperty(name).ToString();

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var c in text.ToUpperInvariant().Where(c => c is (>= 'A' and <= 'Z') or (>= '2' and <= '7')))
        {
            held = (held << 5) | (c >= 'A' ? c - 'A' : c - '2' + 26);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
