using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Exchange.Remotes;

/// <summary>Removes a server with all that is polled and pushed there, and forgets its credentials. What came from it stays.</summary>
internal sealed class RemoveRemote(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, CancellationToken stop) => database.WriteAsync<Done>(
        async tx =>
        {
            if (await Remote.FindAsync(tx, viewer, uid, stop) is not { } remote)
            {
                return Refusal.NotFound;
            }

            await EndAsync(tx, "id = @id", stop, ("id", remote.Id));
            tx.Record(new AuditEntry("remote.remove", viewer.PersonId, viewer.OrganisationId, 0, "remote", uid));
            return Done.Yes;
        },
        stop);

    public static async Task EndAsync(Tx tx, string where, CancellationToken stop, params (string, object?)[] values)
    {
        await tx.RunAsync($"update remote_collection set ended_at = @now, next = '' where ended_at = 0 and remote_id in (select id from remote where ended_at = 0 and {where})", stop, [("now", tx.Now), .. values]);
        await tx.RunAsync($"update remote set ended_at = @now, wrapped_key = null, secret = null where ended_at = 0 and {where}", stop, [("now", tx.Now), .. values]);
    }
}

/// <summary>New credentials in the place of those that are kept; nobody is shown either.</summary>
internal sealed class SetRemoteSecret(Database database, RemoteDoor door)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, RemoteScheme scheme, string user, string secret, CancellationToken stop) => database.WriteAsync<Done>(
        async tx =>
        {
            if (await Remote.FindAsync(tx, viewer, uid, stop) is not { } remote)
            {
                return Refusal.NotFound;
            }

            if ((RemoteCredentials.Wrong(scheme, user, secret) ?? Fresh.Required(viewer, tx.Now)) is { } wrong)
            {
                return wrong;
            }

            var (wrapped, sealed_) = scheme == RemoteScheme.None ? (null, null) : ((byte[]?, byte[]?))door.Close(uid, user, secret);
            await tx.RunAsync("update remote set scheme = @scheme, wrapped_key = @wrapped, secret = @secret where id = @id", stop, ("scheme", scheme), ("wrapped", wrapped), ("secret", sealed_), ("id", remote.Id));
            await tx.RunAsync("update remote_collection set due_at = @now, failures = 0 where remote_id = @id and ended_at = 0 and failures > 0", stop, ("now", tx.Now), ("id", remote.Id));
            tx.Record(new AuditEntry("remote.credentials", viewer.PersonId, viewer.OrganisationId, 0, "remote", uid));
            return Done.Yes;
        },
        stop);
}

/// <summary>Another administrator of the organisation becomes the steward, whose rights count from then on (law W5).</summary>
internal sealed class TakeRemoteOver(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, CancellationToken stop) => database.WriteAsync<Done>(
        async tx =>
        {
            if (await Remote.FindAsync(tx, viewer, uid, stop) is not { } remote || viewer.PersonId == 0)
            {
                return Refusal.NotFound;
            }

            await tx.RunAsync("update remote set steward_id = @person, steward_since = @now where id = @id", stop, ("person", viewer.PersonId), ("now", tx.Now), ("id", remote.Id));
            await tx.RunAsync("update remote_collection set stopped = '', due_at = @now where remote_id = @id and ended_at = 0 and stopped <> ''", stop, ("now", tx.Now), ("id", remote.Id));
            tx.Record(new AuditEntry("remote.take-over", viewer.PersonId, viewer.OrganisationId, 0, "remote", uid));
            return Done.Yes;
        },
        stop);
}

/// <summary>Takes back all that came from a server (law W5: its steward withdraws); machines that took it are told that it is revoked.</summary>
internal sealed class WithdrawFromRemote(Database database)
{
    private const int Slice = 50;
    private const int MostSlices = 200;

    public const string Reason = "Withdrawn by who took it in from another server.";

    public async Task<Outcome<int>> RunAsync(Viewer viewer, string uid, CancellationToken stop)
    {
        var total = 0;
        for (var i = 0; i < MostSlices; i++)
        {
            var some = await database.WriteAsync<int>(
                async tx => await Remote.FindAsync(tx, viewer, uid, stop) is not { } remote ? Refusal.NotFound : await StewardKeeper.WithdrawAsync(tx, viewer, remote.SourceId, Reason, Slice, stop), stop);
            if (some.Refusal is { } refusal)
            {
                return refusal;
            }

            total += some.Value;
            if (some.Value < Slice)
            {
                break;
            }
        }

        return total;
    }
}
