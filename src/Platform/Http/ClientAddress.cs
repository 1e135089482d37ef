using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infohub.Platform.Http;

public static class ClientAddress
{
    /// <summary>What one customer of a provider usually has: a /24, or a /56.</summary>
    public static string Prefix(IPAddress? from)
    {
        var address = from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from ?? IPAddress.None;
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 7;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{kept * 8}");
    }
}
