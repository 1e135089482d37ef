namespace Infohub.Platform.Http.Outbound;

/// <summary>
/// What the operator lets out beside the public network by https: origins such as <c>https://misp.internal:8443</c>, wherever they lie and by the scheme that stands there. The setting <c>Outbound:Allow</c>, with spaces between.
/// </summary>
public sealed class AllowedOrigins
{
    private readonly HashSet<string> origins;

    /// <param name="setting">As it stands in the settings; null or empty for none.</param>
    public AllowedOrigins(string? setting) =>
        origins = [.. (setting ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>Whether an address may be asked at all, before anybody has looked where it lies.</summary>
    public bool MayAsk(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || Holds(address));

    internal bool Holds(Uri address) => origins.Contains(Of(address));

    /// <summary>Scheme, host and port.</summary>
    internal static string Of(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped).ToLowerInvariant();

    private static string Read(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var read) && read is { Scheme: "https" or "http", UserInfo.Length: 0, AbsolutePath: "/", Query.Length: 0 }
            ? Of(read)
            : throw new InvalidOperationException($"Outbound:Allow holds “{origin}”, which is no origin such as https://host:8443.");
}
