using Infohub.Markings;

namespace Infohub.Library.Public;

/// <summary>
/// An item as one viewer gets it on one channel. What <see cref="Shows"/> does not allow is empty: a notice has label and address, a tombstone label, date and reason.
/// </summary>
public sealed record Card
{
    /// <summary>The one identity of all anonymous authors in machine formats (W7).</summary>
    public const string AnonymousName = "a member";

    /// <summary>Who said something, where that is the anonymous author (W7).</summary>
    public const string AuthorName = "the author";

    public required string Uid { get; init; }

    public required Tlp Label { get; init; }

    public required Disclosure Shows { get; init; }

    public int State { get; init; }

    public int Kind { get; init; }

    public Pap Pap { get; init; } = Pap.Green;

    public string Title { get; init; } = "";

    public string Summary { get; init; } = "";

    /// <summary>The author's summary, or the first 200 characters (R1: Summary).</summary>
    public string Lead { get; init; } = "";

    public Attribution Attribution { get; init; }

    /// <summary>Empty for an anonymous item.</summary>
    public string OrganisationUid { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string OrganisationNameZh { get; init; } = "";

    /// <summary>Empty unless the author is named.</summary>
    public string PersonUid { get; init; } = "";

    public string PersonName { get; init; } = "";

    /// <summary>The sector of an anonymous author, where at least five organisations of it could have written (W7).</summary>
    public string Sector { get; init; } = "";

    public string Language { get; init; } = "en";

    /// <summary>The author's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The first CVEs and ATT&amp;CK techniques that it names.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>How many other values it names.</summary>
    public int Indicators { get; init; }

    public int Version { get; init; }

    /// <summary>When the earliest version was shared that this viewer reads (R9).</summary>
    public long FirstAt { get; init; }

    public long SharedAt { get; init; }

    public long ReleaseAt { get; init; }

    public long EmbargoUntil { get; init; }

    public long ExpiresAt { get; init; }

    public long GoneAt { get; init; }

    public string GoneReason { get; init; } = "";

    public bool IsAuthor { get; init; }

    public bool IsOriginatorSide { get; init; }

    /// <summary>The item's key in its tables, and its place in the order of sharing; of no meaning outside.</summary>
    public long Seq { get; internal init; }

    internal long AudienceId { get; init; }

    internal byte[]? WrappedKey { get; init; }

    /// <summary>Its author is sealed now, whatever this version tells (W7).</summary>
    internal bool IsAnonymous { get; init; }

    /// <summary>Whether this reading of the version is on record already.</summary>
    internal bool OnRecord { get; init; }

    /// <summary>No more than label and address.</summary>
    public Card AsNotice(Tlp label) => new() { Uid = Uid, Label = label, Shows = Disclosure.Notice, State = State, Version = Version };

    /// <summary>The author of an item that is anonymous now (W7).</summary>
    public bool IsUnnamedAuthor => IsAuthor && IsAnonymous;

    public bool IsExpired(long now) => ExpiresAt <= now;

    public bool IsUnderEmbargo(long now) => EmbargoUntil > now;
}

/// <summary>One version that the viewer may read.</summary>
public sealed record VersionCard(int Version, Tlp Label, long SharedAt, string Act)
{
    internal long AudienceId { get; init; }
}

/// <summary>A page of cards, and where the next begins; null at the end.</summary>
public sealed record CardPage(IReadOnlyList<Card> Cards, string? Next);

/// <summary>What of the readable is asked for.</summary>
public sealed record ItemQuery
{
    public int Kind { get; init; }

    public Tlp? Label { get; init; }

    /// <summary>Items with this circle as a part of their audience.</summary>
    public string CircleUid { get; init; } = "";

    /// <summary>Its number, where the viewer knows it; 0 where not, which finds nothing; null without this filter.</summary>
    internal long? CircleId { get; init; }

    /// <summary>The viewer is told of the circle wherever it stands.</summary>
    internal bool InCircle { get; init; }

    public string OrganisationUid { get; init; } = "";

    /// <summary>What a person shared under the own name, for the organisation that they represent now.</summary>
    public string PersonUid { get; init; } = "";

    public string Language { get; init; } = "";

    /// <summary>Items with this tag, whatever its case.</summary>
    public string Tag { get; init; } = "";

    /// <summary>The sector of the named originator, or the one that is told of an anonymous author (W7).</summary>
    public string Sector { get; init; } = "";

    /// <summary>The ways by which items come into this list; null for all that the viewer may read.</summary>
    public Places? Walk { get; init; }

    /// <summary>TLP:RED stays in a list that is walked: where all of it that the viewer may read stands there, it says nothing more (R8).</summary>
    public bool WalkHoldsRed { get; init; }

    /// <summary>What the reader's own marks leave.</summary>
    public OwnMarks? Marks { get; init; }

    /// <summary>Expired ones too.</summary>
    public bool Expired { get; init; }

    /// <summary>Only what was shared, or released, at or after this time; 0 for all.</summary>
    public long Since { get; init; }

    /// <summary>Own drafts, and those that the viewer reviews, instead of what is shared.</summary>
    public bool Drafts { get; init; }

    /// <summary>Words, phrases in quotes and values; empty for a list.</summary>
    public string Text { get; init; } = "";

    /// <summary>From the page before.</summary>
    public string? Cursor { get; init; }

    public int Take { get; init; } = 50;

    internal bool IsNarrowed => Kind != 0 || CircleUid.Length > 0 || OrganisationUid.Length > 0 || PersonUid.Length > 0 || Language.Length > 0 || Sector.Length > 0 || Tag.Length > 0 || (Walk is not null && !WalkHoldsRed);
}

/// <summary>A condition on the item <c>i</c> over the reader's own marks, which a module above keeps; the law stands beside it.</summary>
/// <param name="Sql">Constant text.</param>
/// <param name="Values">Its parameters.</param>
public sealed record OwnMarks(string Sql, (string Name, object? Value)[] Values);
