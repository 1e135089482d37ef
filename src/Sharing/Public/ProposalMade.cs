namespace Infohub.Sharing.Public;

/// <summary>A reader proposed to the originator to correct a value.</summary>
/// <param name="PersonId">Who did, and is told the outcome.</param>
/// <param name="OrganisationId">In whose name it is said, where the person is not named; else 0.</param>
/// <param name="Private">For whom it is, of <see cref="Comments.Privacy"/>.</param>
public sealed record ProposalMade(long ItemSeq, string Uid, int Version, long PersonId, long OrganisationId, int Private);
