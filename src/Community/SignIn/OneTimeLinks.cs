using System.Buffers.Text;
using Infohub.Community.People;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;

namespace Infohub.Community.SignIn;

/// <summary>Links that let one person in once, to choose their own secrets. Only the hash of the secret is kept.</summary>
internal sealed class OneTimeLinks(IIdSource ids)
{
    public const string Invitation = "invitation";
    public const string Recovery = "recovery";

    private const long ValidFor = 72 * Micros.Hour;

    /// <summary>The path of a new link, open from <paramref name="readyAt"/> for 72 hours. It replaces the person's earlier ones.</summary>
    public async Task<string> MakeAsync(Tx tx, string purpose, long personId, long madeBy, long readyAt)
    {
        await EndAllAsync(tx, personId);
        var token = Base64Url.EncodeToString(ids.NewSecret(32));
        await tx.RunAsync(
            """
            insert into one_time_link(token, purpose, person_id, made_by, created_at, ready_at, expires_at)
            values (@token, @purpose, @person, @by, @now, @ready, @expires)
            """,
            CancellationToken.None,
            ("token", ViewerSource.HashSecret(token)),
            ("purpose", purpose),
            ("person", personId),
            ("by", madeBy),
            ("now", tx.Now),
            ("ready", readyAt),
            ("expires", readyAt + ValidFor));
        return "/welcome/" + token;
    }

    /// <summary>Whoever holds an unused link of this person holds nothing any more.</summary>
    public static Task EndAllAsync(Tx tx, long personId) =>
        tx.RunAsync(
            "update one_time_link set used_at = @now where person_id = @person and used_at = 0",
            CancellationToken.None,
            ("person", personId),
            ("now", tx.Now));

    /// <summary>The link while it is open, else null. Looking does not use it.</summary>
    public static Task<OpenLink?> FindAsync(Sql sql, string token, long now, CancellationToken stop) =>
        sql.FirstAsync<OpenLink>(
            $"""
            select l.purpose, p.id, p.uid, p.name, {Address.OfPerson}, o.name, o.id, p.state from one_time_link l
            join person p on p.id = l.person_id join organisation o on o.id = p.org_id
            where l.token = @token and l.used_at = 0 and l.ready_at <= @now and l.expires_at > @now and o.state = 1 and o.standing = 0
              and ((l.purpose = 'invitation' and p.state = 0 and not {Entrance.WasIn}) or (l.purpose = 'recovery' and (p.state = 1 or {Entrance.MayReturn}) and exists (
                select 1 from factor_recovery f where f.person_id = p.id and f.org_id = p.org_id and f.confirmed_at > 0 and f.ended_at = 0)))
            """,
            static r => new OpenLink(r.Text(0), r.Long(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Long(6), r.Int(7)),
            stop,
            ("token", ViewerSource.HashSecret(token)),
            ("now", now))!;

    /// <summary>Uses the link; false where somebody was quicker.</summary>
    public static async Task<bool> UseAsync(Tx tx, string token) =>
        await tx.RunAsync(
            "update one_time_link set used_at = @now where token = @token and used_at = 0 and ready_at <= @now and expires_at > @now",
            CancellationToken.None,
            ("token", ViewerSource.HashSecret(token)),
            ("now", tx.Now)) == 1;
}

/// <summary>For whom an open link is.</summary>
internal sealed record OpenLink(string Purpose, long PersonId, string PersonUid, string PersonName, string Email, string OrganisationName, long OrganisationId, int State)
{
    /// <summary>The person is not in now: by the link they join.</summary>
    public bool Enters => State != Public.State.Active;
}
