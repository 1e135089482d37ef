using Infohub.Platform.Refusals;

namespace Infohub.Community.People;

/// <summary>What may be refused about people.</summary>
internal static class PeopleRefusals
{
    public static Refusal NotYours { get; } = Refusal.Forbidden("rights", "You may not do this: it needs rights that you do not have yourself.");

    public static Refusal NotYourself { get; } = Refusal.Forbidden("yourself", "Nobody changes their own roles or state this way. Ask another administrator or officer.");

    public static Refusal Email { get; } = Refusal.Invalid("email", "Give an e-mail address.", "email");

    public static Refusal EmailTaken { get; } = Refusal.Conflict("email-taken", "The organisation has this address already. Find the person in its list: who has not come yet is invited again there, and who left comes back there.");

    public static Refusal EmailHeld { get; } = Refusal.Conflict(
        "email-held",
        "An account has this address already, so the link cannot open a second one. Ask whoever invited you for a link with another address, or the programme's officers to move the account that you have.");

    public static Refusal OrganisationNotActive { get; } = Refusal.Conflict("organisation-not-active", "The organisation is not an active member.");

    public static Refusal NoSuchChange { get; } = Refusal.Conflict("state", "The person is in a state that does not allow this.");

    public static Refusal ComesBack { get; } = Refusal.Conflict(
        "comes-back", "This person was here before and comes back by a recovery: you start it on their page, an officer confirms it, and a day later you can hand over a link.");

    public static Refusal UnknownRoles { get; } = Refusal.Invalid("roles", "Choose roles from the list.", "roles");

    public static Refusal LastAdministrator { get; } = Refusal.Conflict("last-administrator", "This is the organisation's last administrator. Name another one first.");

    public static Refusal LastOfficer { get; } = Refusal.Conflict("last-officer", "This is the community's last officer. Name another one first.");

    public static Refusal SameOrganisation { get; } = Refusal.Conflict("same-organisation", "The person represents this organisation already.");
}
