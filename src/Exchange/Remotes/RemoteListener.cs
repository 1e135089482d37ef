using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Exchange.Remotes;

/// <summary>Ends what a leaving organisation has set up, and forgets the credentials (R5). Of who leaves alone it stops at the next poll, and another administrator may take it over.</summary>
internal sealed class RemoteListener : IListener
{
    public string Name => "remotes";

    public IReadOnlyList<Type> Hears { get; } = [typeof(OrganisationLeft)];

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop) =>
        what is OrganisationLeft left ? RemoveRemote.EndAsync(tx, "org_id = @org and made_at <= @at", stop, ("org", left.OrganisationId), ("at", left.At)) : Task.CompletedTask;
}
