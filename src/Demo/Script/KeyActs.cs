namespace Infohub.Demo.Script;

public sealed record KeyAct : Act
{
    public required string Name { get; init; }

    /// <summary><c>person</c> or <c>organisation</c>.</summary>
    public required string Of { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public IReadOnlyList<string> Networks { get; init; } = [];

    public long? Expires { get; init; }

    public IReadOnlyList<string> Circles { get; init; } = [];

    public bool CirclesOnly { get; init; }
}

public sealed record KeyCeilingAct : Act
{
    public required string TargetKey { get; init; }

    public required string Ceiling { get; init; }
}

public sealed record KeyRevokeAct : Act
{
    public required string TargetKey { get; init; }
}

public sealed record FeedQuery(string? Kind = null, string? Circle = null, string? Label = null);

public sealed record FeedAct : Act
{
    public required string Name { get; init; }

    public FeedQuery? Query { get; init; }
}

public sealed record FeedBindAct : Act
{
    public required string Feed { get; init; }

    public required IReadOnlyList<string> Networks { get; init; }

    public required string Ceiling { get; init; }
}
