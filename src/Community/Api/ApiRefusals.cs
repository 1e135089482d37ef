using Infohub.Community.Public;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Api;

/// <summary>What a key's scopes do not allow.</summary>
internal static class ApiRefusals
{
    private static readonly Refusal Unreadable = Refusal.Forbidden("scope-read", "This key may not read. Make one with the scope that reads.");

    private static readonly Refusal Unwritable = Refusal.Forbidden("scope-write", "This key may not write. Make one with the scope that writes.");

    public static Refusal OneMember { get; } = Refusal.Invalid("member", "Name one organisation or one person.", "person");

    /// <summary>Null where the key reads.</summary>
    public static Refusal? Reading(Viewer viewer) => viewer.May(Scopes.Read) ? null : Unreadable;

    /// <summary>Null where the key writes.</summary>
    public static Refusal? Writing(Viewer viewer) => viewer.May(Scopes.Write) ? null : Unwritable;
}
