using Infohub.Platform.Refusals;

namespace Infohub.Community.Public;

/// <summary>Why a part may not be named.</summary>
internal static class AudienceRefusals
{
    public static Refusal UnknownPart { get; } = Refusal.Invalid("unknown-part", "This is no part of an audience.", "audience");

    public static Refusal NotAPerson { get; } = Refusal.Forbidden("members-only", "Only people of the community may share with all of it.");

    public static Refusal CircleClosed { get; } = Refusal.Forbidden("circle-closed", "This circle is closed. Nothing new can be shared with it.");

    public static Refusal CircleTakesMembersOnly { get; } = Refusal.Forbidden("circle-members-only", "Only members of this circle may share with it.");

    public static Refusal OrganisationNotActive { get; } = Refusal.Forbidden("organisation-not-active", "This organisation is not active in the community at the moment.");

    public static Refusal PersonNotActive { get; } = Refusal.Forbidden("person-not-active", "This person is not active in the community at the moment.");
}
