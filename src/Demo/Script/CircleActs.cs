namespace Infohub.Demo.Script;

public sealed record CircleAct : Act
{
    public required string Name { get; init; }

    public required string Joining { get; init; }

    public required bool Listed { get; init; }

    public required bool TakesOutside { get; init; }

    /// <summary>Who sees the list of members: <c>members</c> or <c>owners</c>.</summary>
    public required string Members { get; init; }

    /// <summary><c>all</c> or <c>joining</c>.</summary>
    public required string History { get; init; }

    public required string As { get; init; }

    public string? FullName { get; init; }

    public string NameZh { get; init; } = "";

    public string Charter { get; init; } = "";
}

public sealed record CircleSettingsAct : Act
{
    public required string Circle { get; init; }

    public string? Joining { get; init; }

    public bool? Listed { get; init; }

    public bool? TakesOutside { get; init; }

    public string? Members { get; init; }

    public string? History { get; init; }
}

public sealed record CircleJoinAct : Act
{
    public required string Circle { get; init; }

    public required string As { get; init; }
}

public sealed record CircleAdmitAct : Act
{
    public required string Circle { get; init; }

    public string? Organisation { get; init; }

    public string? Person { get; init; }
}

public sealed record CircleInviteAct : Act
{
    public required string Circle { get; init; }

    public string? Organisation { get; init; }

    public string? Person { get; init; }
}

public sealed record CircleRemoveAct : Act
{
    public required string Circle { get; init; }

    public string? Organisation { get; init; }

    public string? Person { get; init; }
}

public sealed record CircleLeaveAct : Act
{
    public required string Circle { get; init; }

    public required string As { get; init; }
}

public sealed record CircleCloseAct : Act
{
    public required string Circle { get; init; }
}
