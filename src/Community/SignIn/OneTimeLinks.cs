using System.Buffers.Text;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;

namespace Infohub.Community.SignIn;

/// <summary>Links that let one person in once, to choose their own secrets. Only the hash of the secret is kept.</summary>
internal sealed class OneTimeLinks(IIdSource ids)
{
    public const string Invitation = "invitation";

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
            ("expires", readyAt + (72 * Micros.Hour)));
        return "/welcome/" + token;
    }

    public static Task EndAllAsync(Tx tx, long personId) =>
        tx.RunAsync("update one_time_link set used_at = @now where person_id = @person and used_at = 0", CancellationToken.None, ("person", personId), ("now", tx.Now));
}
