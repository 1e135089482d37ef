using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Seals;

/// <summary>A keeper asks with a reason to open one seal, of an item or of what was said under one, by its address: an act under elevation (law section 1, W7). Nothing that was shared is read by it.</summary>
internal sealed class AskForSeal(Database database, Elevations elevations)
{
    public Task<Outcome<string>> RunAsync(Viewer viewer, string item, string reason, CancellationToken stop = default)
    {
        var uid = PrintedUid.Read(item);
        return database.WriteAsync<string>(
            async tx =>
            {
                var own = viewer.Has(Roles.Officer) ? await SealKeepers.KeysOfAsync(tx, viewer, stop) : [];
                var sealedTo = await tx.ListAsync(
                    "select s.item_seq, s.kind, h.key_id from seal s join seal_share h on h.uid = s.uid where s.uid = @uid", static r => (Seq: r.Long(0), Kind: r.Text(1), Key: r.Long(2)), stop, ("uid", uid));
                var mine = sealedTo.Find(s => own.Contains(s.Key));
                if (viewer.Has(Roles.Officer) && mine.Key == 0)
                {
                    return OpeningRefusals.NoSeal;
                }

                var asked = await elevations.AskAsync(tx, viewer, ElevatedAct.OpenSeal, uid, reason, stop);
                if (asked.Done)
                {
                    await tx.RunAsync(
                        "insert into seal_opening(elevation_uid, item_seq, item_uid, kind, reason, asker_key) values (@elevation, @item, @uid, @kind, @reason, @key)",
                        stop,
                        ("elevation", asked.Value),
                        ("item", mine.Seq),
                        ("uid", uid),
                        ("kind", mine.Kind),
                        ("reason", reason.Trim()),
                        ("key", mine.Key));
                }

                return asked;
            },
            stop);
    }
}
