namespace Infohub.Taxii.Wire;

/// <summary>Media types of TAXII 2.1 (§1.6.8).</summary>
public static class TaxiiMedia
{
    /// <summary>What every answer is.</summary>
    public const string Type = "application/taxii+json;version=2.1";

    /// <summary>What the objects of a collection are.</summary>
    public const string Stix = "application/stix+json;version=2.1";

    /// <summary>The same without its version.</summary>
    public const string Bare = "application/taxii+json";

    /// <summary>Whether who sends this header takes an answer in TAXII 2.1: by its name, with that version or without one, or because anything is taken.</summary>
    /// <param name="accept">The values of <c>Accept</c>; null or empty takes anything.</param>
    public static bool IsAccepted(string? accept) =>
        string.IsNullOrWhiteSpace(accept) || accept.Split(',').Any(range => Parts(range) is [var name, .. var parameters]
            && (name is "*/*" or "application/*" || (name == Bare && Version(parameters) is null or "2.1")) && !parameters.Any(p => p.StartsWith("q=0", StringComparison.Ordinal) && p.AsSpan(2).Trim("0.").IsEmpty));

    /// <summary>Whether a body is said to be TAXII 2.1.</summary>
    /// <param name="contentType">The value of <c>Content-Type</c>.</param>
    public static bool IsContent(string? contentType) => contentType is not null && Parts(contentType) is [Bare, .. var parameters] && Version(parameters) is null or "2.1";

    private static string[] Parts(string value) => [.. value.Split(';').Select(p => p.Trim().ToLowerInvariant())];

    private static string? Version(IEnumerable<string> parameters) =>
        parameters.Select(p => p.Split('=', 2)).Where(p => p.Length == 2 && p[0].Trim() == "version").Select(p => p[1].Trim().Trim('"')).FirstOrDefault();
}
