using Infohub.Community.Circles;
using Infohub.Community.Public;
using Infohub.Markings;

namespace Infohub.Demo.Script;

/// <summary>The words of scripts; a word that is none of them is an error of the script.</summary>
internal static class ScriptWords
{
    public static int State(string word) => word switch
    {
        "active" => Infohub.Community.Public.State.Active,
        "suspended" => Infohub.Community.Public.State.Suspended,
        "left" => Infohub.Community.Public.State.Left,
        _ => throw Wrong("state", word),
    };

    public static int Standing(string word) => word switch
    {
        "member" => Infohub.Community.Public.Standing.Member,
        "partner-hub" => Infohub.Community.Public.Standing.PartnerHub,
        "external-source" => Infohub.Community.Public.Standing.External,
        _ => throw Wrong("kind", word),
    };

    public static Roles Role(string word) => word switch
    {
        "organisation-administrator" => Roles.Administrator,
        "officer" => Roles.Officer,
        "csirt" => Roles.Csirt,
        "auditor" => Roles.Auditor,
        _ => throw Wrong("role", word),
    };

    public static int? Joining(string? word) => word switch
    {
        null => null,
        "open" => Infohub.Community.Circles.Joining.Open,
        "request" => Infohub.Community.Circles.Joining.Request,
        "invitation" => Infohub.Community.Circles.Joining.Invitation,
        _ => throw Wrong("joining", word),
    };

    public static int? History(string? word) => word switch
    {
        null => null,
        "all" => Infohub.Community.Circles.History.All,
        "joining" => Infohub.Community.Circles.History.FromJoining,
        _ => throw Wrong("history", word),
    };

    public static bool? Members(string? word) => word switch
    {
        null => null,
        "members" => true,
        "owners" => false,
        _ => throw Wrong("members", word),
    };

    public static bool AsOrganisation(string word) => word switch
    {
        "organisation" => true,
        "person" => false,
        _ => throw Wrong("as", word),
    };

    public static Scopes Scope(string word) => word switch
    {
        "read" => Scopes.Read,
        "write" => Scopes.Write,
        "drafts" => Scopes.Drafts,
        _ => throw Wrong("scope", word),
    };

    /// <summary>A label, or null for a word that is none: the hub's to refuse.</summary>
    public static Tlp? Label(string word) => Labels.TryParse(word, out var label) ? label : null;

    private static InvalidDataException Wrong(string field, string word) => new($"\"{word}\" is no {field}.");
}
