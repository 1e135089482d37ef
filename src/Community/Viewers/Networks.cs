using System.Net;

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
                list.Add(address + (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? "/32" : "/128"));
            }
            else
            {
                return null;
            }
        }

        return string.Join(' ', list);
    }
}
