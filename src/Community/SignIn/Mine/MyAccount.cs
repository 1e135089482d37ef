using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Community.SignIn.Mine;

internal sealed record SessionRow(long Id, long CreatedAt, long SeenAt, string Address, string Agent);

internal sealed record PasskeyRow(string Id, string Name, long CreatedAt, long UsedAt);

/// <summary>Which secrets the person has; never the secrets.</summary>
internal sealed record Secrets(string Email, bool Password, bool App, long CodesLeft);

/// <summary>What the account pages show.</summary>
internal sealed class MyAccount(Database database, TimeProvider clock)
{
    public Task<List<SessionRow>> SessionsAsync(Viewer viewer, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                """
                select id, created_at, seen_at, address, agent from session
                where person_id = @person and ended_at = 0 and seen_at > @idle order by created_at desc, id desc limit 100
                """,
                static r => new SessionRow(r.Long(0), r.Long(1), r.Long(2), r.Text(3), r.Text(4)),
                stop,
                ("person", viewer.PersonId),
                ("idle", clock.Now() - Viewers.ViewerSource.SessionIdle)),
            stop);

    public Task<List<PasskeyRow>> PasskeysAsync(Viewer viewer, CancellationToken stop) =>
        database.ReadAsync(
            sql => sql.ListAsync(
                "select credential, name, created_at, used_at from passkey where person_id = @person order by created_at",
                static r => new PasskeyRow(System.Buffers.Text.Base64Url.EncodeToString(r.Bytes(0)), r.Text(1), r.Long(2), r.Long(3)),
                stop,
                ("person", viewer.PersonId)),
            stop);

    public async Task<Secrets> SecretsAsync(Viewer viewer, CancellationToken stop) =>
        (await database.ReadAsync(
            sql => sql.FirstAsync(
                """
                select email, case when password <> '' then 1 else 0 end, case when totp is not null then 1 else 0 end,
                  (select count(*) from recovery_code where person_id = @person and used_at = 0)
                from person where id = @person
                """,
                static r => new Secrets(r.Text(0), r.Bool(1), r.Bool(2), r.Long(3)),
                stop,
                ("person", viewer.PersonId)),
            stop))!;
}
