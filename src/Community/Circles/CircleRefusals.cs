using Infohub.Platform.Refusals;

namespace Infohub.Community.Circles;

/// <summary>What may be refused about circles that the viewer may know of.</summary>
internal static class CircleRefusals
{
    public static Refusal AdministratorsOnly { get; } = Refusal.Forbidden("administrators-only", "Only an administrator of your organisation may do this for it.");

    public static Refusal OwnersOnly { get; } = Refusal.Forbidden("owners-only", "Only the circle's owners may do this.");

    public static Refusal KeyCeiling { get; } = Refusal.Forbidden(
        "key-ceiling", "A circle can hold more than this key may read. Have the key's ceiling raised to TLP:AMBER+STRICT, or do this signed in.");

    public static Refusal OneMember { get; } = Refusal.Invalid("member", "Name one organisation or one person.", "person");

    public static Refusal Closed { get; } = Refusal.Conflict("circle-closed", "This circle is closed.");

    public static Refusal InvitationOnly { get; } = Refusal.Forbidden("invitation-only", "This circle takes members by invitation.");

    public static Refusal SectorOnly { get; } = Refusal.Forbidden("sector-only", "A sector's circle is for active members of that sector.");

    public static Refusal SectorCircle { get; } = Refusal.Forbidden("sector-circle", "A sector's circle looks after itself.");

    public static Refusal AlreadyMember { get; } = Refusal.Conflict("already-member", "Already a member of this circle.");

    public static Refusal AlreadyWaiting { get; } = Refusal.Conflict("already-waiting", "This was asked already, and waits for an answer.");

    public static Refusal NobodyAsked { get; } = Refusal.Conflict("not-waiting", "Nobody waits here for an answer.");

    public static Refusal NotAMember { get; } = Refusal.Conflict("not-a-member", "Not a member of this circle.");

    public static Refusal LastOwner { get; } = Refusal.Conflict("last-owner", "The circle would have no owner. Name another owner first, or close the circle.");

    public static Refusal UnknownManner { get; } = Refusal.Invalid("manner", "Choose the circle's manners from the lists.", "joining");

}
