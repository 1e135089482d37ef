using Infohub.Platform.Refusals;
using Infohub.Taxii.Client;

namespace Infohub.Exchange.Remotes;

/// <summary>What may be refused about other servers.</summary>
internal static class RemoteRefusals
{
    public static Refusal AdministratorsOnly { get; } = Refusal.Forbidden("administrators-only", "Only an administrator of the organisation may do this.");

    public static Refusal Name { get; } = Refusal.Invalid("remote-name", "Give the server a name of at most {0} characters.", "name", Remote.LongestName);

    public static Refusal Address { get; } = Refusal.Invalid("remote-address", "Give the full address of its discovery, for example https://taxii.example/taxii2/.", "address");

    public static Refusal Credentials { get; } = Refusal.Invalid("remote-credentials", "These credentials cannot stand in a request. Check them for line breaks and characters that do not belong there.", "secret");

    public static Refusal Header { get; } = Refusal.Invalid("remote-header", "A header has a name such as X-Api-Key, and is none that the hub sets itself.", "user");

    public static Refusal TooMany { get; } = new(RefusalKind.TooMany, "remote-many", "There are too many of them. Remove one first.");

    public static Refusal Collection { get; } = Refusal.Invalid("remote-collection", "The server does not offer this collection for that. List its collections again.", "collection");

    public static Refusal Twice { get; } = Refusal.Conflict("remote-twice", "This collection is connected already.");

    public static Refusal Minutes { get; } = Refusal.Invalid("remote-minutes", "Choose between {0} minutes and {1} days.", "minutes", FollowCollection.LeastMinutes, FollowCollection.MostMinutes / 1440);

    public static Refusal Readers { get; } = Refusal.Invalid("remote-readers", "Choose your organisation, or a circle of which it is a member.", "readers");

    public static Refusal Days { get; } = Refusal.Invalid("remote-days", "Choose at most {0} days, or all.", "days", FollowCollection.MostDays);

    public static Refusal Ceiling { get; } = Refusal.Invalid("remote-ceiling", "Choose TLP:CLEAR, TLP:GREEN or TLP:AMBER. What is stricter is not sent to other servers.", "ceiling");

    public static Refusal Key { get; } = Refusal.Invalid("remote-key", "Choose a key of your organisation that reads, and a collection that it has.", "own");

    /// <summary>Shown where a person asked the server and waits.</summary>
    public static Refusal Of(TaxiiFailure failure) => Refusal.Invalid("remote-trouble", RemoteTrouble.Sentence(RemoteTrouble.Of(failure.Trouble)), "address");
}
