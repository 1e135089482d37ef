using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Infohub.Community.SignIn;

/// <summary>Time-based one-time codes (RFC 6238): HMAC-SHA-1, six digits, steps of 30 seconds, one step of drift either way.</summary>
internal static class Totp
{
    public const int SecretLength = 20;
    private const int StepSeconds = 30;
    private const int Digits = 1_000_000;
    private const int Drift = 1;

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    // RFC 4226 §5.3: dynamic truncation.
    public static int Number(ReadOnlySpan<byte> secret, long step, int modulus = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        // SHA-1 is what authenticator apps know; HMAC does not need its collision resistance (RFC 6238 §1.2).
#pragma warning disable CA5350
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        return (int)((BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[19] & 0xF)..]) & 0x7FFF_FFFF) % modulus);
    }

    public static string Code(ReadOnlySpan<byte> secret, long step) =>
        Number(secret, step).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The step whose code this is, or null. Compares every step, in constant time.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, long now)
    {
        var typed = Encoding.UTF8.GetBytes(Plain(code));
        long? found = null;
        for (var step = now - Drift; step <= now + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(Code(secret, step))))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The address that authenticator apps read from a QR code.</summary>
    public static string Address(string issuer, string account, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>The secret as people type it (RFC 4648 §6, without padding).</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(letters[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(letters[(buffer << (5 - bits)) & 31]).ToString();
    }

    private static string Plain(string code) => code.Replace(" ", "", StringComparison.Ordinal);
}
