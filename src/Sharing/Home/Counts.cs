using System.Globalization;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Home;

/// <summary>What a card tells of the talk under its item.</summary>
internal sealed record Talk(int SeenHereToo, int Replies);

/// <summary>How much was said and seen under the items of a page, under versions that the viewer reads alone (R9); of TLP:RED nothing is counted (R8).</summary>
internal static class Counts
{
    /// <summary>By address; what has none is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, Talk>> OfAsync(Sql sql, Viewer viewer, IReadOnlyList<Card> cards, CancellationToken stop)
    {
        var asked = cards.Where(c => c.Label != Tlp.Red && c.Shows >= Disclosure.Summary && c.State == ItemState.Shared).Select((c, at) => (Name: "u" + at.ToString(CultureInfo.InvariantCulture), c.Uid)).ToList();
        if (asked.Count == 0)
        {
            return new Dictionary<string, Talk>(StringComparer.Ordinal);
        }

        var (places, law) = (string.Join(", ", asked.Select(a => "@" + a.Name)), LawSql.Version(Channel.List));
        var found = await sql.ListAsync(
            $"""
            select t.uid, cast(count(distinct t.seen) as bigint), cast(count(distinct t.said) as bigint) from (
              select i.uid, r.org_id as seen, cast(null as bigint) as said from item i join item_version n on n.item_seq = i.seq join reaction r on r.item_seq = n.item_seq and r.version = n.version and r.kind = 1
                where i.uid in ({places}) and ({law}) > {(int)Disclosure.Notice}
              union all
              select i.uid, cast(null as bigint), c.id from item i join item_version n on n.item_seq = i.seq join comment c on c.item_seq = n.item_seq and c.version = n.version and c.private = 0 and c.deleted_at = 0
                where i.uid in ({places}) and ({law}) > {(int)Disclosure.Notice}) t
            group by t.uid
            """,
            static r => (Uid: r.Text(0), Talk: new Talk(r.Int(1), r.Int(2))),
            stop,
            [.. LawSql.Values(viewer.Facts), .. asked.Select(a => (a.Name, (object?)a.Uid))]);
        return found.ToDictionary(f => f.Uid, f => f.Talk, StringComparer.Ordinal);
    }
}
