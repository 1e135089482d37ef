using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Terms;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Library.Public;

/// <summary>What carries objects, as far as a reader is told of it: all that is set must hold.</summary>
public sealed record ObjectFilter
{
    public static ObjectFilter None { get; } = new();

    /// <summary>Carried by an item whose current version has this tag, whatever its case; empty for all.</summary>
    public string Tag { get; init; } = "";

    /// <summary>The label under which they stand.</summary>
    public Tlp? Label { get; init; }

    /// <summary>By address: the organisation that is named as the source.</summary>
    public string OrganisationUid { get; init; } = "";

    /// <summary>The sector of the source that is named, or the one that is told of an anonymous author (W7).</summary>
    public string Sector { get; init; } = "";

    /// <summary>Added at or after this time, in microseconds; 0 for all.</summary>
    public long Since { get; init; }

    /// <summary>A condition on run <c>n</c> and item <c>i</c>; the law stands beside it.</summary>
    internal string Sql => string.Concat(
        Tag.Length > 0 ? $"and exists(select 1 from item_term t where t.item_seq = i.seq and t.kind = {ItemTerms.Tag} and t.hash = @f_tag) " : "",
        Label is null ? "" : "and case when i.label > n.label then i.label else n.label end = @f_label ",
        OrganisationUid.Length > 0 ? "and i.anonymous = 0 and i.org_id = (select x.id from organisation x where x.uid = @f_organisation) " : "",
        Sector.Length > 0 ? $"and case when i.anonymous = 1 then i.sector = @f_sector else exists(select 1 from {Sectors.OfOrganisations} x where x.org_id = i.org_id and x.sector = @f_sector) end " : "",
        Since > 0 ? "and n.added >= @f_since " : "");

    internal (string Name, object? Value)[] Values(KeyRing keys) => ReferenceEquals(this, None)
        ? []
        : [("f_tag", ItemTerms.HashOf(keys, ItemTerms.Tag, Tag.ToLowerInvariant())), ("f_label", Label ?? Tlp.Clear), ("f_organisation", OrganisationUid), ("f_sector", Sector), ("f_since", Since)];
}

/// <summary>How many items of those that the viewer may read carry objects and are so.</summary>
/// <param name="Value">A label in canonical form, an organisation's address, a sector's code, a number of days, a tag as it is written.</param>
/// <param name="Name">Of an organisation; else empty.</param>
/// <param name="NameZh">The same in Chinese, where it has such a name.</param>
public sealed record Facet(string Value, long Items, string Name = "", string NameZh = "");

/// <summary>The facets of what is found, each the most frequent first.</summary>
/// <param name="Items">How many items there are in all.</param>
/// <param name="IsCut">There are more: only what was added last is counted.</param>
public sealed record Facets(long Items, bool IsCut, IReadOnlyList<Facet> Tags, IReadOnlyList<Facet> Labels, IReadOnlyList<Facet> Organisations, IReadOnlyList<Facet> Sectors, IReadOnlyList<Facet> Days);

/// <summary>Counts what carries the objects that a viewer may read, asked anew each time (R2, R7): the law stands in the one statement that counts, and a bound is a bound of what may be read. RED is not counted (R8).</summary>
public sealed class ObjectFacets(Database database, KeyRing keys, TypeNames types)
{
    /// <summary>So many runs of objects, the newest, are counted.</summary>
    private const int MostRuns = 2000;

    /// <summary>So many of one facet are told.</summary>
    private const int MostTold = 15;

    /// <summary>Spans of time that are counted.</summary>
    public static IReadOnlyList<int> Spans { get; } = [1, 7, 30, 90, 365];

    /// <param name="viewer">Who asks.</param>
    /// <param name="ofTypes">Only objects of these types; empty for all.</param>
    /// <param name="filter">What is chosen already.</param>
    /// <param name="items">Only what these items carry, by their keys; null for all.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<Facets> ReadAsync(Viewer viewer, IReadOnlyCollection<string> ofTypes, ObjectFilter filter, IReadOnlyCollection<long>? items, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var mask = (await types.KnownAsync(sql, ofTypes, stop)).Aggregate(0L, static (bits, type) => bits | TypeNames.Bit(type));
                var rows = ofTypes.Count > 0 && mask == 0 ? [] : await CountAsync(sql, viewer, mask, filter, items, stop);
                var byKind = rows.ToLookup(r => r.Kind);
                var organisations = await NamesAsync(sql, byKind[Kind.Organisation].Select(r => r.Number), stop);
                var tags = await TagsAsync(sql, [.. byKind[Kind.Tag]], stop);
                return new Facets(
                    byKind[Kind.All].Sum(r => r.Items), byKind[Kind.All].Sum(r => r.Number) == MostRuns, tags,
                    [.. byKind[Kind.Label].OrderBy(r => r.Number).Select(r => new Facet(((Tlp)r.Number).Canonical(), r.Items))],
                    [.. byKind[Kind.Organisation].Where(r => organisations.ContainsKey(r.Number)).Select(r => organisations[r.Number] with { Items = r.Items })],
                    [.. byKind[Kind.Sector].Select(r => new Facet(r.Text, r.Items))],
                    [.. byKind[Kind.Days].OrderBy(r => r.Number).Select(r => new Facet(r.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), r.Items))]);
            },
            stop);

    private async Task<List<Counted>> CountAsync(Sql sql, Viewer viewer, long mask, ObjectFilter filter, IReadOnlyCollection<long>? items, CancellationToken stop)
    {
        var ofItems = items is null ? "" : "and " + NumberSet.Holds(sql.Engine, "n.item_seq", "items");
        var runs = RunQuery.InOrder(sql.Engine, $"n.gone = 0 and n.label <= {(int)Tlp.AmberStrict} and (@mask = 0 or (n.types & @mask) <> 0) {ofItems}", "desc");
        var days = string.Concat(Spans.Select(d => $" union all select {Kind.Days}, {d}, '', count(distinct seq), 0 from f where added >= @v_now - {d * Micros.Day}"));
        var rows = await sql.ListAsync(
            $"""
            with f as materialized (
              select i.seq, cast(case when i.label > n.label then i.label else n.label end as bigint) as label, i.org_id, i.anonymous, i.sector, n.added
              {runs} and i.label <= {(int)Tlp.AmberStrict} and {RunQuery.Shown(Channel.Analysis)} {filter.Sql}
              order by n.place desc limit {MostRuns})
            select cast({Kind.All} as bigint) as kind, count(*) as number, '' as text, count(distinct seq) as items, cast(0 as bigint) as newest from f
            union all select {Kind.Label}, label, '', count(distinct seq), max(seq) from f group by label{days}
            union all select * from (select {Kind.Organisation}, org_id, '', count(distinct seq), max(seq) from f where anonymous = 0 group by org_id order by 4 desc, 5 desc limit {MostTold}) o
            union all select * from (select {Kind.Sector}, 0, s.sector, count(*), max(s.seq) from (
              select seq, sector from f where anonymous = 1 and sector <> '' union select f.seq, x.sector from f join {Sectors.OfOrganisations} x on x.org_id = f.org_id where f.anonymous = 0) s
              group by s.sector order by 4 desc, 3 limit {MostTold}) s
            union all select * from (select {Kind.Tag}, t.hash, '', count(distinct f.seq), max(f.seq) from f join item_term t on t.item_seq = f.seq and t.kind = {ItemTerms.Tag} group by t.hash
              order by 4 desc, 5 desc limit {MostTold}) t
            """,
            static r => new Counted(r.Long(0), r.Long(1), r.Text(2), r.Long(3), r.Long(4)),
            stop,
            [.. RunQuery.Values(viewer, Channel.Analysis), .. filter.Values(keys), ("mask", mask), ("items", NumberSet.Value(sql.Engine, items ?? []))]);
        return rows.FindAll(r => r.Items > 0);
    }

    private static async Task<Dictionary<long, Facet>> NamesAsync(Sql sql, IEnumerable<long> organisations, CancellationToken stop) =>
        (await sql.ListAsync(
            $"select id, uid, name, name_zh from organisation where {NumberSet.Holds(sql.Engine, "id", "organisations")}",
            static r => (Id: r.Long(0), Facet: new Facet(r.Text(1), 0, r.Text(2), r.Text(3))), stop, ("organisations", NumberSet.Value(sql.Engine, organisations)))).ToDictionary(o => o.Id, o => o.Facet);

    /// <summary>A hash says nothing: the newest of the counted items that has it has the words.</summary>
    private async Task<List<Facet>> TagsAsync(Sql sql, List<Counted> counted, CancellationToken stop)
    {
        var words = (await sql.ListAsync(
            $"""
            select i.seq, i.uid, i.wrapped_key, n.head from item i join item_version n on n.item_seq = i.seq and n.version = i.version
            where {NumberSet.Holds(sql.Engine, "i.seq", "items")}
            """,
            r => (Seq: r.Long(0), Tags: ItemSeal.Of(keys, r.Text(1), r.Bytes(2)).OpenHead(r.Bytes(3)).Tags ?? []),
            stop,
            ("items", NumberSet.Value(sql.Engine, counted.Select(c => c.Newest).Distinct())))).ToDictionary(w => w.Seq, w => w.Tags);
        return [.. counted.Select(c => (Of: c, Word: words[c.Newest].FirstOrDefault(t => ItemTerms.HashOf(keys, ItemTerms.Tag, t.ToLowerInvariant()) == c.Number))).Where(t => t.Word is not null).Select(t => new Facet(t.Word!, t.Of.Items))];
    }

    private static class Kind
    {
        public const int All = 0;
        public const int Label = 1;
        public const int Days = 2;
        public const int Organisation = 3;
        public const int Sector = 4;
        public const int Tag = 5;
    }

    private sealed record Counted(long Kind, long Number, string Text, long Items, long Newest);
}
