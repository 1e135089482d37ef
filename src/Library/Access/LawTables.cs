namespace Infohub.Library.Access;

/// <summary>An item as the rules see it; each property is a column of <c>item</c>.</summary>
public sealed record ItemFacts
{
    public long Seq { get; init; }
    public int State { get; init; }
    public int Label { get; init; }
    public int Version { get; init; }
    public long AudienceId { get; init; }
    public long OrgId { get; init; }
    public long PersonId { get; init; }
    public long KeyId { get; init; }
    public bool Anonymous { get; init; }
    public long SharedAt { get; init; }
    public long ReleaseAt { get; init; }
    public long EmbargoUntil { get; init; }
    public int Pap { get; init; }
    public int Grants { get; init; }
}

/// <summary>One version; each property is a column of <c>item_version</c>.</summary>
public sealed record VersionFacts
{
    public int Version { get; init; }
    public int Label { get; init; }
    public long AudienceId { get; init; }
    public long SharedAt { get; init; }
}

public sealed record PartRow(long AudienceId, int Kind, long Ref, long RefOrg);

public sealed record MemberRow(long CircleId, long OrgId, long PersonId, long ReadsFrom);

public sealed record KeyCircleRow(long KeyId, long CircleId);

public sealed record AnonymousAuthorRow(long ItemSeq, long Tag);

public sealed record ReviewerRow(long ItemSeq, long PersonId, long OrgId);

public sealed record GrantRow(
    long Id, long ItemSeq, long PasserId, long PasserOrg, bool ByAuthor, int Kind, long Ref, long RefOrg, long At, int FromVersion, long Via);

public sealed record GrantLinkRow(long GrantId, long Ancestor);

public sealed record ClientRow(long ProviderId, long ClientId, long ProviderAt, long ClientAt);

public sealed record OrganisationRow(long Id, int State, long JoinedAt);

public sealed record PersonRow(long Id, long OrgId, int State, long JoinedAt);

/// <summary>What the rules look up: in memory arrays, in SQL the tables that <see cref="LawSql"/> names.</summary>
public sealed record LawTables
{
    public static LawTables Empty { get; } = new();

    public PartRow[] Parts { get; init; } = [];
    public MemberRow[] Members { get; init; } = [];
    public KeyCircleRow[] KeyCircles { get; init; } = [];
    public AnonymousAuthorRow[] AnonymousAuthors { get; init; } = [];
    public ReviewerRow[] Reviewers { get; init; } = [];
    public GrantRow[] Grants { get; init; } = [];
    public GrantLinkRow[] GrantLinks { get; init; } = [];
    public ClientRow[] Clients { get; init; } = [];
    public OrganisationRow[] Organisations { get; init; } = [];
    public PersonRow[] Persons { get; init; } = [];
}
