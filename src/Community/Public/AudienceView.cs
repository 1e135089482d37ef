using Infohub.Markings;

namespace Infohub.Community.Public;

/// <summary>What is to be described: a stored audience as one viewer may know it.</summary>
/// <param name="AudienceId">The stored audience.</param>
/// <param name="Label">The label of the item; at RED only the author is told who reads.</param>
/// <param name="SharedAt">When the version was shared, in microseconds: loosened listings count only from then (law R2).</param>
/// <param name="AsAuthor">The author, or for a named item the originator's side: sees all parts.</param>
public sealed record AudienceAsk(long AudienceId, Tlp Label, long SharedAt, bool AsAuthor);

/// <summary>One part in words.</summary>
/// <param name="Part">The part itself.</param>
/// <param name="Uid">Address of the circle, organisation or person; empty for Public and Community.</param>
/// <param name="Name">Its name; empty for Public and Community, which the page names itself.</param>
/// <param name="NameZh">Its Chinese name, or empty.</param>
/// <param name="Organisation">A person's organisation; else empty.</param>
/// <param name="Members">How many members a circle has; else null.</param>
/// <param name="ListShown">The viewer may open the circle's list of members.</param>
public sealed record PartView(Part Part, string Uid, string Name, string NameZh, string Organisation, long? Members, bool ListShown)
{
    /// <summary>A person's organisation that they represent no more, by address; else empty.</summary>
    public string Left { get; init; } = "";

    /// <summary>One of <see cref="PartKind"/>.</summary>
    public int Kind => Part.Kind;

    /// <summary>As forms and machines name the part: this one, not what the same person would be named for now (R3).</summary>
    public string Word => Kind switch
    {
        PartKind.Public => "public",
        PartKind.Community => "community",
        PartKind.Circle => "circle:" + Uid,
        PartKind.Organisation => "organisation:" + Uid,
        _ => "person:" + Named,
    };

    /// <summary>What stands after the kind.</summary>
    public string Named => Left.Length == 0 ? Uid : Uid + "@" + Left;
}

/// <summary>Who can read, as far as the viewer may know (law R11).</summary>
/// <param name="Parts">The parts that the viewer could name; for the author all.</param>
/// <param name="AndOthers">There are more parts; never how many.</param>
public sealed record AudienceView(IReadOnlyList<PartView> Parts, bool AndOthers);

/// <summary>An organisation among those who will read.</summary>
/// <param name="Uid">Its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Persons">How many of its active people will read.</param>
/// <param name="Names">Their names where only some of its people will read; empty where all will.</param>
public sealed record ReaderLine(string Uid, string Name, string NameZh, int Persons, IReadOnlyList<string> Names);

/// <summary>A circle whose list is not for the viewer: name and number only. It is not added to the other numbers, so that nothing can be subtracted.</summary>
public sealed record ClosedList(string Uid, string Name, string NameZh, int Organisations, int Persons)
{
    /// <summary>The viewer's own organisation is in the number.</summary>
    public bool HoldsOwn { get; init; }
}

/// <summary>Who will read, shown before sharing (law W1).</summary>
public sealed record AudiencePreview(bool Everybody, int Organisations, int Persons, IReadOnlyList<ReaderLine> Lines, IReadOnlyList<ClosedList> ClosedLists)
{
    /// <summary>The viewer's own organisation stands among the lines.</summary>
    public bool HoldsOwn { get; init; }
}
