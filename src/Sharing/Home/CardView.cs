using Infohub.Community.Public;
using Infohub.Library.Public;

namespace Infohub.Sharing.Home;

/// <summary>A card with who can read it: what a list's row shows.</summary>
public sealed record CardView(Card Card, AudienceView? Audience)
{
    public static async Task<IReadOnlyList<CardView>> OfAsync(Holdings holdings, Viewer viewer, IReadOnlyList<Card> cards, CancellationToken stop) =>
        [.. cards.Zip(await holdings.DescribeAsync(viewer, cards, stop), (card, audience) => new CardView(card, audience))];
}
