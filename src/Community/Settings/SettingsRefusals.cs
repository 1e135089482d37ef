using Infohub.Platform.Refusals;

namespace Infohub.Community.Settings;

/// <summary>What may be refused about settings.</summary>
internal static class SettingsRefusals
{
    public static Refusal Languages { get; } = Refusal.Invalid("languages", "Choose at least one of the languages.", "languages");

    public static Refusal Sectors { get; } = Refusal.Invalid("sectors", "Choose at least one sector from the list.", "sectors");

    public static Refusal Sites { get; } = Refusal.Invalid("sites", "Give host names, one a line, for example www.example.org.", "trustedSites");

    public static Refusal TermsNeeded { get; } = Refusal.Invalid("terms", "Give the terms.", "terms");

    public static Refusal Token { get; } = Refusal.Invalid("token", "This is not the set-up token that the hub printed at its start.", "token");

    public static Refusal TwoOfficers { get; } = Refusal.Invalid("officers", "Name two officers with different e-mail addresses: no act that matters is one person's alone.", "secondEmail");

    public static Refusal AddressTaken { get; } = Refusal.Conflict("email-taken", "One of the addresses belongs to somebody else already.");
}
