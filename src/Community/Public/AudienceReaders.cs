using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Community.Public;

/// <summary>"Who can read": of a stored audience for one viewer (law R11), and of parts before sharing (law W1).</summary>
public sealed class AudienceReaders
{
    /// <summary>One view for each that is asked, in the same order; one statement, however many.</summary>
    public async Task<List<AudienceView>> DescribeAsync(Sql sql, Viewer viewer, IReadOnlyList<AudienceAsk> asked, CancellationToken stop = default)
    {
        var told = asked.Where(IsTold).Select(a => a.AudienceId).ToHashSet();
        if (told.Count == 0)
        {
            return [.. asked.Select(_ => Untold)];
        }

        // Names and numbers are the audience's; what of them is shown depends on who asks, and since when the item stands.
        var views = new AudienceView[asked.Count];
        var places = Enumerable.Range(0, asked.Count).ToLookup(i => asked[i].AudienceId);
        var parts = asked.Select(_ => new List<(PartView View, bool Shown)>()).ToList();
        await sql.ListAsync(
            $"{PartsSql} where {NumberSet.Holds(sql.Engine, "p.audience_id", "audiences")} order by p.audience_id, p.kind, coalesce(c.name, ''), coalesce(o.name, ''), coalesce(x.name, ''), p.ref, p.ref_org",
            r =>
            {
                foreach (var i in places[r.Long(22)])
                {
                    parts[i].Add((ReadPart(r, asked[i]), asked[i].AsAuthor || CouldName(r, viewer, asked[i].SharedAt)));
                }

                return true;
            },
            stop,
            ("audiences", NumberSet.Value(sql.Engine, told)),
            ("org", viewer.OrganisationId),
            ("person", viewer.PersonId));
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = IsTold(asked[i]) ? new AudienceView([.. parts[i].Where(p => p.Shown).Select(p => p.View)], parts[i].Exists(p => !p.Shown)) : Untold;
        }

        return [.. views];
    }

    /// <summary>R11 holds below RED: those named at RED do not learn of each other, not even that there are others.</summary>
    private static bool IsTold(AudienceAsk asked) => asked.Label != Tlp.Red || asked.AsAuthor;

    private static AudienceView Untold { get; } = new([], false);

    /// <summary>Organisations and persons who will read, counted and listed, the author's own organisation with them if asked.</summary>
    public async Task<AudiencePreview> PreviewAsync(Sql sql, Viewer viewer, IReadOnlyCollection<Part> parts, bool withOwn, CancellationToken stop = default)
    {
        var readers = new Dictionary<long, Gathered>();
        var closed = new List<ClosedList>();
        var all = withOwn ? parts.Append(new Part(PartKind.Organisation, viewer.OrganisationId)) : parts;
        foreach (var part in all.Distinct())
        {
            if (part.Kind == PartKind.Circle && await ClosedListAsync(sql, viewer, part.Ref, stop) is { } list)
            {
                closed.Add(list);
                continue;
            }

            foreach (var row in await sql.ListAsync(ReadersSql(part.Kind), ReadReader, stop, ("ref", part.Ref), ("org", part.RefOrg)))
            {
                Gather(readers, row);
            }
        }

        var lines = readers.Values
            .OrderBy(g => g.Name, StringComparer.OrdinalIgnoreCase)
            .Select(g => new ReaderLine(g.Uid, g.Name, g.NameZh, g.People.Count, g.People.Count < g.Active ? [.. g.People.Values.Order(StringComparer.OrdinalIgnoreCase)] : []))
            .ToList();
        return new AudiencePreview(parts.Any(p => p.Kind == PartKind.Public), lines.Count, lines.Sum(l => l.Persons), lines, closed) { HoldsOwn = readers.ContainsKey(viewer.OrganisationId) };
    }

    /// <summary>Active people of active members: those who read by a membership, a part or the community.</summary>
    private const string Live = "p.state = 1 and o.state = 1 and o.standing = 0";

    private const string PartsSql =
        """
        select p.kind, c.uid, c.name, c.name_zh, c.listed, c.listed_from, c.takes_outside, c.members_shown, c.members_from, c.closed_at,
          cast((select count(*) from circle_member m where m.circle_id = c.id) as bigint),
          cast((select count(*) from circle_member m where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person)) as bigint),
          cast((select count(*) from circle_owner w where w.circle_id = c.id and w.person_id = @person and w.org_id = @org) as bigint),
          o.uid, o.name, o.name_zh, o.state, x.uid, x.name, x.state, x.org_id, p.ref_org, p.audience_id, p.ref
        from audience_part p
        left join circle c on p.kind = 2 and c.id = p.ref
        left join person x on p.kind = 4 and x.id = p.ref
        left join organisation o on o.id = case when p.kind = 3 then p.ref when p.kind = 4 then p.ref_org else 0 end
        """;

    private static PartView ReadPart(Row r, AudienceAsk asked) => r.Int(0) switch
    {
        PartKind.Circle => new PartView(PartOf(r), r.Text(1), r.Text(2), r.Text(3), "", r.Long(10), r.Bool(12) || (r.Bool(11) && r.Bool(7) && r.Long(8) <= asked.SharedAt)),
        PartKind.Organisation => new PartView(PartOf(r), r.Text(13), r.Text(14), r.Text(15), "", null, true),
        PartKind.Person => new PartView(PartOf(r), r.Text(17), r.Text(18), "", r.Text(14), null, true) { Left = r.Long(20) == r.Long(21) ? "" : r.Text(13) },
        _ => new PartView(PartOf(r), "", "", "", "", null, true),
    };

    private static Part PartOf(Row r) => new(r.Int(0), r.Long(23), r.Long(21));

    /// <summary>W2 as a fact of the row. A closed circle can no longer be named.</summary>
    private static bool CouldName(Row r, Viewer viewer, long sharedAt) => viewer.OrganisationId != 0 && r.Int(0) switch
    {
        PartKind.Circle => r.Long(9) == 0 && (r.Bool(11) || (r.Bool(4) && r.Long(5) <= sharedAt && r.Bool(6) && viewer.Kind != ViewerKind.PartnerHub)),
        PartKind.Organisation => r.Int(16) == State.Active,
        PartKind.Person => r.Int(16) == State.Active && r.Int(19) == State.Active && r.Long(20) == r.Long(21),
        _ => true,
    };

    /// <summary>The circle by name and number where its members' list is not for this viewer (law section 1); null where it may be listed.</summary>
    public static Task<ClosedList?> ClosedListAsync(Sql sql, Viewer viewer, long circleId, CancellationToken stop) =>
        sql.FirstAsync<ClosedList?>(
            $"""
            select c.uid, c.name, c.name_zh, cast((select count(distinct m.org_id) from circle_member m where m.circle_id = c.id) as bigint),
              cast((select count(distinct p.id) from circle_member m join person p on p.org_id = m.org_id and (m.person_id = 0 or m.person_id = p.id)
                join organisation o on o.id = p.org_id where m.circle_id = c.id and {Live}) as bigint),
              cast((select count(*) from circle_member m where m.circle_id = c.id and m.org_id = @org) as bigint)
            from circle c where c.id = @circle
              and not exists(select 1 from circle_owner w where w.circle_id = c.id and w.person_id = @person and w.org_id = @org)
              and not (c.members_shown = 1 and exists(select 1 from circle_member m
                where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person)
                  and not exists(select 1 from circle_member e where e.circle_id = c.id and e.since < c.members_from)))
            """,
            static r => new ClosedList(r.Text(0), r.Text(1), r.Text(2), r.Int(3), r.Int(4)) { HoldsOwn = r.Long(5) > 0 },
            stop,
            ("circle", circleId),
            ("org", viewer.OrganisationId),
            ("person", viewer.PersonId));

    private static string ReadersSql(int kind) => kind switch
    {
        PartKind.Public or PartKind.Community => ReaderColumns + $" from organisation o join person p on p.org_id = o.id where {Live}",
        PartKind.Circle => ReaderColumns +
            $"""

            from circle_member m join organisation o on o.id = m.org_id
            left join person p on p.org_id = o.id and p.state = 1 and (m.person_id = 0 or m.person_id = p.id)
            where m.circle_id = @ref and o.state = {State.Active}
            """,
        PartKind.Organisation => ReaderColumns + $" from organisation o left join person p on p.org_id = o.id and p.state = 1 where o.id = @ref and o.state = {State.Active}",
        _ => ReaderColumns + $" from person p join organisation o on o.id = p.org_id where p.id = @ref and p.org_id = @org and {Live}",
    };

    private const string ReaderColumns =
        """
        select o.id, o.uid, o.name, o.name_zh, p.id, p.name,
          cast((select count(*) from person n where n.org_id = o.id and n.state = 1) as bigint)
        """;

    private static ReaderRow ReadReader(Row r) => new(r.Long(0), r.Text(1), r.Text(2), r.Text(3), r.LongOrNull(4), r.TextOrNull(5), r.Int(6));

    private static void Gather(Dictionary<long, Gathered> readers, ReaderRow row)
    {
        if (!readers.TryGetValue(row.Org, out var line))
        {
            readers[row.Org] = line = new Gathered(row.Uid, row.Name, row.NameZh, row.Active, []);
        }

        if (row.Person is { } person)
        {
            line.People[person] = row.PersonName!;
        }
    }

    private sealed record ReaderRow(long Org, string Uid, string Name, string NameZh, long? Person, string? PersonName, int Active);

    private sealed record Gathered(string Uid, string Name, string NameZh, int Active, Dictionary<long, string> People);
}
