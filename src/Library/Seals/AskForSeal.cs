using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Seals;

/// <summary>A keeper asks with a reason to open the seal of one item: an act under elevation (law section 1, W7). The item itself is not read.</summary>
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
                    "select i.seq, s.key_id from item i join seal_share s on s.item_seq = i.seq where i.uid = @uid", static r => (Seq: r.Long(0), Key: r.Long(1)), stop, ("uid", uid));
                var mine = sealedTo.Find(s => own.Contains(s.Key));
                if (viewer.Has(Roles.Officer) && mine.Key == 0)
                {
                    return OpeningRefusals.NoSeal;
                }

                var asked = await elevations.AskAsync(tx, viewer, ElevatedAct.OpenSeal, uid, reason, stop);
                if (asked.Done)
                {
                    await tx.RunAsync(
                        "insert into seal_opening(elevation_uid, item_seq, item_uid, reason, asker_key) values (@elevation, @item, @uid, @reason, @key)",
                        stop,
                        ("elevation", asked.Value),
                        ("item", mine.Seq),
                        ("uid", uid),
                        ("reason", reason.Trim()),
                        ("key", mine.Key));
                }

                return asked;
            },
            stop);
    }
}
