using System.Net;
using System.Net.Sockets;

namespace Infohub.Community.Viewers;

/// <summary>Lists of networks in CIDR form, separated by spaces; an empty list allows all.</summary>
public static class Networks
{
    public static bool Allow(string networks, IPAddress from)
    {
        if (networks.Length == 0)
        {
            return true;
        }

        var address = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        return networks.Split(' ').Any(text => IPNetwork.TryParse(text, out var network) && network.Contains(address));
    }

    /// <summary>
    /// Whether the list says whence: it is not empty, and none of it is wider than /8 (IPv4) or /19 (IPv6), the most that one holder was ever given. 0.0.0.0/0 is everywhere.
    /// </summary>
    public static bool Bind(string networks) =>
        networks.Length > 0 && networks.Split(' ').All(static text => IPNetwork.TryParse(text, out var network)
            && network.PrefixLength >= (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 8 : 19));

    /// <summary>The list in canonical form, or null where a word is no network.</summary>
    public static string? Parse(IEnumerable<string> words)
    {
        var list = new List<string>();
        foreach (var word in words.Select(w => w.Trim()).Where(w => w.Length > 0))
        {
            if (IPNetwork.TryParse(word, out var network))
            {
                list.Add(network.ToString());
            }
            else if (IPAddress.TryParse(word, out var address))
            {
                list.Add(address + (address.AddressFamily == AddressFamily.InterNetwork ? "/32" : "/128"));
            }
            else
            {
                return null;
            }
        }

        return string.Join(' ', list);
    }
}
