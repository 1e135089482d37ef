using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infohub.Stix.Patterns;

/// <summary>An address or a network, of IPv4 or IPv6.</summary>
internal readonly record struct Network(UInt128 Address, int Prefix, int Bits)
{
    /// <summary>Null for what is neither. Bits behind the prefix do not count.</summary>
    public static Network? Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        // The parser of the framework takes "1.2", octal and hexadecimal numbers, names of zones, and a port behind brackets.
        if (!IPAddress.TryParse(address, out var ip) || address.AsSpan().IndexOfAny("%[]") >= 0 || (ip.AddressFamily == AddressFamily.InterNetwork && !IsDotted(address)))
        {
            return null;
        }

        var bytes = ip.GetAddressBytes();
        var bits = bytes.Length * 8;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits))
        {
            return null;
        }

        Span<byte> whole = stackalloc byte[16];
        whole.Clear();
        bytes.CopyTo(whole);
        var value = BinaryPrimitives.ReadUInt128BigEndian(whole);
        return new Network(prefix == 0 ? 0 : value & (UInt128.MaxValue << (128 - prefix)), prefix, bits);
    }

    private static bool IsDotted(string address) => address.Split('.') is { Length: 4 } parts && Array.TrueForAll(parts, p => p.Length is > 0 and <= 3 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0'));

    public bool Holds(Network other) =>
        Bits == other.Bits && Prefix <= other.Prefix && (Prefix == 0 || (other.Address & (UInt128.MaxValue << (128 - Prefix))) == Address);
}
