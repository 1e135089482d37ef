using Infohub.Library.Public;
using Infohub.Markings;

namespace Infohub.Delivery.Inbox;

/// <summary>What one day tells of one item, or one notice that is about none: the newest first.</summary>
internal sealed record NoticeGroup(IReadOnlyList<NoticeLine> Lines)
{
    public NoticeLine First => Lines[0];

    public Card? Card => First.Card;

    public Tlp? Label => Card?.Label ?? First.Label;

    /// <summary>Views that brought it and tell of what is new.</summary>
    public IReadOnlyList<(string Uid, string Name)> Views => [.. Lines.Where(l => l.ViewUid.Length > 0).Select(l => (l.ViewUid, l.View)).Distinct()];

    public IReadOnlyList<string> Unread => [.. Lines.Where(l => !l.Read).Select(l => l.Id)];

    /// <summary>In the order of the newest of each. A line that tells less of an item than another (R9) stands by itself.</summary>
    public static IReadOnlyList<NoticeGroup> Of(IEnumerable<NoticeLine> lines) =>
        [.. lines.GroupBy(l => l.Card is { Shows: Disclosure.Full } ? (l.ItemSeq, 0L) : (0L, l.Number)).Select(g => new NoticeGroup([.. g]))];
}
