using Infohub.Community.Circles;
using Infohub.Community.Governance;
using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Keys;

/// <param name="OfOrganisation">The organisation's key, made by its administrator; else the person's own.</param>
/// <param name="Networks">CIDRs from which it may be used; empty for anywhere.</param>
/// <param name="ExpiresAt">Microseconds; null for a year from now.</param>
/// <param name="Circles">Addresses of the circles whose parts alone count; empty for all.</param>
/// <param name="CirclesOnly">Not even Public and Community count.</param>
/// <param name="HubUid">An officer makes a key for this partner hub; else null.</param>
public sealed record NewKey(
    string Name, bool OfOrganisation, Scopes Scopes, IReadOnlyList<string>? Networks = null, long? ExpiresAt = null, IReadOnlyList<string>? Circles = null, bool CirclesOnly = false,
    string? HubUid = null);

/// <summary>A new key: the secret is shown this once.</summary>
public sealed record MadeKey(string Uid, string Secret)
{
    public override string ToString() => "MadeKey " + Uid;
}

/// <summary>Makes a key with ceiling GREEN, of a person or of an organisation; asks for fresh strong authentication.</summary>
public sealed class MakeKey(Database database, IIdSource ids)
{
    private const int MostKeys = 100;
    private const Scopes AllScopes = Scopes.Read | Scopes.Write | Scopes.Drafts;
    private const long Year = 365 * Micros.Day;

    public async Task<Outcome<MadeKey>> RunAsync(Viewer viewer, NewKey what, CancellationToken stop)
    {
        if (Plain.Line(what.Name) is null)
        {
            return Plain.NameNeeded("name");
        }

        if (what.Scopes == Scopes.None || (what.Scopes & ~AllScopes) != 0)
        {
            return KeyRefusals.Scopes;
        }

        if (what.CirclesOnly && what.Circles is null or { Count: 0 })
        {
            return KeyRefusals.CirclesNeeded;
        }

        var networks = Networks.Parse(what.Networks ?? []);
        return networks is null ? KeyRefusals.Networks : await database.WriteAsync(tx => MakeAsync(tx, viewer, what, networks, stop), stop);
    }

    private async Task<Outcome<MadeKey>> MakeAsync(Tx tx, Viewer viewer, NewKey what, string networks, CancellationToken stop)
    {
        var owner = await OwnerAsync(tx, viewer, what, stop);
        if (!owner.Done)
        {
            return owner.Refusal!;
        }

        if (!await OrganisationRow.HoldAsync(tx, owner.Value.Org, owner.Value.Person, stop))
        {
            return what.HubUid is null ? Rights.SignIn : Refusal.NotFound;
        }

        if (Rights.NotFresh(viewer, tx.Now) is { } confirm)
        {
            return confirm;
        }

        var expires = what.ExpiresAt ?? tx.Now + Year;
        if (expires <= tx.Now || expires > tx.Now + Year + Micros.Day)
        {
            return KeyRefusals.Expiry;
        }

        if (await tx.NumberAsync(
            "select count(*) from api_key where org_id = @org and person_id = @person and revoked_at = 0 and expires_at > @now",
            stop,
            ("org", owner.Value.Org),
            ("person", owner.Value.Person),
            ("now", tx.Now)) >= MostKeys)
        {
            return KeyRefusals.TooMany;
        }

        var circles = await CirclesAsync(tx, owner.Value, what, stop);
        return circles.Done ? await PutAsync(tx, viewer, what, owner.Value, networks, expires, circles.Value, stop) : circles.Refusal!;
    }

    private static async Task<Outcome<KeyOwner>> OwnerAsync(Tx tx, Viewer viewer, NewKey what, CancellationToken stop)
    {
        if (what.HubUid is { } uid)
        {
            // A hub has no people here who could sign in: the officers who made the agreement make its key.
            var hub = await tx.NumberAsync("select id from organisation where uid = @uid and standing = @hub and state = @active", stop, ("uid", uid), ("hub", Standing.PartnerHub), ("active", State.Active));
            return !Rights.IsOfficer(viewer) || hub is null ? Refusal.NotFound : new KeyOwner(hub.Value, 0);
        }

        if (!viewer.IsPerson)
        {
            return Rights.SignIn;
        }

        if (!what.OfOrganisation)
        {
            return new KeyOwner(viewer.OrganisationId, viewer.PersonId);
        }

        return Rights.ActsFor(viewer, viewer.OrganisationId) ? new KeyOwner(viewer.OrganisationId, 0) : KeyRefusals.AdministratorsOnly;
    }

    /// <summary>The circles of which the key's owner is a member; others are not found, also those that the maker alone is in.</summary>
    private static async Task<Outcome<List<long>>> CirclesAsync(Tx tx, KeyOwner owner, NewKey what, CancellationToken stop)
    {
        var found = new List<long>();
        foreach (var uid in (what.Circles ?? []).Distinct(StringComparer.Ordinal))
        {
            var id = await tx.NumberAsync(
                $"select c.id from circle c where c.uid = @uid and {CircleSql.Member}",
                stop,
                ("uid", uid),
                ("org", owner.Org),
                ("person", owner.Person),
                ("key_circles", 0));
            if (id is null)
            {
                return Refusal.NotFound;
            }

            found.Add(id.Value);
        }

        return found;
    }

    private async Task<Outcome<MadeKey>> PutAsync(Tx tx, Viewer viewer, NewKey what, KeyOwner owner, string networks, long expires, List<long> circles, CancellationToken stop)
    {
        var uid = ids.NewUid();
        var secret = KeySecret.Make(ids);
        var id = await tx.NumberAsync(
            """
            insert into api_key(uid, name, hash, hint, org_id, person_id, made_by, scopes, networks, circles_only, has_circles, created_at, expires_at)
            values (@uid, @name, @hash, @hint, @org, @person, @by, @scopes, @networks, @only, @has, @now, @expires) returning id
            """,
            stop,
            ("uid", uid),
            ("name", Plain.Line(what.Name)),
            ("hash", ViewerSource.HashSecret(secret)),
            ("hint", KeySecret.Hint(secret)),
            ("org", owner.Org),
            ("person", owner.Person),
            ("by", viewer.PersonId),
            ("scopes", what.Scopes),
            ("networks", networks),
            ("only", what.CirclesOnly),
            ("has", circles.Count > 0),
            ("now", tx.Now),
            ("expires", expires));
        foreach (var circle in circles)
        {
            await tx.RunAsync("insert into api_key_circle(key_id, circle_id) values (@key, @circle)", stop, ("key", id), ("circle", circle));
        }

        tx.Record(new AuditEntry("key.make", viewer.PersonId, viewer.OrganisationId, 0, "key", uid, $"scopes {(int)what.Scopes}"));
        tx.Emit(new KeyMade(id!.Value, owner.Org, owner.Person, viewer.PersonId, tx.Now));
        return new MadeKey(uid, secret);
    }

    private readonly record struct KeyOwner(long Org, long Person);
}
