namespace Infohub.Community.Public;

/// <summary>An organisation's state was changed. Times are microseconds.</summary>
public sealed record OrganisationStateChanged(long OrganisationId, string Uid, int From, int To, long At);

/// <summary>An organisation left: its memberships, clients and keys are gone; grants, feeds and tokens made before <c>At</c> end too (law R5).</summary>
public sealed record OrganisationLeft(long OrganisationId, string Uid, long At);

/// <summary>A person was invited; the link itself is never in an event. <c>By</c> is 0 for set-up.</summary>
public sealed record PersonInvited(long PersonId, long OrganisationId, long By, long At);

/// <summary>A person was suspended or reinstated.</summary>
public sealed record PersonStateChanged(long PersonId, long OrganisationId, int From, int To, long At);

/// <summary>The pair of person and organisation ended: its memberships and keys are gone; grants, feeds and tokens made before <c>At</c> end too (law R3, R5).</summary>
public sealed record PersonLeft(long PersonId, long OrganisationId, long At);

/// <summary>A person now represents another organisation. <see cref="PersonLeft"/> went before. <c>By</c> is 0 for set-up.</summary>
public sealed record PersonMoved(long PersonId, long FromOrganisationId, long ToOrganisationId, long At, long By = 0);

public sealed record RolesChanged(long PersonId, long OrganisationId, Roles From, Roles To, long By, long At);

public sealed record CircleFounded(long CircleId, long OrganisationId, long PersonId, long At);

/// <summary>A member joined; <c>PersonId</c> is 0 for a whole organisation.</summary>
public sealed record CircleJoined(long CircleId, long OrganisationId, long PersonId, long At);

/// <summary>A member left or was removed.</summary>
public sealed record CircleLeft(long CircleId, long OrganisationId, long PersonId, bool Removed, long At);

/// <summary>Somebody asks to be let in; the owners decide.</summary>
public sealed record CircleAsked(long CircleId, long OrganisationId, long PersonId, long At);

public sealed record CircleInvited(long CircleId, long OrganisationId, long PersonId, long By, long At);

public sealed record CircleRefused(long CircleId, long OrganisationId, long PersonId, long At);

public sealed record CircleSettingsChanged(long CircleId, long By, long At);

public sealed record CircleClosed(long CircleId, long At);

public sealed record CircleOwnersChanged(long CircleId, long PersonId, bool Added, long At);

public sealed record ClientProposed(long ProviderId, long ClientId, long ByOrganisationId, long At);

public sealed record ClientConfirmed(long ProviderId, long ClientId, long At);

public sealed record ClientEnded(long ProviderId, long ClientId, long ByOrganisationId, long At);

public sealed record KeyMade(long KeyId, long OrganisationId, long PersonId, long By, long At);

public sealed record KeyRevoked(long KeyId, long OrganisationId, long PersonId, long At);

public sealed record ElevationAsked(long ElevationId, long By, long At);

public sealed record ElevationAnswered(long ElevationId, long AskedBy, long By, bool Granted, long At);

/// <summary>The terms changed: everybody accepts again.</summary>
public sealed record TermsChanged(string Version, long At);
