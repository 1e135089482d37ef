using System.Net;
using Infohub.Observables.Scanning;

namespace Infohub.Observables.Canonical;

/// <summary>
/// IPv4 addresses as browsers take them in a URL (WHATWG URL, "IPv4 parser"): one to four numbers, decimal, octal or hexadecimal, the last
/// of which fills what is left. <c>2130706433</c>, <c>0x7f.1</c> and <c>0177.0.0.1</c> are all 127.0.0.1.
/// </summary>
internal static class Numbers
{
    private const int MostParts = 4;

    /// <summary>Whether the host, live or masked, is such an address.</summary>
    public static bool TryRead(ReadOnlySpan<char> host, out uint address)
    {
        address = 0;
        for (var part = 1; part <= MostParts; part++)
        {
            var end = 0;
            while (end < host.Length && Forms.HostDot(host, end) == 0)
            {
                end++;
            }

            if (!TryNumber(host[..end], out var number))
            {
                return false;
            }

            if (end == host.Length)
            {
                address |= (uint)number;
                return number >> (8 * (MostParts + 1 - part)) == 0;
            }

            if (number > byte.MaxValue)
            {
                return false;
            }

            address |= (uint)number << (8 * (MostParts - part));
            host = host[(end + Forms.HostDot(host, end))..];
        }

        return false;
    }

    /// <summary>Such an address in another form than the usual four decimal numbers.</summary>
    public static bool AreOdd(ReadOnlySpan<char> host) => char.IsAsciiDigit(host[0]) && TryRead(host, out var address) && !host.SequenceEqual(Dotted(address));

    public static string Dotted(uint address) => new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]).ToString();

    private static bool TryNumber(ReadOnlySpan<char> written, out ulong number)
    {
        number = 0;
        if (written.IsEmpty)
        {
            return false;
        }

        var isHex = written.Length > 1 && Chars.Fold(written[0]) == '0' && Chars.Fold(written[1]) is 'x' or 'X';
        var radix = isHex ? 16u : written.Length > 1 && Chars.Fold(written[0]) == '0' ? 8u : 10u;
        foreach (var c in written[(isHex ? 2 : 0)..])
        {
            var digit = char.IsAsciiHexDigit(Chars.Fold(c)) ? Convert.ToUInt32(Chars.Fold(c).ToString(), 16) : radix;
            number = (number * radix) + digit;
            if (digit >= radix || number > uint.MaxValue)
            {
                return false;
            }
        }

        return true;
    }
}
