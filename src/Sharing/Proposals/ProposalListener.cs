using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Sharing.Proposals;

/// <summary>What was proposed for an item goes with it when it is erased (law R6).</summary>
internal sealed class ProposalListener : IListener
{
    public string Name => "proposals";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemErased)];

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop) => tx.RunAsync("delete from proposal where item_seq = @seq", stop, ("seq", ((ItemErased)what).Seq));
}
