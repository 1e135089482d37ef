using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Taxii;

/// <summary>What became of requests that added objects, for the key that made them, for a week.</summary>
internal sealed class StatusShelf(Database database)
{
    /// <summary>Which rows are kept no longer.</summary>
    public static readonly string IsOld = $"at < @now - {7 * Micros.Day}";

    public Task KeepAsync(Viewer viewer, TaxiiRoot root, Status status, CancellationToken stop) => database.WriteAsync(
        tx => tx.RunAsync(
            "insert into taxii_status(uid, key_id, root, at, body) values (@uid, @key, @root, @now, @body)",
            stop, ("uid", status.Id), ("key", viewer.KeyId), ("root", root.Name), ("now", tx.Now), ("body", JsonSerializer.SerializeToUtf8Bytes(status, TaxiiJson.Wire.Status))),
        stop);

    /// <summary>As it was answered; null for what is not this key's.</summary>
    public Task<byte[]?> FindAsync(Viewer viewer, TaxiiRoot root, string uid, CancellationToken stop) => database.ReadAsync(
        sql => sql.FirstAsync<byte[]?>(
            "select body from taxii_status where uid = @uid and key_id = @key and root = @root", static r => r.Bytes(0), stop, ("uid", uid), ("key", viewer.KeyId), ("root", root.Name)),
        stop);
}
