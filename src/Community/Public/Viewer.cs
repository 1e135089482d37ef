using Infohub.Markings;

namespace Infohub.Community.Public;

/// <summary>The kinds of viewers of the law's section 1.</summary>
public enum ViewerKind
{
    Anonymous,
    Person,
    Key,
    Feed,
    PartnerHub,
    Recipient,
}

/// <summary>
/// The one value that every read and write takes. Made in Viewers/ViewerSource.cs from an authenticated request, or for a stored
/// recipient, and nowhere else: its constructor is closed to other modules.
/// </summary>
public sealed class Viewer
{
    internal Viewer(ViewerKind kind) => Kind = kind;

    public ViewerKind Kind { get; }

    /// <summary>The person, by session, key or token; 0 for an organisation's key, a hub and nobody.</summary>
    public long PersonId { get; internal init; }

    public string PersonUid { get; internal init; } = "";

    public string PersonName { get; internal init; } = "";

    public long OrganisationId { get; internal init; }

    public string OrganisationUid { get; internal init; } = "";

    public string OrganisationName { get; internal init; } = "";

    /// <summary>Of a person in a session; empty where there is none.</summary>
    public string OrganisationNameZh { get; internal init; } = "";

    public long KeyId { get; internal init; }

    /// <summary>What the requests of a key are remembered under, whatever they make.</summary>
    public string KeyName => "key " + KeyId;

    public long SessionId { get; internal init; }

    public Roles Roles { get; internal init; }

    public Scopes Scopes { get; internal init; }

    /// <summary>The strictest label that this viewer may get; a person's session has none below RED.</summary>
    public Tlp Ceiling { get; internal init; } = Tlp.Red;

    /// <summary>When the person last gave a strong proof, in microseconds.</summary>
    public long StrongAt { get; internal init; }

    /// <summary>When the session began, in microseconds; 0 where there is none.</summary>
    public long BeganAt { get; internal init; }

    public string Language { get; internal init; } = "";

    public string Zone { get; internal init; } = "";

    /// <summary>The operator at the machine, for set-up alone: acts like an officer, reads like nobody.</summary>
    internal bool IsSystem { get; init; }
    /// <summary><c>light</c>, <c>dark</c>, or empty for the system's.</summary>
    internal string Theme { get; init; } = "";

    internal string Density { get; init; } = "";

    internal bool Shortcuts { get; init; } = true;

    /// <summary>When the session was last written down as seen.</summary>
    internal long SeenAt { get; init; }

    /// <summary>What the reading rules need of this viewer.</summary>
    public required ViewerFacts Facts { get; init; }

    /// <summary>A person in a session, live (law section 1).</summary>
    public bool IsPerson => Kind == ViewerKind.Person;

    /// <summary>Strong authentication within 15 minutes (law R8): asked for RED, keys and roles.</summary>
    public bool IsFresh(long now) => Kind == ViewerKind.Person && StrongAt >= now - FreshFor;

    public bool Has(Roles role) => IsPerson && (Roles & role) != 0;

    public bool May(Scopes scope) => IsPerson || (Kind is ViewerKind.Key or ViewerKind.PartnerHub && (Scopes & scope) != 0);

    /// <summary>15 minutes, in microseconds.</summary>
    public const long FreshFor = 15L * 60 * 1_000_000;

    public override string ToString() => Kind + " " + PersonUid + "@" + OrganisationUid;
}

/// <summary>
/// The viewer as the reading rules see it: the values of the query's parameters. A viewer that is not live has an anonymous one's facts (R1a).
/// </summary>
public sealed record ViewerFacts
{
    /// <summary>Public parts count (all but keys of circles only).</summary>
    public bool Public { get; init; } = true;

    public bool Community { get; init; }

    /// <summary>Organisation parts count.</summary>
    public bool OrgParts { get; init; }

    /// <summary>Person parts count.</summary>
    public bool PersonParts { get; init; }

    /// <summary>Authorship and the author's organisation count (R4).</summary>
    public bool Own { get; init; }

    /// <summary>May act for its organisation (originator's side).</summary>
    public bool ActsForOrg { get; init; }

    public bool Session { get; init; }

    /// <summary>May see drafts: a session, or a key with that scope.</summary>
    public bool Drafts { get; init; }

    public bool Fresh { get; init; }

    public bool AmberClients { get; init; }

    public long Org { get; init; }

    public long OrgJoined { get; init; }

    public long Person { get; init; }

    public long PersonJoined { get; init; }

    public long Key { get; init; }

    /// <summary>The key whose circles alone count, or 0.</summary>
    public long CircleKey { get; init; }

    /// <summary>A keyed hash of (person, organisation) by which authors of anonymous items find their own; 0 for none.</summary>
    public long AnonymousTag { get; init; }

    public int Ceiling { get; init; } = 4;

    public long Now { get; init; }
}
