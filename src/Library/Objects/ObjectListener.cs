using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Library.Objects;

/// <summary>What changes an item's readers adds its objects anew, so that machines that ask for what is new learn of it. The law acts before that, on every way out.</summary>
internal sealed class ObjectListener : IListener
{
    public string Name => "objects";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemRelabelled), typeof(ItemRevised), typeof(ItemGone), typeof(ItemReindex), typeof(ItemErased)];

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop) => what switch
    {
        ItemRelabelled changed => RelabelledAsync(tx, changed.Seq, stop),
        ItemRevised revised => RevisedAsync(tx, revised.Seq, stop),
        ItemGone gone => MoveAsync(tx, gone.Seq, asCurrent: false, stop),
        ItemReindex again => MoveAsync(tx, again.Seq, asCurrent: false, stop),
        ItemErased erased => EraseAsync(tx, erased.Seq, stop),
        _ => Task.CompletedTask,
    };

    /// <summary>A package, and what was brought with a post, is the same under its new label. What posts made of their words under an earlier version stays under that version (R9): they make new ones.</summary>
    private static async Task RelabelledAsync(Tx tx, long seq, CancellationToken stop)
    {
        var isPackage = await tx.NumberAsync("select kind from item where seq = @item", stop, ("item", seq)) == ItemKind.Package;
        await MoveAsync(tx, seq, asCurrent: true, stop, onlyBrought: !isPackage);
    }

    /// <summary>Who reads a circle's later versions alone (R2) reads what was brought with the post, which is of these versions too. Where all readers read all versions nothing is told again.</summary>
    private static async Task RevisedAsync(Tx tx, long seq, CancellationToken stop)
    {
        if (await tx.NumberAsync("select count(*) from item i join audience_part p on p.audience_id = i.audience_id where i.seq = @item and p.kind >= 2", stop, ("item", seq)) > 0)
        {
            await MoveAsync(tx, seq, asCurrent: true, stop, onlyBrought: true);
        }
    }

    private static async Task MoveAsync(Tx tx, long seq, bool asCurrent, CancellationToken stop, bool onlyBrought = false)
    {
        await ItemLock.TakeAsync(tx, seq, stop);
        if (await tx.NumberAsync("select count(*) from object_run where item_seq = @item", stop, ("item", seq)) > 0)
        {
            var state = await tx.NumberAsync("select state from item where seq = @item", stop, ("item", seq));
            await RunRows.MoveAsync(tx, seq, state > ItemState.Shared, asCurrent, stop, onlyBrought);
        }
    }

    /// <summary>Of what was erased its ids stay, so that who has taken it can be told (R6); what is named by its content leaves nothing.</summary>
    private static async Task EraseAsync(Tx tx, long seq, CancellationToken stop)
    {
        await KeyRows.DeleteOfItemAsync(tx, seq, stop);
        await tx.RunAsync("delete from stix_object where item_seq = @item and modified = 0", stop, ("item", seq));
        await tx.RunAsync("update stix_object set bytes = @none, hash = 0 where item_seq = @item", stop, ("none", Array.Empty<byte>()), ("item", seq));
    }
}
