using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Clients;

/// <summary>The other side confirms: the relation stands.</summary>
public sealed class ConfirmClient(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string providerUid, string clientUid, CancellationToken stop) =>
        ClientSides.ActAsync(
            database,
            viewer,
            providerUid,
            clientUid,
            async (tx, sides) => await sides.StateAsync(tx, stop) switch
            {
                null => ClientRefusals.NotProposed,
                var state when state.ConfirmedBy(sides.ByProvider) => ClientRefusals.Already,
                _ => await ConfirmAsync(tx, viewer, sides, stop),
            },
            stop);

    internal static async Task<Outcome<Done>> ConfirmAsync(Tx tx, Viewer viewer, ClientSides sides, CancellationToken stop)
    {
        await tx.RunAsync(
            sides.ByProvider
                ? "update client set provider_at = @now where provider_id = @provider and client_id = @client"
                : "update client set client_at = @now where provider_id = @provider and client_id = @client",
            stop,
            sides.Values(("now", tx.Now)));
        tx.Record(sides.Entry(viewer, "client.confirm"));
        tx.Emit(new ClientConfirmed(sides.Provider.Id, sides.Client.Id, tx.Now));
        return Done.Yes;
    }
}
