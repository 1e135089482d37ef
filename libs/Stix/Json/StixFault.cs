namespace Infohub.Stix.Json;

/// <summary>How bad a fault is.</summary>
public enum Severity
{
    /// <summary>A SHOULD of the standard is not followed.</summary>
    Warning,

    /// <summary>A MUST is broken: the content is not taken.</summary>
    Error,
}

/// <summary>What is wrong with content from outside.</summary>
/// <param name="Path">Where, as a JSON pointer (RFC 6901); empty for the whole.</param>
/// <param name="Text">What is wrong, as a sentence that can be said in another language.</param>
/// <param name="Clause">Of which standard, for example <c>STIX 2.1 §3.2</c>.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record StixFault(string Path, FaultText Text, string Clause, Severity Severity = Severity.Error)
{
    /// <summary>What is wrong, in English.</summary>
    public string Message => Text.ToString();
}

/// <summary>Bounds of what is read; none is of the standard.</summary>
public sealed record ReadingLimits
{
    /// <summary>Bytes of the whole.</summary>
    public long MostBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of one object.</summary>
    public int MostObjectBytes { get; init; } = 16 << 20;

    /// <summary>Objects of the whole.</summary>
    public long MostObjects { get; init; } = 1_000_000;

    /// <summary>Objects and lists in each other, within one object.</summary>
    public int Deepest { get; init; } = 64;

    /// <summary>Characters of one string, escapes undone.</summary>
    public int LongestString { get; init; } = 5_000_000;
}
