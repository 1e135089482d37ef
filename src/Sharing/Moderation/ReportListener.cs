using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Sharing.Moderation;

/// <summary>What was written about an item goes with it when it is erased (R6).</summary>
internal sealed class ReportListener : IListener
{
    public string Name => "reports";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemErased)];

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop) =>
        tx.RunAsync(
            "update item_report set reason = '', done_at = case when done_at = 0 then @now else done_at end where item_uid = @uid",
            stop,
            ("now", at),
            ("uid", ((ItemErased)what).Uid));
}
