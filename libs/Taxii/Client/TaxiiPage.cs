namespace Infohub.Taxii.Client;

/// <summary>Which page of a collection is asked for (TAXII 2.1 §3.4).</summary>
/// <param name="AddedAfter">Added later than this, in microseconds since 1970; 0 for all.</param>
/// <param name="Next">Where the page before left off; null for the first.</param>
/// <param name="Limit">Objects at most; a server may give fewer, or more.</param>
public sealed record TaxiiAsk(long AddedAfter, string? Next, int Limit);

/// <summary>A page of a collection as it came (§3.7): one JSON object of strict form. What its objects are nobody has looked at.</summary>
/// <param name="Body">The envelope, in UTF-8.</param>
/// <param name="HasObjects">Whether there is a list of objects with something in it.</param>
/// <param name="HasMore">Whether more follow, as far as the server says so.</param>
/// <param name="Next">Where they begin; null where the server does not say.</param>
/// <param name="Last">When the last of its objects was added (§3.4), in microseconds since 1970; 0 where the server does not say.</param>
public sealed record TaxiiPage(ReadOnlyMemory<byte> Body, bool HasObjects, bool HasMore, string? Next, long Last);
