using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infohub.Library.Files.Inspection;

/// <summary>Where a virus scanner listens, if the operator runs one, and how long it may take.</summary>
internal sealed record ClamAvOptions
{
    /// <summary><c>/run/clamav/clamd.ctl</c> or <c>127.0.0.1:3310</c>; empty: no scanner is asked.</summary>
    public string Address { get; init; } = "";

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan ScanTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The place, or null where none is configured.</summary>
    /// <exception cref="FormatException">Neither a socket's path nor a loopback address: contents go to no other machine.</exception>
    public EndPoint? EndPoint()
    {
        if (Address.Length == 0)
        {
            return null;
        }

        if (Address.StartsWith('/'))
        {
            return new UnixDomainSocketEndPoint(Address);
        }

        var colon = Address.LastIndexOf(':');
        var host = colon > 0 ? Address[..colon].Trim('[', ']') : "";
        var isLoopback = host == "localhost" || (IPAddress.TryParse(host, out var parsed) && IPAddress.IsLoopback(parsed));
        return isLoopback && int.TryParse(Address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? new IPEndPoint(host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(host), port)
            : throw new FormatException("The scanner's address is neither the path of a socket nor host:port on this machine: " + Address);
    }
}
