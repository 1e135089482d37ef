namespace Infohub.Library.Public;

/// <summary>An item was shared; listeners ask the law themselves who may know.</summary>
public sealed record ItemShared(long Seq, string Uid);

public sealed record ItemRevised(long Seq, string Uid, int Version);

/// <summary>Label or audience were changed; earlier readers are told (W3).</summary>
public sealed record ItemRelabelled(long Seq, string Uid, int Version, int FromLabel, int ToLabel, long FromAudience, long ToAudience);

/// <summary>Withdrawn, hidden or erased; <c>State</c> says which.</summary>
public sealed record ItemGone(long Seq, string Uid, int State);

/// <summary>Passed on by a grant (W3).</summary>
public sealed record ItemPassedOn(long Seq, string Uid, long GrantId);

/// <summary>An item is to be put into the index again.</summary>
public sealed record ItemReindex(long Seq);

/// <summary>Everything that an item said is gone; listeners delete what they kept of it.</summary>
public sealed record ItemErased(long Seq, string Uid);

/// <summary>Two officers opened the seal on who shared an item, or said something under one, without a name; whoever it is is told (W7).</summary>
/// <param name="ItemSeq">The item.</param>
/// <param name="Uid">The address of what was sealed.</param>
/// <param name="OpeningId">The opening.</param>
/// <param name="Kind"><c>item</c>, or what was said under it.</param>
/// <param name="Tag">Whose it was, as it lay with the seal when that was opened: seal and tag may be gone before this is heard. For the notice to its owner, and for nothing that anybody reads.</param>
public sealed record SealOpened(long ItemSeq, string Uid, long OpeningId, string Kind = "item", long Tag = 0);
