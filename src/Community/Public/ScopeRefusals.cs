using Infohub.Platform.Refusals;

namespace Infohub.Community.Public;

/// <summary>What a key's scopes do not allow (law section 1); a person in a session has no scopes and may both.</summary>
public static class ScopeRefusals
{
    private static readonly Refusal Unreadable = Refusal.Forbidden("scope-read", "This key may not read. Make one with the scope that reads.");

    private static readonly Refusal Unwritable = Refusal.Forbidden("scope-write", "This key may not write. Make one with the scope that writes.");

    private static readonly Refusal Undrafted = Refusal.Forbidden("scope-drafts", "This key does not see drafts. Make one with that scope.");

    /// <summary>Null where the viewer may see drafts.</summary>
    public static Refusal? Drafting(Viewer viewer) => viewer.May(Scopes.Drafts) ? null : Undrafted;

    /// <summary>Null where the viewer may read.</summary>
    public static Refusal? Reading(Viewer viewer) => viewer.May(Scopes.Read) ? null : Unreadable;

    /// <summary>Null where the viewer may write.</summary>
    public static Refusal? Writing(Viewer viewer) => viewer.May(Scopes.Write) ? null : Unwritable;
}
