using Infohub.Community.People;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;

namespace Infohub.Community.SignIn;

/// <summary>A person as sign-in needs them, live or not.</summary>
internal sealed record Account(
    long Id, string Uid, string Name, string Email, string Password, byte[]? Totp, long OrganisationId, string OrganisationName, bool Active, bool AcceptedTerms,
    bool MayReturn)
{
    /// <summary>Stands in where there is no account, so that the same is done.</summary>
    public static Account Nobody { get; } = new(0, "", "", "", "", null, 0, "", Active: false, AcceptedTerms: false, MayReturn: false);

    private const string Select =
        $"""
        select p.id, p.uid, p.name, p.email, p.password, p.totp, o.id, o.name,
          case when p.state = 1 and o.state = 1 and o.standing = 0 then 1 else 0 end,
          case when p.terms = coalesce((select value from setting where name = 'terms'), '') then 1 else 0 end,
          case when {Entrance.MayReturn} and o.state = 1 and o.standing = 0 then 1 else 0 end
        from person p join organisation o on o.id = p.org_id
        """;

    public static async Task<Account> ByEmailAsync(Sql sql, string email, CancellationToken stop) =>
        await sql.FirstAsync(Select + " where p.email = @email", static r => Read(r), stop, ("email", Attempts.Canonical(email))) ?? Nobody;

    public static async Task<Account> ByIdAsync(Sql sql, long id, CancellationToken stop) =>
        await sql.FirstAsync(Select + " where p.id = @id", static r => Read(r), stop, ("id", id)) ?? Nobody;

    public static async Task<Account> ByUidAsync(Sql sql, string uid, CancellationToken stop) =>
        await sql.FirstAsync(Select + " where p.uid = @uid", static r => Read(r), stop, ("uid", uid)) ?? Nobody;

    /// <summary>The person of an open session, the terms accepted or not.</summary>
    public static async Task<Account> BySessionAsync(Sql sql, string token, long now, CancellationToken stop) =>
        await sql.FirstAsync(
            Select + " join session s on s.person_id = p.id where s.token = @token and s.ended_at = 0 and s.factor_at > 0 and s.seen_at > @idle",
            static r => Read(r),
            stop,
            ("token", ViewerSource.HashSecret(token)),
            ("idle", now - ViewerSource.SessionIdle)) ?? Nobody;

    /// <summary>
    /// Whether the account is live and has the factors that were read before; until the end of the transaction they cannot change: who changes them meanwhile waits, and then ends
    /// the session that is opened here with the others.
    /// </summary>
    public async Task<bool> StillAsync(Tx tx)
    {
        await HoldAsync(tx, Id);
        var now = await ByIdAsync(tx, Id, CancellationToken.None);
        return now.Active && now.Password == Password && now.Totp.AsSpan().SequenceEqual(Totp);
    }

    /// <summary>Whoever else holds or changes the person waits until the end of the transaction.</summary>
    public static Task<int> HoldAsync(Tx tx, long id) => tx.RunAsync("update person set totp_step = totp_step where id = @id", CancellationToken.None, ("id", id));

    private static Account Read(Row r) =>
        new(r.Long(0), r.Text(1), r.Text(2), r.Text(3), r.Text(4), r.BytesOrNull(5), r.Long(6), r.Text(7), r.Bool(8), r.Bool(9), r.Bool(10));
}
