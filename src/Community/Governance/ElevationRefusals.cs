using Infohub.Platform.Refusals;

namespace Infohub.Community.Governance;

/// <summary>What may be refused about elevation.</summary>
internal static class ElevationRefusals
{
    public static Refusal OfficersOnly { get; } = Refusal.Forbidden("officers-only", "Only the programme's officers may do this.");

    public static Refusal UnknownAct { get; } = Refusal.Invalid("act", "Choose one of the acts from the list.", "act");

    public static Refusal ReasonNeeded { get; } = Refusal.Invalid("reason", "Give the reason in one line of at most 500 characters.", "reason");

    public static Refusal Needed { get; } = Refusal.Forbidden("elevation-needed", "This act needs an elevation: ask for it with a reason, and a second officer grants it.");

    public static Refusal AnotherOfficer { get; } = Refusal.Forbidden("another-officer", "Another officer must grant this.");

    public static Refusal Beholden { get; } = Refusal.Forbidden(
        "beholden", "Who asks for this invited you or made you an officer. It needs an officer who was not brought in by them.");

    public static Refusal SealsApart { get; } = Refusal.Conflict("seals-apart", "A seal is opened by two keepers with their passphrases: ask and grant on the page of seals.");

    public static Refusal Gone { get; } = Refusal.Conflict("answered", "This request was answered or used already, or is too old.");
}
