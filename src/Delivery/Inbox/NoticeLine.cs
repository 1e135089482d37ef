using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Delivery.Inbox;

/// <summary>One notice as its reader gets it now.</summary>
internal sealed record NoticeLine
{
    /// <summary>Its address: an encrypted number, of no meaning outside.</summary>
    public required string Id { get; init; }

    public required int Kind { get; init; }

    public required long At { get; init; }

    public bool Read { get; init; }

    /// <summary>The item as the reader may see it in a list; null for what is about no item, and where only label and date are told.</summary>
    public Card? Card { get; init; }

    /// <summary>The label told where there is no card.</summary>
    public Tlp? Label { get; init; }

    public bool ByAuthor { get; init; }

    /// <summary>Who did it, or whom it concerns; empty where the reader is not told.</summary>
    public string Person { get; init; } = "";

    public string PersonUid { get; init; } = "";

    public string Organisation { get; init; } = "";

    public string OrganisationZh { get; init; } = "";

    /// <summary>Why it was done, where a reason is told.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The reader's own saved view that the item came into.</summary>
    public string View { get; init; } = "";

    /// <summary>The view's address, where it tells of what is new.</summary>
    public string ViewUid { get; init; } = "";

    /// <summary>The address of a reported item, which the reader may not read, or of what was said without a name.</summary>
    public string AboutUid { get; init; } = "";

    /// <summary>The circle that it is about, where the reader may know it.</summary>
    public string CircleUid { get; init; } = "";

    public string Circle { get; init; } = "";

    public string CircleZh { get; init; } = "";

    /// <summary>Label and link are all that a list tells of RED (R8): not what happened, nor who did it.</summary>
    public bool IsBare => Card is { Shows: Disclosure.Notice };

    /// <summary>How much a list shows of the version that it is about.</summary>
    internal Disclosure Shows { get; init; }

    internal long Number { get; init; }

    internal long ItemSeq { get; init; }
}

/// <summary>A page of the inbox, and where the next begins.</summary>
internal sealed record NoticePage(IReadOnlyList<NoticeLine> Lines, string? Next);
