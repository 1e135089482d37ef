using Infohub.Platform.Refusals;

namespace Infohub.Community.Seals;

/// <summary>What may be refused about seal keys.</summary>
internal static class SealRefusals
{
    public static Refusal WrongPassphrase { get; } = Refusal.Invalid("seal-passphrase", "This is not the passphrase of your seal key. Type it again; nobody can give it back to you.", "passphrase");

    public static Refusal NotRepeated { get; } = Refusal.Invalid("seal-repeat", "The two passphrases differ. Type the same one twice.", "repeat");

    public static Refusal ThreeKeep { get; } = Refusal.Conflict("seal-three", "Three officers keep seals already. One of them must give up the key before another makes one.");

    public static Refusal NoKey { get; } = Refusal.Conflict("seal-no-key", "You have no seal key. Make one on the page of seals.");

    public static Refusal TooMany { get; } = new(RefusalKind.TooMany, "too-many", "There were too many attempts. Wait a minute, then try again.");
}
