namespace Infohub.Library.Public;

/// <summary>Places of items below one, the newest first, at most so many, each once. Decides nothing: the law stands in the query that takes them.</summary>
public delegate Task<List<long>> Places(Platform.Data.Sql sql, long before, int take, CancellationToken stop);

/// <summary>
/// One way by which an item comes into a stream: the newest first along one index. Items come by what the viewer is told of them alone, or that they stand there would tell the rest (R11).
/// </summary>
public readonly record struct Lane
{
    private const int CommunityKind = 1;
    private const int CircleKind = 2;
    private const int OrganisationKind = 3;
    private const int PersonKind = 4;
    internal const int WatchKind = 5;
    internal const int OriginatorKind = 7;
    internal const int WarningKind = 8;

    internal int Kind { get; private init; }

    internal long Ref { get; private init; }

    internal long RefOrg { get; private init; }

    /// <summary>Only what was shared at or after this time.</summary>
    internal long From { get; private init; }

    /// <summary>A part of an audience, whatever its kind.</summary>
    internal static Lane OfPart(int kind, long of, long organisation) => new() { Kind = kind, Ref = of, RefOrg = organisation };

    /// <summary>The audience names the community.</summary>
    public static Lane Community => new() { Kind = CommunityKind };

    /// <summary>Early warnings that the viewer may read.</summary>
    public static Lane EarlyWarnings { get; } = new() { Kind = WarningKind, Ref = ItemKind.EarlyWarning };

    /// <summary>A circle in the audience.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="listedFrom">For who is no member: since when it is listed to them. 0 for a member.</param>
    public static Lane Circle(long id, long listedFrom) => new() { Kind = CircleKind, Ref = id, From = listedFrom };

    /// <summary>The audience names the organisation.</summary>
    public static Lane NamesOrganisation(long id) => new() { Kind = OrganisationKind, Ref = id };

    /// <summary>The audience names the person, as representative of the organisation (R3).</summary>
    public static Lane NamesPerson(long id, long organisation) => new() { Kind = PersonKind, Ref = id, RefOrg = organisation };

    /// <summary>The text holds a term of <see cref="WatchTerms"/>.</summary>
    public static Lane Term(long id) => new() { Kind = WatchKind, Ref = id };

    /// <summary>The organisation is the named originator.</summary>
    public static Lane Originator(long id) => new() { Kind = OriginatorKind, Ref = id };
}
