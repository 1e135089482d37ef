namespace Infohub.Community.Public;

/// <summary>An invited person chose their secrets and is active.</summary>
public sealed record PersonEntered(long PersonId, long OrganisationId, long At);

/// <summary>Somebody says that a person lost their factors; the person can stop it by signing in. Times are microseconds.</summary>
public sealed record FactorRecoveryStarted(long PersonId, long OrganisationId, string RecoveryUid, long By, long At);

/// <summary>An officer confirmed a recovery; from <c>ReadyAt</c> the person may choose new secrets.</summary>
public sealed record FactorRecoveryConfirmed(long PersonId, long OrganisationId, string RecoveryUid, long By, long ReadyAt, long At);

/// <summary>A recovery ended unused.</summary>
public sealed record FactorRecoveryCancelled(long PersonId, long OrganisationId, string RecoveryUid, long By, long At);

/// <summary>The person, or whoever held the link, chose new secrets by a recovery.</summary>
public sealed record FactorRecoveryUsed(long PersonId, long OrganisationId, long At);
