namespace Infohub.Demo.Script;

public sealed record CommunityAct : Act
{
    public required bool AmberClients { get; init; }

    public required string Terms { get; init; }
}

public sealed record NewTermsAct : Act
{
    public required string Terms { get; init; }
}

public sealed record TermsAct : Act;

public sealed record OrganisationAct : Act
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public IReadOnlyList<string> Sectors { get; init; } = [];

    public int Seats { get; init; } = 5;

    public string State { get; init; } = "active";

    public bool ReadsCommunity { get; init; }

    /// <summary>As people read it; the world's name where there is none.</summary>
    public string? FullName { get; init; }

    public string NameZh { get; init; } = "";

    public string Participant { get; init; } = "other";

    public string About { get; init; } = "";
}

public sealed record OrganisationStateAct : Act
{
    public required string Organisation { get; init; }

    public required string State { get; init; }
}

public sealed record PersonAct : Act
{
    public required string Name { get; init; }

    public required string Organisation { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public string State { get; init; } = "active";

    public string? Email { get; init; }

    public string? FullName { get; init; }

    public string Language { get; init; } = "en";
}

public sealed record PersonStateAct : Act
{
    public required string Person { get; init; }

    public required string State { get; init; }
}

public sealed record PersonMoveAct : Act
{
    public required string Person { get; init; }

    public required string Organisation { get; init; }
}

public sealed record ClientProposeAct : Act
{
    public required string Provider { get; init; }

    public required string Client { get; init; }
}

public sealed record ClientConfirmAct : Act
{
    public required string Provider { get; init; }

    public required string Client { get; init; }
}

public sealed record ClientEndAct : Act
{
    public required string Provider { get; init; }

    public required string Client { get; init; }
}
