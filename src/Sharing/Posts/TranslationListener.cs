using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Sharing.Posts;

/// <summary>A translation is behind once its original was revised, until it is revised itself; what is erased is tied to nothing.</summary>
internal sealed class TranslationListener : IListener
{
    public string Name => "translations";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemRevised), typeof(ItemErased)];

    public async Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        if (what is ItemRevised revised)
        {
            await tx.RunAsync("update translation set of_changed = @version where of_seq = @item and of_changed < @version", stop, ("item", revised.Seq), ("version", revised.Version));
            await tx.RunAsync("update translation set of_version = of_changed where item_seq = @item", stop, ("item", revised.Seq));
        }
        else
        {
            await tx.RunAsync("delete from translation where item_seq = @item or of_seq = @item", stop, ("item", ((ItemErased)what).Seq));
        }
    }
}
