using Infohub.Platform.Http;

namespace Infohub.Platform.Ui.Markdown;

/// <summary>Which links of a text stay links; all others are shown masked.</summary>
public sealed record MarkdownOptions
{
    public static MarkdownOptions Masked { get; } = new();

    /// <summary>Hosts that the community trusts, in lower case.</summary>
    public IReadOnlySet<string> LiveHosts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>For the References field: every link of http and https.</summary>
    public bool AllLive { get; init; }

    /// <summary>For texts of the product itself: paths of the hub are links.</summary>
    public bool OwnPaths { get; init; }

    /// <summary>The element of a heading of the first level: below the titles of a page that has h1 and h2 of its own.</summary>
    public int TopHeading { get; init; } = 3;

    /// <summary>The address to link to, or null where the link is to be masked.</summary>
    internal string? LiveAddress(string? address)
    {
        if (OwnPaths && address is ['/', not '/', ..])
        {
            return address;
        }

        // User information makes one host look like another: such a link is never live.
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.UserInfo.Length == 0 && UriHost.Of(uri) is { } host && (AllLive || LiveHosts.Contains(host))
            ? uri.AbsoluteUri
            : null;
    }
}
