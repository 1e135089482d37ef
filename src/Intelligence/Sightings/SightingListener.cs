using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Intelligence.Sightings;

/// <summary>What was said under an item goes with it when it is erased (law R6).</summary>
internal sealed class SightingListener : IListener
{
    public string Name => "sightings";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemErased)];

    public async Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        var seq = ((ItemErased)what).Seq;
        await tx.RunAsync("delete from sighting where item_seq = @seq", stop, ("seq", seq));
        await AuthorSeals.RemoveUnderAsync(tx, seq, SightingWriter.Sealed, stop);
    }
}
