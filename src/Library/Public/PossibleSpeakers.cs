using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Platform.Data;

namespace Infohub.Library.Public;

/// <summary>
/// Who could have said something under an item without a name (law W7): the active organisations that read it, as far as the speaker is told of them (R11), so that the answer tells nothing of parts that the
/// speaker may not know. What is not told makes the number smaller than it is, never larger.
/// </summary>
public sealed class PossibleSpeakers(AudienceReaders audiences)
{
    /// <summary>Null where fewer than five organisations could be the speaker; else the speaker's sector, where five of it could, or empty.</summary>
    public async Task<string?> SectorAsync(Sql sql, ReadableItem item, CancellationToken stop)
    {
        // Who reads by a grant alone stands in no audience, and the passer knows to whom it went.
        if (!item.ByAudience)
        {
            return null;
        }

        var view = await audiences.DescribeAsync(sql, item.Viewer, [new AudienceAsk(item.AudienceId, item.Card.Label, item.Card.SharedAt, item.Card.IsAuthor)], stop);
        var (known, closed) = (new HashSet<long>(), 0L);
        foreach (var part in view[0].Parts.Select(p => p.Part))
        {
            // Of a list that is not for the speaker the number alone counts.
            if (part.Kind == PartKind.Circle && await AudienceReaders.ClosedListAsync(sql, item.Viewer, part.Ref, stop) is { } list)
            {
                closed = Math.Max(closed, list.Organisations);
                continue;
            }

            known.UnionWith(await sql.ListAsync(MembersSql(part.Kind), static r => r.Long(0), stop, ("ref", part.Kind == PartKind.Person ? part.RefOrg : part.Ref)));
        }

        return Math.Max(known.Count, closed) < AnonymousSector.Least ? null : await LargeSectorAsync(sql, item.Viewer, known, stop);
    }

    private static string MembersSql(int kind) => kind switch
    {
        PartKind.Public or PartKind.Community => "select o.id from organisation o where o.state = 1 and o.standing = 0",
        PartKind.Circle => "select distinct o.id from circle_member m join organisation o on o.id = m.org_id where m.circle_id = @ref and o.state = 1",
        _ => "select o.id from organisation o where o.id = @ref and o.state = 1",
    };

    private static async Task<string> LargeSectorAsync(Sql sql, Viewer viewer, HashSet<long> known, CancellationToken stop)
    {
        var rows = await sql.ListAsync(
            "select s.sector, s.org_id from organisation_sector s where s.sector in (select x.sector from organisation_sector x where x.org_id = @org)",
            static r => (Sector: r.Text(0), Organisation: r.Long(1)), stop, ("org", viewer.OrganisationId));
        return rows.Where(r => known.Contains(r.Organisation)).GroupBy(r => r.Sector).Where(g => g.Count() >= AnonymousSector.Least).Select(g => g.Key).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
    }
}
