using System.Net;
using System.Net.Sockets;

namespace Infohub.Intelligence.Values;

/// <summary>Networks and the addresses in them.</summary>
internal static class Networks
{
    /// <summary>Bits of the block under which an address is kept: a /24 of IPv4, a /48 of IPv6.</summary>
    public static int BlockOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 24 : 48;

    public static bool TryRead(string text, out IPNetwork network) => IPNetwork.TryParse(text, out network);

    /// <summary>The networks that hold an address or a network, the narrowest first, down to /8 of IPv4 and /19 of IPv6: nobody warns of wider ones.</summary>
    public static IEnumerable<string> Above(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? value : value[..slash], out var address))
        {
            yield break;
        }

        var bytes = address.GetAddressBytes();
        var length = slash < 0 ? bytes.Length * 8 : int.Parse(value.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture) - 1;
        var widest = bytes.Length == 4 ? 8 : 19;
        for (; length >= widest; length--)
        {
            yield return new IPNetwork(Cut(bytes, length), length).ToString();
        }
    }

    /// <summary>The blocks that a network reaches over, as <see cref="ValueKeys.Block"/> gives them; null for one of more than so many.</summary>
    public static List<string>? Blocks(IPNetwork network, int most)
    {
        var block = BlockOf(network.BaseAddress);
        var count = network.PrefixLength >= block ? 1L : 1L << Math.Min(62, block - network.PrefixLength);
        if (count > most)
        {
            return null;
        }

        var bytes = network.BaseAddress.GetAddressBytes().AsSpan(0, block / 8).ToArray();
        var blocks = new List<string>();
        for (var i = 0L; i < count; i++)
        {
            blocks.Add(Convert.ToHexStringLower(bytes));
            for (var at = bytes.Length - 1; at >= 0 && ++bytes[at] == 0; at--)
            {
            }
        }

        return blocks;
    }

    /// <summary>Whether an address or a narrower network lies in a network.</summary>
    public static bool Holds(IPNetwork network, string value) =>
        IPAddress.TryParse(value, out var address) ? network.Contains(address)
        : IPNetwork.TryParse(value, out var inner) && inner.PrefixLength > network.PrefixLength && network.Contains(inner.BaseAddress);

    private static IPAddress Cut(byte[] bytes, int length)
    {
        var cut = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var bits = Math.Clamp(length - (i * 8), 0, 8);
            cut[i] = (byte)(bytes[i] & ~(0xff >> bits));
        }

        return new IPAddress(cut);
    }
}
