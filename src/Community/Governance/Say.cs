using Infohub.Community.Circles;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Ui;

namespace Infohub.Community.Governance;

/// <summary>Numbers of states and manners as words of the page.</summary>
internal static class Say
{
    public static string Organisation(Words words, int state) => state switch
    {
        State.Waiting => words["Applied"],
        State.Active => words["Active"],
        State.Suspended => words["Suspended"],
        _ => words["Has left"],
    };

    public static string Person(Words words, int state) => state switch
    {
        State.Waiting => words["Invited"],
        State.Active => words["Active"],
        State.Suspended => words["Suspended"],
        _ => words["Has left"],
    };

    public static string Standing(Words words, int standing) => standing switch
    {
        Public.Standing.Member => words["Member"],
        Public.Standing.PartnerHub => words["Partner hub"],
        _ => words["External source"],
    };

    public static string Member(Words words, CircleMemberLine member) => member.IsOrganisation ? words.Name(member.Name, member.OrganisationZh) : member.Name;

    /// <summary>A person's organisation; nothing beside an organisation.</summary>
    public static string MemberOf(Words words, CircleMemberLine member) => member.IsOrganisation ? "" : words.Name(member.Organisation, member.OrganisationZh);

    public static string RoleNames(Words words, Roles roles) =>
        string.Join(" · ", All.Where(r => (roles & r) != 0).Select(r => Role(words, r)));

    public static IReadOnlyList<Roles> All { get; } = [Roles.Administrator, Roles.Officer, Roles.Csirt, Roles.Auditor];

    public static string Role(Words words, Roles role) => role switch
    {
        Roles.Administrator => words["Administrator of the organisation"],
        Roles.Officer => words["Programme officer"],
        Roles.Csirt => words["CSIRT staff"],
        _ => words["Auditor"],
    };

    public static string Joins(Words words, int joining) => joining switch
    {
        Joining.Open => words["Open to all"],
        Joining.Request => words["On request"],
        _ => words["By invitation"],
    };

    public static string ScopeNames(Words words, Scopes scopes) =>
        string.Join(" · ", new[] { (Scopes.Read, words["Reads"]), (Scopes.Write, words["Writes"]), (Scopes.Drafts, words["Sees drafts"]) }.Where(s => (scopes & s.Item1) != 0).Select(s => s.Item2));

    public static string Act(Words words, string act) => act switch
    {
        ElevatedAct.Hide => words["Hide an item"],
        ElevatedAct.Unhide => words["Show a hidden item again"],
        ElevatedAct.Suspend => words["Suspend, or end against its will"],
        ElevatedAct.EndSessions => words["End somebody's sessions"],
        ElevatedAct.ChangeSettings => words["Change the community's settings"],
        ElevatedAct.OpenSeal => words["Open a seal"],
        ElevatedAct.Invite => words["Invite or move somebody into an organisation"],
        ElevatedAct.Appoint => words["Make somebody an officer"],
        ElevatedAct.Tighten => words["Tighten an item whose originator has left"],
        ElevatedAct.Withdraw => words["Withdraw an item whose originator has left"],
        _ => words["Erase an item"],
    };

    /// <summary>Ceilings that a key may have.</summary>
    public static IReadOnlyList<Tlp> Ceilings { get; } = [Tlp.Clear, Tlp.Green, Tlp.Amber, Tlp.AmberStrict];

    /// <summary>A sector's circle by the sector's name in the reader's language.</summary>
    public static string Circle(Words words, CircleLine circle) =>
        Sectors.Find(circle.Sector)?.In(words.Language) ?? words.Name(circle.Name, circle.NameZh);
}
