namespace Infohub.Platform.Http.Outbound;

/// <summary>What the way out did not do, or broke off. Its words may be shown to who named the address: they tell nothing of the network that the hub stands in.</summary>
/// <param name="code">A stable word.</param>
/// <param name="message">A sentence in English.</param>
public sealed class OutboundRefused(string code, string message) : IOException(message)
{
    public string Code => code;

    internal static OutboundRefused Scheme => new("outbound-scheme", "Only addresses that begin with https:// are asked.");

    internal static OutboundRefused Account => new("outbound-account", "An address holds no user name and no password.");

    /// <summary>The same for a name that is not there and for one that lies inside: who may name addresses learns nothing of the names of this network.</summary>
    internal static OutboundRefused Address => new("outbound-address", "There is no server on the public network under this name.");

    internal static OutboundRefused Redirect => new("outbound-redirect", "The server sends to another place, which is not followed.");

    internal static OutboundRefused Slow => new("outbound-slow", "The server did not answer in time.");

    internal static OutboundRefused TooLarge => new("outbound-large", "The answer is larger than the hub reads.");
}
