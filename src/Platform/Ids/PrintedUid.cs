namespace Infohub.Platform.Ids;

/// <summary>An address as pages print it and people type it back: <c>IH-7QK4M-2XDPT</c>.</summary>
public static class PrintedUid
{
    private const string Prefix = "IH-";

    /// <summary>The address alone, however it was typed.</summary>
    public static string Read(string? typed)
    {
        var address = (typed ?? "").Trim().ToUpperInvariant();
        return address.StartsWith(Prefix, StringComparison.Ordinal) ? address[Prefix.Length..] : address;
    }

    public static string Write(string uid) => Prefix + uid;
}
