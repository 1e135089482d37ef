using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;

namespace Infohub.Library.Erasures;

/// <summary>After a restore and before it serves: what was erased since the backup is erased again (R6).</summary>
public sealed class ReplayErasures(Database database, ErasureLog list, FileShelf files)
{
    private const string Reason = "Erased before.";

    /// <summary>How many items were erased again.</summary>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var again = 0;
        foreach (var (uid, at) in list.Read())
        {
            var places = new List<string>();
            var erased = false;
            await database.WriteAsync(
                async tx =>
                {
                    var seq = await tx.NumberAsync("select seq from item where uid = @uid and state <> @erased", stop, ("uid", uid), ("erased", ItemStateErased));
                    if (seq is null)
                    {
                        // It came after the backup, or is erased there too. The list in the database stays whole.
                        await tx.RunAsync("insert into erasure(item_uid, at) values (@uid, @at) on conflict do nothing", stop, ("uid", uid), ("at", at));
                        return;
                    }

                    places.AddRange(await ItemKeeper.EraseRowsAsync(tx, seq.Value, uid, Reason, at, stop));
                    tx.Record(new AuditEntry("item.erase-again", 0, 0, 0, "item", uid));
                    erased = true;
                },
                stop);
            files.Delete(places);
            again += erased ? 1 : 0;
        }

        return again;
    }

    private const int ItemStateErased = Access.ItemState.Erased;
}
