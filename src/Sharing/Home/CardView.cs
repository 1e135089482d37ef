using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Sharing.Find;
using Infohub.Sharing.Streams;

namespace Infohub.Sharing.Home;

/// <summary>A card with who can read it and how much was said under it: what a list's row shows.</summary>
public sealed record CardView(Card Card, AudienceView? Audience)
{
    /// <summary>Why it stands in the stream, where the viewer may know it.</summary>
    internal Reason? Why { get; init; }

    /// <summary>Where it was found, and the words around it.</summary>
    internal FoundPassage? Found { get; init; }

    /// <summary>New to the viewer.</summary>
    internal bool IsNew { get; init; }

    /// <summary>Null where the list has no bookmarks.</summary>
    internal bool? IsBookmarked { get; init; }

    internal Talk Talk { get; init; } = new(0, 0);

    public static async Task<IReadOnlyList<CardView>> OfAsync(Holdings holdings, Database database, Viewer viewer, IReadOnlyList<Card> cards, CancellationToken stop)
    {
        var talk = await database.ReadAsync(sql => Counts.OfAsync(sql, viewer, cards, stop), stop);
        return [.. cards.Zip(await holdings.DescribeAsync(viewer, cards, stop), (card, audience) => new CardView(card, audience) { Talk = talk.GetValueOrDefault(card.Uid, new Talk(0, 0)) })];
    }
}
