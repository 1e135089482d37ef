using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Infohub.Platform.Http;

/// <summary>What a client says that it has (RFC 9110 §13.1.2).</summary>
public static class EntityTag
{
    private const int LongestHeader = 4096;

    /// <summary>
    /// One of the header's tags stands for this one. Compared weakly, for a proxy that compresses makes a strong tag weak. <c>*</c>, which would stand for whatever is there, and what is malformed
    /// stand for nothing: who has the answer knows its tag.
    /// </summary>
    /// <param name="ifNoneMatch">The header <c>If-None-Match</c>, or empty.</param>
    /// <param name="tag">A strong tag, with its quotes.</param>
    public static bool Stands(string ifNoneMatch, string tag) =>
        ifNoneMatch.Length is > 0 and <= LongestHeader && EntityTagHeaderValue.TryParseStrictList([ifNoneMatch], out var known) && EntityTagHeaderValue.TryParse(tag, out var mine)
        && known.Any(k => k.Compare(mine, useStrongComparison: false));

    /// <summary>All that was sent of the header, in one.</summary>
    public static string IfNoneMatch(HttpContext context) => context.Request.Headers.IfNoneMatch.ToString();
}
