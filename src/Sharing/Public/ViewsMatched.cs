namespace Infohub.Sharing.Public;

/// <summary>Something came into saved views whose owners are to be told: each reads it, as the law said at that moment, and has it once.</summary>
/// <param name="ItemSeq">The item's key in its tables.</param>
/// <param name="ItemUid">Its address.</param>
/// <param name="At">When it was shared.</param>
/// <param name="Matches">Of each owner one view.</param>
public sealed record ViewsMatched(long ItemSeq, string ItemUid, long At, IReadOnlyList<ViewMatch> Matches);

/// <summary>A view and its owner.</summary>
/// <param name="ViewId">The number of the view.</param>
/// <param name="PersonId">The number of its owner.</param>
public sealed record ViewMatch(long ViewId, long PersonId);
