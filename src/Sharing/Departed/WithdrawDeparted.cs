using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Departed;

/// <summary>R5: an organisation that has left withdraws one of its own items, for 90 days, by the link that was made at its leaving.</summary>
internal sealed class WithdrawDeparted(Database database)
{
    /// <param name="token">The link's secret.</param>
    /// <param name="uid">The item.</param>
    /// <param name="reason">Shown to readers.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public Task<Outcome<Done>> RunAsync(string token, string uid, string reason, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (await DepartedOrganisation.FindAsync(tx, token, tx.Now, stop) is not { } organisation)
                {
                    return Refusal.NotFound;
                }

                var line = Invisible.OneLine(reason);
                return line.Length is 0 or > 500
                    ? Refusal.Invalid("reason", "Give readers a reason, in at most 500 characters.", "reason")
                    : await DepartedItems.WithdrawAsync(tx, organisation, uid, line, stop);
            },
            stop);
}
