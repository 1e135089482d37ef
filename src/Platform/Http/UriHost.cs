namespace Infohub.Platform.Http;

/// <summary>The host of an address that somebody else wrote.</summary>
public static class UriHost
{
    /// <summary>The name in its ASCII form (RFC 5891), or null where it has none: <see cref="Uri.IdnHost"/> breaks off at a name that IDNA does not allow.</summary>
    public static string? Of(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
