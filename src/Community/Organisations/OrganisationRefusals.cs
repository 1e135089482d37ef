using Infohub.Platform.Refusals;

namespace Infohub.Community.Organisations;

/// <summary>What may be refused about organisations.</summary>
internal static class OrganisationRefusals
{
    public static Refusal OfficersOnly { get; } = Refusal.Forbidden("officers-only", "Only the programme's officers may do this.");

    public static Refusal AdministratorsOnly { get; } = Refusal.Forbidden("administrators-only", "Only an administrator of the organisation may do this.");

    public static Refusal UnknownStanding { get; } = Refusal.Invalid("standing", "Choose member, partner hub or external source.", "standing");

    public static Refusal UnknownParticipant { get; } = Refusal.Invalid("participant", "Choose one of the kinds of participants.", "participant");

    public static Refusal UnknownSector { get; } = Refusal.Invalid("sector", "Choose sectors from the list.", "sectors");

    public static Refusal Seats { get; } = Refusal.Invalid("seats", "The number of seats is between 1 and 1,000.", "seats");

    public static Refusal SeatsTaken { get; } = Refusal.Conflict("seats-taken", "All seats of this organisation are taken.");

    public static Refusal NoSuchChange { get; } = Refusal.Conflict("state", "The organisation is in a state that does not allow this.");

    public static Refusal LastOfficers { get; } = Refusal.Conflict("last-officer", "The community's last officer belongs to this organisation. Name another officer first.");

    public static Refusal Changed { get; } = Refusal.Conflict("changed", "This was changed in between. Look at it again.");
}
