using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Clients;

/// <summary>Says that one organisation serves another; the proposer's own side is confirmed by proposing (law section 1).</summary>
public sealed class ProposeClient(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string providerUid, string clientUid, CancellationToken stop) =>
        ClientSides.ActAsync(
            database,
            viewer,
            providerUid,
            clientUid,
            async (tx, sides) =>
            {
                if (!sides.Provider.IsActiveMember || !sides.Client.IsActiveMember)
                {
                    return ClientRefusals.NotActive;
                }

                var state = await sides.StateAsync(tx, stop);
                if (state is not null)
                {
                    // The other side proposed before: proposing too is confirming.
                    return state.ConfirmedBy(sides.ByProvider) ? ClientRefusals.Already : await ConfirmClient.ConfirmAsync(tx, viewer, sides, stop);
                }

                await tx.RunAsync(
                    "insert into client(provider_id, client_id, provider_at, client_at) values (@provider, @client, @provider_at, @client_at)",
                    stop,
                    sides.Values(("provider_at", sides.ByProvider ? tx.Now : 0), ("client_at", sides.ByProvider ? 0 : tx.Now)));
                tx.Record(sides.Entry(viewer, "client.propose"));
                tx.Emit(new ClientProposed(sides.Provider.Id, sides.Client.Id, sides.Own, tx.Now));
                return Done.Yes;
            },
            stop);
}
