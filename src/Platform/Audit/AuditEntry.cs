namespace Infohub.Platform.Audit;

/// <summary>One row of the record: who, act, object, commitment; no content.</summary>
/// <param name="Act">A stable word, for example <c>item.share</c> or <c>read.page</c>.</param>
/// <param name="PersonId">Who acted; 0 for nobody or for an anonymous author.</param>
/// <param name="OrganisationId">For which organisation; 0 for none.</param>
/// <param name="KeyId">By which key; 0 for none.</param>
/// <param name="ObjectKind"><c>item</c>, <c>circle</c>, <c>organisation</c>, <c>person</c>, <c>key</c>, ...</param>
/// <param name="ObjectUid">The object's address.</param>
/// <param name="Detail">Version, label, the reason of an opened seal and the like: never content.</param>
/// <param name="Commitment">A hash of what was done or of who did it, with a salt where it must not be guessed; or null.</param>
public sealed record AuditEntry(
    string Act,
    long PersonId,
    long OrganisationId,
    long KeyId,
    string ObjectKind,
    string ObjectUid,
    string Detail = "",
    byte[]? Commitment = null);
