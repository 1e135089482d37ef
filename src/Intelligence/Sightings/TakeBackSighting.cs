using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>
/// Takes back what one's own organisation said of a value; what was said without a name, the person who said it. Its seal stays, as that of an item that was withdrawn does, or nobody could ask who said what was taken back in time.
/// </summary>
internal sealed class TakeBackSighting(Database database, VersionRows rows)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                // At TLP:RED it is read on its item's page, after a fresh proof: by the same way it is taken back.
                var found = await rows.ForActAsync(
                    tx, viewer, viewer.IsPerson ? Channel.Page : MachineChannel.Of(viewer), new VersionRowQuery("sighting", "x.org_id, x.tag", "x.uid = @uid", [("uid", uid)]),
                    static (version, r, at) => (version.ItemUid, Organisation: r.Long(at), Tag: r.Long(at + 1)), stop);
                if (found is not [var one])
                {
                    return Refusal.NotFound;
                }

                if (!IsOwn(viewer, one.Organisation, one.Tag))
                {
                    return SightingRefusals.NotOwn;
                }

                await tx.RunAsync("delete from sighting where uid = @uid", stop, ("uid", uid));
                tx.Record(one.Organisation == 0
                    ? new AuditEntry("sighting.take-back", 0, 0, 0, "item", one.ItemUid, uid)
                    : new AuditEntry("sighting.take-back", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", one.ItemUid, uid));
                return Done.Yes;
            },
            stop);

    public static bool IsOwn(Viewer viewer, long organisation, long tag) =>
        tag != 0 ? viewer.Facts.Own && tag == viewer.Facts.AnonymousTag : organisation != 0 && organisation == viewer.OrganisationId;
}
