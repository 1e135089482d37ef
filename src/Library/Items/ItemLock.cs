using Infohub.Platform.Data;

namespace Infohub.Library.Items;

/// <summary>Acts on one item come one after the other: what an act has checked stands until it commits.</summary>
internal static class ItemLock
{
    /// <summary>Holds the item until the transaction ends. False on SQLite, where writes come one after the other anyway; else what was read before is to be read again.</summary>
    public static async Task<bool> TakeAsync(Tx tx, long seq, CancellationToken stop)
    {
        if (tx.Engine != Engine.Postgres)
        {
            return false;
        }

        // At READ COMMITTED a statement sees what was committed before it began: the next one sees what the lock was waited for.
        await tx.NumberAsync("select seq from item where seq = @seq for no key update", stop, ("seq", seq));
        return true;
    }
}
