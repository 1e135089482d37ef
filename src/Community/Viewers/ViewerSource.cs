using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;

namespace Infohub.Community.Viewers;

/// <summary>The only place where viewers are made. Every rule about who is live (law section 1) stands here.</summary>
public sealed class ViewerSource(Database database, KeyRing keys, TimeProvider clock)
{
    /// <summary>Who has not signed in.</summary>
    public Viewer Anonymous() => new(ViewerKind.Anonymous) { Ceiling = Tlp.Clear, Facts = Nobody };

    private ViewerFacts Nobody => new() { Now = clock.Now(), Ceiling = (int)Tlp.Clear };

    /// <summary>The person of a session, live only if person and organisation are active, the second factor was given and the terms are accepted; else anonymous.</summary>
    public async Task<Viewer> FromSessionAsync(string token, CancellationToken stop) =>
        await SessionAsync("s.token = @key", SHA256.HashData(Encoding.UTF8.GetBytes(token)), stop) ?? Anonymous();

    /// <summary>The same session asked again, for an answer that stays open; null once it ended or its person is no longer live.</summary>
    public async Task<Viewer?> AgainAsync(Viewer session, CancellationToken stop) =>
        session is { IsPerson: true, SessionId: > 0 } ? await SessionAsync("s.id = @key", session.SessionId, stop) : null;

    /// <summary>A stored reader for whom a message is rendered: that person's session without fresh strong authentication. Null where the person is not live.</summary>
    public Task<Viewer?> ForRecipientAsync(long personId, CancellationToken stop) => database.ReadAsync(sql => ForRecipientAsync(sql, personId, 0, stop), stop);

    /// <summary>The same within a transaction, and not before a time: for what will be shown from then on.</summary>
    public async Task<Viewer?> ForRecipientAsync(Sql sql, long personId, long notBefore, CancellationToken stop)
    {
        var person = await FindAsync(sql, personId, stop);
        return person is null ? null : ForPerson(ViewerKind.Recipient, person, NoSession, notBefore);
    }

    /// <summary>For set-up scripts alone: the person as in a session just strongly proved, at the clock's time.</summary>
    internal async Task<Viewer?> ForScriptAsync(long personId, CancellationToken stop)
    {
        var person = await FindAsync(personId, stop);
        return person is null ? null : ForPerson(ViewerKind.Person, person, NoSession with { Strong = clock.Now() });
    }

    /// <summary>For set-up alone: the operator at the machine. Acts without being a person, and reads nothing.</summary>
    internal Viewer ForSystem() => new(ViewerKind.Anonymous) { Ceiling = Tlp.Clear, Facts = Nobody, IsSystem = true };

    /// <summary>The owner of a key, from one of its networks; null where the key is not live.</summary>
    /// <remarks>R5: a key made before its owner's latest joining stays ended, whatever became of its row.</remarks>
    public Task<Viewer?> FromKeyAsync(string secret, IPAddress from, CancellationToken stop) => FromKeyAsync("k.hash = @which", HashSecret(secret), from, stop);

    /// <summary>The same of the key to which a client certificate was bound (see <see cref="Keys.BindCertificate"/>); the connection has proved its private key.</summary>
    public Task<Viewer?> FromCertificateAsync(X509Certificate2 certificate, IPAddress from, CancellationToken stop) =>
        FromKeyAsync("k.certificate = @which", HashCertificate(certificate), from, stop);

    private async Task<Viewer?> FromKeyAsync(string which, byte[] hash, IPAddress from, CancellationToken stop)
    {
        var (key, person) = await KeyAsync(which, hash, stop);
        return key is null || !Networks.Allow(key.Networks, from) ? null
            : key.Person == 0 ? ForOrganisationKey(key)
            : person is null ? null
            : Narrow(ForPerson(ViewerKind.Key, person, NoSession with { Seen = key.Used }), key);
    }

    /// <summary>The owner of a feed's token: read-only, with the feed's ceiling (law section 1). Null where the owner is not live.</summary>
    public async Task<Viewer?> ForFeedAsync(long personId, long organisationId, Tlp ceiling, CancellationToken stop)
    {
        var person = await FindAsync(personId, stop);
        if (person is null || person.Org != organisationId)
        {
            return null;
        }

        var whole = ForPerson(ViewerKind.Feed, person, NoSession);
        return With(whole, ViewerKind.Feed, Scopes.Read, ceiling, 0, whole.Facts with { Ceiling = (int)ceiling, ActsForOrg = whole.Facts.ActsForOrg });
    }

    /// <summary>
    /// Who set up what comes in by itself, as a stored reader, and its source, which writes and reads nothing (law W5). Null once the steward no longer acts for the organisation; what was set up before a leaving stays
    /// ended (R5).
    /// </summary>
    /// <param name="steward">The person.</param>
    /// <param name="organisation">Whose administrator they are.</param>
    /// <param name="since">When they became its steward, in microseconds.</param>
    /// <param name="source">The external source, see <see cref="ExternalSources"/>.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<(Viewer Steward, Viewer Source)?> ForIntakeAsync(long steward, long organisation, long since, long source, CancellationToken stop)
    {
        var person = await FindAsync(steward, stop);
        if (person is null || person.Org != organisation || person.Joined > since || person.OrgJoined > since || (person.Roles & Roles.Administrator) == 0)
        {
            return null;
        }

        var facts = Nobody with { Public = false, Org = source, Ceiling = (int)Tlp.AmberStrict };
        return (ForPerson(ViewerKind.Recipient, person, NoSession), new Viewer(ViewerKind.Key) { OrganisationId = source, Scopes = Scopes.Write, Ceiling = Tlp.AmberStrict, Facts = facts });
    }

    /// <summary>An organisation's own key for what goes out by itself, at most up to a ceiling; null where it is not live, or does not read.</summary>
    public async Task<Viewer?> ForSendingAsync(long key, long organisation, Tlp ceiling, CancellationToken stop)
    {
        var (row, _) = await KeyAsync("k.id = @which and k.person_id = 0", key, stop);
        return row is null || row.Org != organisation || (row.Scopes & Scopes.Read) == 0 ? null
            : ForOrganisationKey(row with { Scopes = Scopes.Read, Ceiling = row.Ceiling < ceiling ? row.Ceiling : ceiling });
    }

    /// <summary>The stored form of a key's or token's secret: 256 random bits need no salt.</summary>
    public static byte[] HashSecret(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>SHA-256 of its DER.</summary>
    public static byte[] HashCertificate(X509Certificate2 certificate) => certificate.GetCertHash(HashAlgorithmName.SHA256);

    /// <summary>By this the author of an anonymous item is known again; without the key file it names nobody.</summary>
    public static long AnonymousTag(KeyRing keys, long person, long org) => keys.Hash64("anonymous-author", $"{person}|{org}");

    internal const long SessionIdle = 12 * Micros.Hour;

    private const string AmberClients = "coalesce((select cast(value as bigint) from setting where name = 'amber-clients'), 1)";

    private const string LivePerson =
        "p.state = 1 and o.state = 1 and o.standing = 0 and p.terms = coalesce((select value from setting where name = 'terms'), '')";

    private const string PersonColumns =
        "p.id, p.uid, p.name, p.roles, p.joined_at, p.language, p.zone, o.id, o.uid, o.name, o.joined_at, " + AmberClients + ", o.name_zh";

    private const int PersonColumnCount = 13;

    private async Task<Viewer?> SessionAsync(string which, object key, CancellationToken stop)
    {
        var row = await database.ReadAsync(
            sql => sql.FirstAsync(
                $"""
                select {PersonColumns}, s.id, s.strong_at, s.seen_at, p.theme, p.density, p.shortcuts, s.created_at
                from session s join person p on p.id = s.person_id join organisation o on o.id = p.org_id
                where {which} and s.ended_at = 0 and s.factor_at > 0 and s.seen_at > @idle and {LivePerson}
                """,
                static r => (Person: ReadPerson(r), Session: ReadSession(r)),
                stop,
                ("key", key),
                ("idle", clock.Now() - SessionIdle)),
            stop);
        return row.Person is null ? null : ForPerson(ViewerKind.Person, row.Person, row.Session);
    }

    private Task<(KeyRow? Key, PersonRow? Person)> KeyAsync(string which, object value, CancellationToken stop) => database.ReadAsync(
        sql => sql.FirstAsync<(KeyRow?, PersonRow?)>(
            $"""
            select {PersonColumns}, k.id, k.person_id, k.org_id, k.scopes, k.ceiling, k.networks, k.circles_only, k.has_circles, o.standing, o.reads_community, k.used_at
            from api_key k join organisation o on o.id = k.org_id left join person p on p.id = k.person_id and p.org_id = k.org_id and p.joined_at <= k.created_at and {LivePerson}
            where {which} and k.revoked_at = 0 and k.expires_at > @now and o.state = {State.Active} and o.standing <> {Standing.External}
              and o.joined_at <= k.created_at
            """,
            static r => (ReadKey(r), r.IsNull(0) ? null : ReadPerson(r)),
            stop,
            ("which", value),
            ("now", clock.Now())),
        stop);

    private Task<PersonRow?> FindAsync(long personId, CancellationToken stop) => database.ReadAsync(sql => FindAsync(sql, personId, stop), stop);

    private static Task<PersonRow?> FindAsync(Sql sql, long personId, CancellationToken stop) =>
        sql.FirstAsync(
            $"select {PersonColumns} from person p join organisation o on o.id = p.org_id where p.id = @person and {LivePerson}",
            static r => ReadPerson(r),
            stop,
            ("person", personId));

    private static PersonRow ReadPerson(Row r) =>
        new(r.Long(0), r.Text(1), r.Text(2), (Roles)r.Int(3), r.Long(4), r.Text(5), r.Text(6), r.Long(7), r.Text(8), r.Text(9), r.Long(10), r.Bool(11), r.Text(12));

    private static KeyRow ReadKey(Row r)
    {
        const int first = PersonColumnCount;
        return new KeyRow(
            r.Long(first), r.Long(first + 1), r.Long(first + 2), (Scopes)r.Int(first + 3), (Tlp)r.Int(first + 4), r.Text(first + 5), r.Bool(first + 6), r.Bool(first + 7),
            r.Text(8), r.Text(9), r.Long(10), r.Int(first + 8), r.Bool(first + 9), r.Bool(11), r.Long(first + 10));
    }

    private static readonly SessionRow NoSession = new(0, 0, 0, "", "", true, 0);

    private static SessionRow ReadSession(Row r) => new(
        r.Long(PersonColumnCount), r.Long(PersonColumnCount + 1), r.Long(PersonColumnCount + 2), r.Text(PersonColumnCount + 3), r.Text(PersonColumnCount + 4),
        r.Bool(PersonColumnCount + 5), r.Long(PersonColumnCount + 6));

    private Viewer ForPerson(ViewerKind kind, PersonRow p, SessionRow session, long notBefore = 0)
    {
        var now = Math.Max(clock.Now(), notBefore);
        var inSession = kind is ViewerKind.Person or ViewerKind.Recipient;
        return new Viewer(kind)
        {
            PersonId = p.Id,
            PersonUid = p.Uid,
            PersonName = p.Name,
            OrganisationId = p.Org,
            OrganisationUid = p.OrgUid,
            OrganisationName = p.OrgName,
            OrganisationNameZh = p.OrgNameZh,
            SessionId = session.Id,
            SeenAt = session.Seen,
            Theme = session.Theme,
            Density = session.Density,
            Shortcuts = session.Shortcuts,
            Roles = p.Roles,
            StrongAt = session.Strong,
            BeganAt = session.Began,
            Language = p.Language,
            Zone = p.Zone,
            Facts = new ViewerFacts
            {
                Community = true,
                OrgParts = true,
                PersonParts = true,
                Own = true,
                ActsForOrg = (p.Roles & Roles.Administrator) != 0,
                Session = inSession,
                Drafts = inSession,
                Fresh = kind == ViewerKind.Person && session.Strong >= now - Viewer.FreshFor,
                AmberClients = p.AmberClients,
                Org = p.Org,
                OrgJoined = p.OrgJoined,
                Person = p.Id,
                PersonJoined = p.Joined,
                AnonymousTag = AnonymousTag(keys, p.Id, p.Org),
                Ceiling = (int)Tlp.Red,
                Now = now,
            },
        };
    }

    private static Viewer Narrow(Viewer whole, KeyRow key) =>
        With(whole, ViewerKind.Key, key.Scopes, Cap(key.Ceiling), key.Id, ByCircles(
            whole.Facts with
            {
                Ceiling = (int)Cap(key.Ceiling),
                Session = false,
                Drafts = (key.Scopes & Scopes.Drafts) != 0,
            },
            key));

    private Viewer ForOrganisationKey(KeyRow key)
    {
        var hub = key.Standing == Standing.PartnerHub;
        var ceiling = hub && key.Ceiling > Tlp.Amber ? Tlp.Amber : Cap(key.Ceiling);
        return new Viewer(hub ? ViewerKind.PartnerHub : ViewerKind.Key)
        {
            OrganisationId = key.Org,
            OrganisationUid = key.OrgUid,
            OrganisationName = key.OrgName,
            KeyId = key.Id,
            SeenAt = key.Used,
            Scopes = key.Scopes,
            Ceiling = ceiling,
            Facts = ByCircles(
                new ViewerFacts
                {
                    Community = !hub || key.ReadsCommunity,
                    OrgParts = true,
                    Own = true,
                    Drafts = (key.Scopes & Scopes.Drafts) != 0,
                    AmberClients = key.AmberClients,
                    Org = key.Org,
                    OrgJoined = key.OrgJoined,
                    Key = key.Id,
                    Ceiling = (int)ceiling,
                    Now = clock.Now(),
                },
                key),
        };
    }

    /// <summary>RED never by key, to read or write (law section 1).</summary>
    private static Tlp Cap(Tlp ceiling) => ceiling > Tlp.AmberStrict ? Tlp.AmberStrict : ceiling;

    /// <summary>Keys with circles (reading 5): only Public, Community and these circles count; with circles only, only these.</summary>
    private static ViewerFacts ByCircles(ViewerFacts facts, KeyRow key) => key switch
    {
        { HasCircles: false } => facts,
        { CirclesOnly: true } => facts with { CircleKey = key.Id, OrgParts = false, PersonParts = false, Own = false, ActsForOrg = false, Public = false, Community = false },
        _ => facts with { CircleKey = key.Id, OrgParts = false, PersonParts = false, Own = false, ActsForOrg = false },
    };

    private static Viewer With(Viewer v, ViewerKind kind, Scopes scopes, Tlp ceiling, long key, ViewerFacts facts) => new(kind)
    {
        PersonId = v.PersonId,
        PersonUid = v.PersonUid,
        PersonName = v.PersonName,
        OrganisationId = v.OrganisationId,
        OrganisationUid = v.OrganisationUid,
        OrganisationName = v.OrganisationName,
        Roles = v.Roles,
        Language = v.Language,
        Zone = v.Zone,
        SeenAt = v.SeenAt,
        KeyId = key,
        Scopes = scopes,
        Ceiling = ceiling,
        Facts = facts,
    };

    private sealed record PersonRow(
        long Id, string Uid, string Name, Roles Roles, long Joined, string Language, string Zone, long Org, string OrgUid, string OrgName, long OrgJoined, bool AmberClients, string OrgNameZh);

    private sealed record SessionRow(long Id, long Strong, long Seen, string Theme, string Density, bool Shortcuts, long Began);

    private sealed record KeyRow(
        long Id, long Person, long Org, Scopes Scopes, Tlp Ceiling, string Networks, bool CirclesOnly, bool HasCircles,
        string OrgUid, string OrgName, long OrgJoined, int Standing, bool ReadsCommunity, bool AmberClients, long Used);
}
