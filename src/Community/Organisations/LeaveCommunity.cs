using System.Buffers.Text;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Community.Organisations;

/// <summary>An organisation leaves by its administrator's act. Nobody of it signs in any more: a link stays, by which it withdraws its own items (law R5).</summary>
public sealed class LeaveCommunity(Database database, SetOrganisationState states, IIdSource ids)
{
    /// <summary>The path of the link: its secret is shown this once, and kept as a hash.</summary>
    public Task<Outcome<string>> RunAsync(Viewer viewer, CancellationToken stop) =>
        database.WriteAsync<string>(
            async tx =>
            {
                if (!viewer.IsPerson || !Rights.ActsFor(viewer, viewer.OrganisationId))
                {
                    return OrganisationRefusals.AdministratorsOnly;
                }

                if ((await states.RunAsync(tx, viewer, viewer.OrganisationUid, State.Left, stop)).Refusal is { } refusal)
                {
                    return refusal;
                }

                var token = Base64Url.EncodeToString(ids.NewSecret(32));
                await tx.RunAsync(
                    "insert into leaving_link(token, org_id, left_at) values (@token, @org, @now)",
                    stop,
                    ("token", ViewerSource.HashSecret(token)),
                    ("org", viewer.OrganisationId),
                    ("now", tx.Now));
                return "/departed/" + token;
            },
            stop);
}
