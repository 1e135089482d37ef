using Infohub.Markings;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Public;

/// <summary>A person as the one on whom somebody acts.</summary>
public readonly record struct Principal(long PersonId, long OrganisationId, Roles Roles);

/// <summary>W8: nobody grants, edits or absorbs a principal whose rights are not a subset of their own. The one place that compares rights.</summary>
public static class Rights
{
    /// <summary>
    /// Whether the target's rights are a subset of the granter's. An administrator has those of administrators of the own organisation; an
    /// officer those of administrators of all organisations and, because somebody must be the first to give them, the appointment to every role of the community.
    /// </summary>
    public static bool Covers(Viewer granter, Principal target) =>
        granter.IsSystem
        || granter.Has(Roles.Officer)
        || (granter.Has(Roles.Administrator) && granter.OrganisationId == target.OrganisationId && (target.Roles & ~Roles.Administrator) == 0);

    /// <summary>May act for the organisation: its administrators.</summary>
    public static bool ActsFor(Viewer viewer, long organisationId) =>
        viewer.IsSystem || (viewer.Has(Roles.Administrator) && viewer.OrganisationId == organisationId);

    /// <summary>May look after the organisation's people and seats: its administrators and the officers.</summary>
    public static bool Manages(Viewer viewer, long organisationId) => viewer.Has(Roles.Officer) || ActsFor(viewer, organisationId);

    /// <summary>An officer in a session, or the operator at set-up.</summary>
    public static bool IsOfficer(Viewer viewer) => viewer.IsSystem || viewer.Has(Roles.Officer);

    /// <summary>
    /// May act as the person: in a session, or by the person's own key that writes. A key bound to circles stays within them, so it joins and founds none;
    /// for an organisation only a session acts.
    /// </summary>
    public static bool ActsAsPerson(Viewer viewer) =>
        viewer.IsPerson || (viewer is { Kind: ViewerKind.Key, PersonId: not 0, Facts.CircleKey: 0 } && viewer.May(Scopes.Write));

    /// <summary>Whose ceiling covers what a circle may hold: who is let in reads all of it, so no lesser key lets anybody in.</summary>
    public static bool OpensCircles(Viewer viewer) => viewer.Kind != ViewerKind.Key || viewer.Facts.Ceiling >= (int)Tlp.AmberStrict;

    /// <summary>Null where the person proved who they are within 15 minutes: asked for roles and keys.</summary>
    public static Refusal? NotFresh(Viewer viewer, long now) => viewer.IsSystem ? null : Fresh.Required(viewer, now);

    /// <summary>Not a live person in a session.</summary>
    public static Refusal SignIn { get; } = new(RefusalKind.SignIn, "sign-in", "Please sign in.");
}
