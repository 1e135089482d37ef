using Infohub.Community.Organisations;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Clients;

/// <summary>The two sides of a client relation, locked, and the side that the viewer acts for.</summary>
internal sealed record ClientSides(OrganisationRow Provider, OrganisationRow Client, bool ByProvider)
{
    public long Own => ByProvider ? Provider.Id : Client.Id;

    /// <summary>The frame of all acts on a client relation: find and lock both sides, check, act. Only administrators of either side act, in a session.</summary>
    public static Task<Outcome<Done>> ActAsync(
        Database database, Viewer viewer, string providerUid, string clientUid, Func<Tx, ClientSides, Task<Outcome<Done>>> act, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await FindAsync(tx, viewer, providerUid, clientUid, stop);
                return found.Refusal is { } refusal ? refusal : await act(tx, found.Value);
            },
            stop);

    public Task<ClientState?> StateAsync(Tx tx, CancellationToken stop) =>
        tx.FirstAsync<ClientState?>(
            "select provider_at, client_at from client where provider_id = @provider and client_id = @client", static r => new ClientState(r.Long(0), r.Long(1)), stop, Values());

    public (string, object?)[] Values(params (string, object?)[] more) => [("provider", Provider.Id), ("client", Client.Id), .. more];

    public AuditEntry Entry(Viewer viewer, string act) =>
        new(act, viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "organisation", Provider.Uid, "client " + Client.Uid);

    private static async Task<Outcome<ClientSides>> FindAsync(Tx tx, Viewer viewer, string providerUid, string clientUid, CancellationToken stop)
    {
        await OrganisationRow.LockBothAsync(tx, providerUid, clientUid, stop);
        var provider = await OrganisationRow.FindAsync(tx, viewer, providerUid, stop);
        var client = await OrganisationRow.FindAsync(tx, viewer, clientUid, stop);
        if (provider is null || client is null)
        {
            return Refusal.NotFound;
        }

        if (provider.Id == client.Id)
        {
            return ClientRefusals.Itself;
        }

        return !viewer.IsSystem && (Rights.ActsFor(viewer, provider.Id) || Rights.ActsFor(viewer, client.Id))
            ? new ClientSides(provider, client, Rights.ActsFor(viewer, provider.Id))
            : OrganisationRefusals.AdministratorsOnly;
    }
}

internal sealed record ClientState(long ProviderAt, long ClientAt)
{
    public bool ConfirmedBy(bool provider) => (provider ? ProviderAt : ClientAt) > 0;
}

/// <summary>What may be refused about client relations.</summary>
internal static class ClientRefusals
{
    public static Refusal Itself { get; } = Refusal.Invalid("same-organisation", "An organisation is not its own client.", "client");

    public static Refusal NotActive { get; } = Refusal.Conflict("organisation-not-active", "Both organisations must be active members.");

    public static Refusal Already { get; } = Refusal.Conflict("already-confirmed", "Your organisation has confirmed this already.");

    public static Refusal NotProposed { get; } = Refusal.Conflict("not-proposed", "There is nothing to confirm.");

    public static Refusal NoRelation { get; } = Refusal.Conflict("no-relation", "There is no such relation.");
}
