namespace Infohub.Demo.Script;

/// <summary>An officer publishes a page of guidance, or its next version.</summary>
public sealed record GuidanceAct : Act
{
    public required string Slug { get; init; }

    /// <summary>Title, summary and body by language.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Texts { get; init; }
}
