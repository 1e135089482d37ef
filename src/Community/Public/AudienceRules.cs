using System.Buffers.Binary;
using System.Security.Cryptography;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Public;

/// <summary>A part as it is asked for, by address.</summary>
/// <param name="Kind">One of <see cref="PartKind"/>.</param>
/// <param name="Uid">The circle's, organisation's or person's address; empty for Public and Community.</param>
public sealed record PartRequest(int Kind, string Uid = "")
{
    /// <summary>As REST and forms write it: <c>community</c>, <c>circle:ABCDE-FGHIJ</c>; null for what is no part.</summary>
    public static PartRequest? Parse(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var uid = colon < 0 ? "" : word[(colon + 1)..].Trim().ToUpperInvariant();
        return (colon < 0 ? word : word[..colon]).Trim().ToLowerInvariant() switch
        {
            "public" when colon < 0 => new PartRequest(PartKind.Public),
            "community" when colon < 0 => new PartRequest(PartKind.Community),
            "circle" when uid.Length > 0 => new PartRequest(PartKind.Circle, uid),
            "organisation" when uid.Length > 0 => new PartRequest(PartKind.Organisation, uid),
            "person" when uid.Length > 0 => new PartRequest(PartKind.Person, uid),
            _ => null,
        };
    }
}

/// <summary>Who may name which part (law W2, reading 12), and audiences as interned sets of parts (section 2).</summary>
public sealed class AudienceRules
{
    /// <summary>Parts in one audience at most.</summary>
    public const int MostParts = 200;

    /// <summary>
    /// The parts in order, each once, that the viewer may name. A hidden circle is refused as one that does not exist.
    /// Whether label and audience fit each other (H1) is not asked here.
    /// </summary>
    public async Task<Outcome<Part[]>> MayNameAsync(Sql sql, Viewer viewer, IReadOnlyList<PartRequest> parts, CancellationToken stop = default)
    {
        if (viewer.OrganisationId == 0)
        {
            return Refusal.NotFound;
        }

        if (parts.Count > MostParts)
        {
            return new Refusal(RefusalKind.TooLarge, "audience-too-large", "An audience has at most {0} parts.", "audience", MostParts);
        }

        var named = new SortedSet<Part>();
        foreach (var part in parts)
        {
            var one = await NameAsync(sql, viewer, part, stop);
            if (!one.Done)
            {
                return one.Refusal!;
            }

            named.Add(one.Value);
        }

        return named.ToArray();
    }

    /// <summary>The parts that the viewer may name (W2), as words; a refusal says which is none.</summary>
    public async Task<Outcome<Part[]>> ReadAsync(Sql sql, Viewer viewer, IReadOnlyList<string> words, CancellationToken stop)
    {
        var requests = new List<PartRequest>();
        foreach (var given in words)
        {
            // Outside input: JSON puts null where a word should stand.
            var word = given ?? "";
            if (PartRequest.Parse(word) is not { } part)
            {
                return Refusal.Invalid("audience-part", "“{0}” is no part of an audience.", "audience", word.Length > 60 ? word[..60] : word);
            }

            requests.Add(part);
        }

        var named = await MayNameAsync(sql, viewer, requests, stop);
        return named.Refusal?.Kind == RefusalKind.NotFound
            ? new Refusal(RefusalKind.NotFound, "audience-part", "A reader that you named is not there, or not yours to name.", "audience")
            : named;
    }

    /// <summary>Whether the viewer may name a part (W2) that somebody else named before.</summary>
    public async Task<bool> MayNameAsync(Sql sql, Viewer viewer, Part part, CancellationToken stop = default)
    {
        var word = (await UidsAsync(sql, [part], stop)).Keys.Single();
        var named = await MayNameAsync(sql, viewer, [new PartRequest(part.Kind, word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..])], stop);
        return named.Done;
    }

    /// <summary>The one row of this set of parts; equal sets give the same id.</summary>
    public async Task<long> InternAsync(Tx tx, IReadOnlyCollection<Part> parts, CancellationToken stop = default)
    {
        var set = new SortedSet<Part>(parts);
        var hash = HashOf(set);
        if (await FindAsync(tx, hash, stop) is { } known)
        {
            return known;
        }

        var made = await tx.RunAsync("insert into audience(hash) values (@hash) on conflict(hash) do nothing", stop, ("hash", hash));
        var id = (await FindAsync(tx, hash, stop))!.Value;
        if (made == 1)
        {
            foreach (var part in set)
            {
                await tx.RunAsync(
                    "insert into audience_part(audience_id, kind, ref, ref_org) values (@audience, @kind, @ref, @org)",
                    stop,
                    ("audience", id),
                    ("kind", part.Kind),
                    ("ref", part.Ref),
                    ("org", part.RefOrg));
            }
        }

        return id;
    }

    /// <summary>The parts of a stored audience, in order.</summary>
    public Task<List<Part>> PartsAsync(Sql sql, long audienceId, CancellationToken stop = default) =>
        sql.ListAsync(
            "select kind, ref, ref_org from audience_part where audience_id = @audience order by kind, ref, ref_org",
            static r => new Part(r.Int(0), r.Long(1), r.Long(2)),
            stop,
            ("audience", audienceId));

    /// <summary>
    /// The parts by the words that name them: <c>community</c>, <c>circle:UID</c>, <c>person:UID</c> and so on. Who was named for an organisation that they represent no more
    /// is <c>person:UID@UID</c>, for <c>person:UID</c> names them for the one that they represent now.
    /// </summary>
    public async Task<Dictionary<string, Part>> UidsAsync(Sql sql, IReadOnlyCollection<Part> parts, CancellationToken stop = default)
    {
        var words = new Dictionary<string, Part>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts)
        {
            var (word, table) = part.Kind switch
            {
                PartKind.Circle => ("circle:", "circle"),
                PartKind.Organisation => ("organisation:", "organisation"),
                PartKind.Person => ("person:", ""),
                PartKind.Community => ("community", ""),
                _ => ("public", ""),
            };
            var uid = part.Kind == PartKind.Person
                ? await sql.FirstAsync(
                    "select p.uid, p.org_id, o.uid from person p join organisation o on o.id = @org where p.id = @id",
                    r => r.Long(1) == part.RefOrg ? r.Text(0) : r.Text(0) + "@" + r.Text(2),
                    stop,
                    ("id", part.Ref),
                    ("org", part.RefOrg))
                : table.Length == 0 ? "" : await sql.FirstAsync($"select uid from {table} where id = @id", static r => r.Text(0), stop, ("id", part.Ref));
            words[word + uid] = part;
        }

        return words;
    }

    private static async Task<Outcome<Part>> NameAsync(Sql sql, Viewer viewer, PartRequest part, CancellationToken stop) => part.Kind switch
    {
        PartKind.Public or PartKind.Community when viewer.Kind == ViewerKind.PartnerHub => AudienceRefusals.NotAPerson,
        PartKind.Public or PartKind.Community => new Part(part.Kind),
        PartKind.Circle => await NameCircleAsync(sql, viewer, part.Uid, stop),
        PartKind.Organisation => await NameOrganisationAsync(sql, part.Uid, stop),
        PartKind.Person => await NamePersonAsync(sql, part.Uid, stop),
        _ => AudienceRefusals.UnknownPart,
    };

    private static async Task<Outcome<Part>> NameCircleAsync(Sql sql, Viewer viewer, string uid, CancellationToken stop)
    {
        var circle = await sql.FirstAsync(
            """
            select c.id, c.listed, c.takes_outside, c.closed_at, cast((select count(*) from circle_member m
              where m.circle_id = c.id and m.org_id = @org and (m.person_id = 0 or m.person_id = @person)) as bigint)
            from circle c where c.uid = @uid
            """,
            static r => new { Id = r.Long(0), Listed = r.Bool(1), TakesOutside = r.Bool(2), Closed = r.Long(3) != 0, Member = r.Bool(4) },
            stop,
            ("uid", uid),
            ("org", viewer.OrganisationId),
            ("person", viewer.PersonId));
        var listed = circle is { Listed: true } && viewer.Kind != ViewerKind.PartnerHub;
        return circle switch
        {
            null => Refusal.NotFound,
            { Member: false } when !listed => Refusal.NotFound,
            { Closed: true } => AudienceRefusals.CircleClosed,
            { Member: false, TakesOutside: false } => AudienceRefusals.CircleTakesMembersOnly,
            _ => new Part(PartKind.Circle, circle.Id),
        };
    }

    private static async Task<Outcome<Part>> NameOrganisationAsync(Sql sql, string uid, CancellationToken stop)
    {
        var organisation = await sql.FirstAsync(
            "select id, state from organisation where uid = @uid and standing <> @external and state <> @applied",
            static r => new { Id = r.Long(0), State = r.Int(1) },
            stop,
            ("uid", uid),
            ("external", Standing.External),
            ("applied", State.Waiting));
        return organisation switch
        {
            null => Refusal.NotFound,
            { State: State.Active } => new Part(PartKind.Organisation, organisation.Id),
            _ => AudienceRefusals.OrganisationNotActive,
        };
    }

    private static async Task<Outcome<Part>> NamePersonAsync(Sql sql, string uid, CancellationToken stop)
    {
        var person = await sql.FirstAsync(
            "select p.id, p.org_id, p.state, o.state, o.standing from person p join organisation o on o.id = p.org_id where p.uid = @uid and p.state <> @invited",
            static r => new { Id = r.Long(0), Org = r.Long(1), Active = r.Int(2) == State.Active && r.Int(3) == State.Active && r.Int(4) == Standing.Member },
            stop,
            ("uid", uid),
            ("invited", State.Waiting));
        return person switch
        {
            null => Refusal.NotFound,
            { Active: true } => new Part(PartKind.Person, person.Id, person.Org),
            _ => AudienceRefusals.PersonNotActive,
        };
    }

    private static Task<long?> FindAsync(Sql sql, byte[] hash, CancellationToken stop) =>
        sql.NumberAsync("select id from audience where hash = @hash", stop, ("hash", hash));

    internal static byte[] HashOf(SortedSet<Part> parts)
    {
        var bytes = new byte[parts.Count * 24];
        var at = 0;
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), part.Kind);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 8), part.Ref);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 16), part.RefOrg);
            at += 24;
        }

        return SHA256.HashData(bytes);
    }
}
