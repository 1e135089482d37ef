using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Clients;

/// <summary>Either side ends the relation at once, confirmed or not.</summary>
public sealed class EndClient(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string providerUid, string clientUid, CancellationToken stop) =>
        ClientSides.ActAsync(
            database,
            viewer,
            providerUid,
            clientUid,
            async (tx, sides) =>
            {
                if (await tx.RunAsync("delete from client where provider_id = @provider and client_id = @client", stop, sides.Values()) == 0)
                {
                    return ClientRefusals.NoRelation;
                }

                tx.Record(sides.Entry(viewer, "client.end"));
                tx.Emit(new ClientEnded(sides.Provider.Id, sides.Client.Id, sides.Own, tx.Now));
                return Done.Yes;
            },
            stop);
}
