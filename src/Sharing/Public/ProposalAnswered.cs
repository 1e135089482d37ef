namespace Infohub.Sharing.Public;

/// <summary>The originator's side accepted a proposal, or answered it.</summary>
public sealed record ProposalAnswered(long ItemSeq, string Uid, int Version, bool Accepted);
