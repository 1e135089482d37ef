using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Home;

/// <summary>A card with who can read it and how much was said under it: what a list's row shows.</summary>
public sealed record CardView(Card Card, AudienceView? Audience)
{
    internal Talk Talk { get; init; } = new(0, 0);

    public static async Task<IReadOnlyList<CardView>> OfAsync(Holdings holdings, Database database, Viewer viewer, IReadOnlyList<Card> cards, CancellationToken stop)
    {
        var talk = await database.ReadAsync(sql => Counts.OfAsync(sql, viewer, cards, stop), stop);
        return [.. cards.Zip(await holdings.DescribeAsync(viewer, cards, stop), (card, audience) => new CardView(card, audience) { Talk = talk.GetValueOrDefault(card.Uid, new Talk(0, 0)) })];
    }
}
