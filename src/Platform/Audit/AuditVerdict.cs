namespace Infohub.Platform.Audit;

/// <summary>What a walk over the record found.</summary>
/// <param name="Rows">How many rows fit, from the first on.</param>
/// <param name="BrokenAt">The number of the first row that does not fit; null where all do.</param>
/// <param name="Head">The last row's hash in hexadecimal: kept elsewhere with the number of rows, it shows rows cut off at the end, which the chain alone cannot.</param>
public sealed record AuditVerdict(long Rows, long? BrokenAt, string Head);
