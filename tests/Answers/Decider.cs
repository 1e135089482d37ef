using System.Globalization;
using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Answers;

/// <summary>
/// What the rules say of stored items: how much a viewer gets on a channel, and the conditions that acts ask. Each by the SQL, the former also
/// by the kernel in memory.
/// </summary>
internal sealed class Decider(Database database)
{
    private static readonly Dictionary<string, Channel> Channels = new(StringComparer.Ordinal)
    {
        ["list"] = Channel.List,
        ["page"] = Channel.Page,
        ["public"] = Channel.Public,
        ["machine"] = Channel.Machine,
        ["feed"] = Channel.Feed,
        ["partner-hub"] = Channel.PartnerHub,
        ["mail"] = Channel.Mail,
        ["webhook"] = Channel.Webhook,
        ["export"] = Channel.Export,
        ["block-list"] = Channel.BlockList,
        ["look-up-outside"] = Channel.LookUpOutside,
        ["translation-outside"] = Channel.TranslationOutside,
        ["analysis"] = Channel.Analysis,
        ["public-statistics"] = Channel.PublicStatistics,
    };

    private static readonly Dictionary<string, string> Conditions = new(StringComparer.Ordinal)
    {
        ["author"] = $"case when {LawSql.Author} then 1 else 0 end",
        ["originators-side"] = $"case when {LawSql.OriginatorSide} then 1 else 0 end",
        ["through-audience"] = $"case when {LawSql.ByAudience} then 1 else 0 end",
        ["grants"] = $"(select count(*) from item_grant g where g.item_seq = i.seq and ({LawSql.GrantOpens}))",
    };

    private readonly Dictionary<string, ItemRows?> items = new(StringComparer.Ordinal);
    private readonly Dictionary<ViewerFacts, Dictionary<string, Dictionary<(string Uid, int Version), long>>> answers = new(ReferenceEqualityComparer.Instance);
    private LawTables? tables;

    /// <summary>The answer as the oracle writes it: an amount, or the number of a condition.</summary>
    public static string Write(long answer, string question) => IsChannel(question) ? ((Disclosure)answer).ToString() : answer.ToString(CultureInfo.InvariantCulture);

    /// <summary>A way out, not a condition.</summary>
    public static bool IsChannel(string question) => Channels.ContainsKey(question);

    public static long Read(string answer, string question) =>
        IsChannel(question) ? (long)Enum.Parse<Disclosure>(answer) : long.Parse(answer, CultureInfo.InvariantCulture);

    /// <summary>One statement answers a viewer's question for all versions of all items: the world stands still.</summary>
    public async Task<long?> BySqlAsync(ViewerFacts viewer, string uid, int version, string question)
    {
        if (!answers.TryGetValue(viewer, out var known))
        {
            answers[viewer] = known = new(StringComparer.Ordinal);
        }

        if (!known.TryGetValue(question, out var all))
        {
            var answer = Channels.TryGetValue(question, out var channel) ? LawSql.Version(channel) : Conditions[question];
            var rows = await database.ReadAsync(
                sql => sql.ListAsync(
                    $"select i.uid, n.version, cast(({answer}) as bigint) from item i join item_version n on n.item_seq = i.seq",
                    static r => KeyValuePair.Create((r.Text(0), r.Int(1)), r.Long(2)),
                    default,
                    LawSql.Values(viewer)),
                default);
            known[question] = all = new(rows);
        }

        return all.TryGetValue((uid, version), out var found) ? found : null;
    }

    /// <summary>Null for a condition: it is written as SQL alone.</summary>
    public async Task<long?> InMemoryAsync(ViewerFacts viewer, string uid, int version, string question)
    {
        if (!Channels.TryGetValue(question, out var channel))
        {
            return null;
        }

        var rows = await ItemAsync(uid);
        return rows is null || !rows.Versions.TryGetValue(version, out var facts)
            ? (long)Disclosure.Nothing
            : (long)LawCode.Decide(viewer, rows.Item, facts, channel, rows.Tables);
    }

    private async Task<ItemRows?> ItemAsync(string uid)
    {
        if (items.TryGetValue(uid, out var rows))
        {
            return rows;
        }

        tables ??= await database.ReadAsync(LoadAsync, default);
        return items[uid] = await database.ReadAsync(sql => LoadItemAsync(sql, uid, tables), default);
    }

    private static async Task<ItemRows?> LoadItemAsync(Sql sql, string uid, LawTables tables)
    {
        var item = await sql.FirstAsync(
            """
            select seq, state, label, version, audience_id, org_id, person_id, key_id, anonymous, shared_at, release_at, embargo_until, pap, grants from item where uid = @uid
            """,
            static r => new ItemFacts
            {
                Seq = r.Long(0),
                State = r.Int(1),
                Label = r.Int(2),
                Version = r.Int(3),
                AudienceId = r.Long(4),
                OrgId = r.Long(5),
                PersonId = r.Long(6),
                KeyId = r.Long(7),
                Anonymous = r.Bool(8),
                SharedAt = r.Long(9),
                ReleaseAt = r.Long(10),
                EmbargoUntil = r.Long(11),
                Pap = r.Int(12),
                Grants = r.Int(13),
            },
            default,
            ("uid", uid));
        if (item is null)
        {
            return null;
        }

        var versions = await sql.ListAsync(
            "select version, label, audience_id, shared_at from item_version where item_seq = @seq",
            static r => new VersionFacts { Version = r.Int(0), Label = r.Int(1), AudienceId = r.Long(2), SharedAt = r.Long(3) },
            default,
            ("seq", item.Seq));
        var parts = await sql.ListAsync(
            """
            select p.audience_id, p.kind, p.ref, p.ref_org from audience_part p
            where p.audience_id in (select audience_id from item_version where item_seq = @seq) or p.audience_id = @audience
            """,
            static r => new PartRow(r.Long(0), r.Int(1), r.Long(2), r.Long(3)),
            default,
            ("seq", item.Seq),
            ("audience", item.AudienceId));
        return new ItemRows(item, versions.ToDictionary(v => v.Version), tables with { Parts = [.. parts] });
    }

    private static async Task<LawTables> LoadAsync(Sql sql) => new()
    {
        Members = [.. await sql.ListAsync("select circle_id, org_id, person_id, reads_from from circle_member", static r => new MemberRow(r.Long(0), r.Long(1), r.Long(2), r.Long(3)), default)],
        KeyCircles = [.. await sql.ListAsync("select key_id, circle_id from api_key_circle", static r => new KeyCircleRow(r.Long(0), r.Long(1)), default)],
        AnonymousAuthors = [.. await sql.ListAsync("select item_seq, tag from anonymous_author", static r => new AnonymousAuthorRow(r.Long(0), r.Long(1)), default)],
        Reviewers = [.. await sql.ListAsync("select item_seq, person_id, org_id from draft_reviewer", static r => new ReviewerRow(r.Long(0), r.Long(1), r.Long(2)), default)],
        Grants = [.. await sql.ListAsync(
            "select id, item_seq, passer_id, passer_org, by_author, kind, ref, ref_org, at, from_version, via from item_grant",
            static r => new GrantRow(r.Long(0), r.Long(1), r.Long(2), r.Long(3), r.Bool(4), r.Int(5), r.Long(6), r.Long(7), r.Long(8), r.Int(9), r.Long(10)),
            default)],
        GrantLinks = [.. await sql.ListAsync("select grant_id, ancestor from item_grant_link", static r => new GrantLinkRow(r.Long(0), r.Long(1)), default)],
        Clients = [.. await sql.ListAsync("select provider_id, client_id, provider_at, client_at from client", static r => new ClientRow(r.Long(0), r.Long(1), r.Long(2), r.Long(3)), default)],
        Organisations = [.. await sql.ListAsync("select id, state, joined_at from organisation", static r => new OrganisationRow(r.Long(0), r.Int(1), r.Long(2)), default)],
        Persons = [.. await sql.ListAsync("select id, org_id, state, joined_at from person", static r => new PersonRow(r.Long(0), r.Long(1), r.Int(2), r.Long(3)), default)],
    };

    private sealed record ItemRows(ItemFacts Item, Dictionary<int, VersionFacts> Versions, LawTables Tables);
}
