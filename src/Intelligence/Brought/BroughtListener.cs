using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Intelligence.Brought;

/// <summary>What is still on its way stops with a post that is withdrawn, goes with one that is erased, and goes on where it waited.</summary>
internal sealed class BroughtListener : IListener
{
    public string Name => "brought-objects";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemRelabelled), typeof(ItemReindex), typeof(ItemGone), typeof(ItemErased)];

    public async Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        switch (what)
        {
            case ItemErased erased:
                await BroughtRows.RemoveAsync(tx, erased.Seq, stop);
                break;
            case ItemGone { State: ItemState.Withdrawn } gone:
                await tx.RunAsync("update brought_slice set bytes = @none where item_seq = @item", stop, ("item", gone.Seq), ("none", Array.Empty<byte>()));
                await tx.RunAsync("update brought set state = @to where item_seq = @item", stop, ("item", gone.Seq), ("to", (long)BroughtState.Carried));
                break;
            case ItemRelabelled or ItemReindex or ItemGone:
                await tx.RunAsync(
                    "update brought set state = @to where item_seq = @item and state = @from",
                    stop, ("item", what switch { ItemRelabelled r => r.Seq, ItemReindex r => r.Seq, _ => ((ItemGone)what).Seq }), ("from", (long)BroughtState.Waits), ("to", (long)BroughtState.OnItsWay));
                break;
        }
    }
}
