using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Infohub.Observables;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Networks and addresses of both families. A network in which an entry lies meets it too: who blocks the network blocks the entry.</summary>
internal sealed class NetworkMatcher : Matcher
{
    private readonly RangeSet<uint> four;
    private readonly RangeSet<UInt128> six;

    public NetworkMatcher(EntryText entries)
    {
        var (narrow, wide) = (new List<(uint, byte)>(), new List<(UInt128, byte)>());
        entries.Each(entry =>
        {
            var network = Parse(entry) ?? throw new InvalidDataException("A kept entry is no network.");
            if (network.IsFour)
            {
                narrow.Add(((uint)network.Start, network.Prefix));
            }
            else
            {
                wide.Add((network.Start, network.Prefix));
            }
        });
        (four, six) = (new RangeSet<uint>(narrow), new RangeSet<UInt128>(wide));
    }

    public override long Bytes => four.Bytes + six.Bytes;

    public override bool IsOfHosts => true;

    public override string? EntryFor(ObservableKind kind, string value)
    {
        if (kind is not (ObservableKind.IPv4 or ObservableKind.IPv6 or ObservableKind.IPv4Network or ObservableKind.IPv6Network) || Parse(value) is not { } asked)
        {
            return null;
        }

        if (asked.IsFour)
        {
            return four.Meets((uint)asked.Start, asked.Prefix) is { } met ? Text(met.Start, met.Prefix) : null;
        }

        // An IPv4 address in the clothes of IPv6 (RFC 4291 §2.5.5.2) is blocked as what it is.
        return six.Meets(asked.Start, asked.Prefix) is { } found ? Text(found.Start, found.Prefix)
            : asked.Prefix >= 96 && asked.Start >> 32 == 0xffff && four.Meets((uint)(asked.Start & uint.MaxValue), (byte)(asked.Prefix - 96)) is { } mapped ? Text(mapped.Start, mapped.Prefix)
            : null;
    }

    /// <summary>An address or a network, its host bits cleared; null for anything else. Parts with leading zeros are octal to some and decimal to others, and are none.</summary>
    internal static (UInt128 Start, byte Prefix, bool IsFour)? Parse(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        var head = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(head, out var address) || (address.AddressFamily == AddressFamily.InterNetwork ? !IsPlainFour(head) : head.ContainsAny("%[]")))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        var most = length * 8;
        var prefix = most;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > most))
        {
            return null;
        }

        var start = length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
        var host = prefix == most ? UInt128.Zero : prefix == 0 ? UInt128.MaxValue : (UInt128.One << (most - prefix)) - 1;
        return (start & ~host, (byte)prefix, length == 4);
    }

    private static bool IsPlainFour(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var part in text.Split('.'))
        {
            parts++;
            if (text[part] is [] or ['0', _, ..] || text[part].ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return parts == 4;
    }

    private static string Text(uint start, byte prefix)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, start);
        return Text(bytes, prefix, prefix == 32);
    }

    private static string Text(UInt128 start, byte prefix)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, start);
        return Text(bytes, prefix, prefix == 128);
    }

    private static string Text(ReadOnlySpan<byte> bytes, byte prefix, bool isAddress) =>
        isAddress ? new IPAddress(bytes).ToString() : string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{prefix}");
}
