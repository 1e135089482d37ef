using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Seals;

/// <summary>Who it was, and whether the record's commitment says the same.</summary>
/// <param name="Kind"><c>item</c>, or what was said under one.</param>
internal sealed record OpenedSeal(string Uid, string Kind, SealedAuthor Author, bool OnRecord);

/// <summary>The same for the keeper who granted.</summary>
internal sealed record SeenSeal(string Kind, SealedAuthor Author);

/// <summary>
/// The keeper who asked opens the seal within 60 minutes of the grant (law W7): the two shares meet in memory. In the same transaction it is on record, the author is told, and what
/// was found is kept once more for the keeper who granted, under that keeper's key alone.
/// </summary>
internal sealed class OpenSeal(Database database, SealKeepers keepers, Elevations elevations, TimeProvider clock)
{
    public async Task<Outcome<OpenedSeal>> RunAsync(Viewer viewer, string elevation, string passphrase, CancellationToken stop = default)
    {
        if (Fresh.Required(viewer, clock.Now()) is { } confirm)
        {
            return confirm;
        }

        var (row, own, granter) = await database.ReadAsync(sql => FindAsync(sql, elevation, stop), stop);
        if (row?.Share is null || granter is null)
        {
            return OpeningRefusals.NotReady;
        }

        if (own is null)
        {
            return OpeningRefusals.Gone;
        }

        var unlocked = await keepers.UnlockAsync(viewer, row.AskerKey, passphrase, stop);
        if (unlocked.Refusal is { } locked)
        {
            return locked;
        }

        using var private_ = unlocked.Value;
        var mine = KeyBox.Open(private_, own, AuthorSeals.About(row.Uid));
        var others = KeyBox.Open(private_, row.Share, GrantSeal.Handing(elevation));
        return await database.WriteAsync(tx => OpenAsync(tx, viewer, row, mine, others, granter, stop), stop);
    }

    internal static string Result(string elevation) => "author for " + elevation;

    private async Task<Outcome<OpenedSeal>> OpenAsync(Tx tx, Viewer viewer, SealRow row, byte[] mine, byte[] others, byte[] granter, CancellationToken stop)
    {
        var used = await elevations.UseAsync(tx, viewer, ElevatedAct.OpenSeal, row.Uid, stop);
        if (used.Refusal is { } refusal)
        {
            return refusal;
        }

        if (await AuthorSeals.OpenAsync(tx, row.Uid, mine, others, stop) is not { } found)
        {
            return OpeningRefusals.Gone;
        }

        var opened = await tx.RunAsync(
            "update seal_opening set opened_at = @now, share = null, result = @result where id = @id and opened_at = 0",
            stop,
            ("now", tx.Now),
            ("result", KeyBox.Close(granter, found.Author.ToBytes(), Result(row.ElevationUid))),
            ("id", row.Id));
        if (opened == 0)
        {
            return OpeningRefusals.NotReady;
        }

        tx.Record(new AuditEntry("seal.open", viewer.PersonId, viewer.OrganisationId, 0, row.Kind, row.Uid, row.Reason));
        // The tag goes along: by the time this is heard the item may be erased, or a name put to it, and the seal gone with it.
        tx.Emit(new SealOpened(row.ItemSeq, row.Uid, row.Id, row.Kind, found.Tag));
        var recorded = row.Kind == AuthorSeals.OfItem
            ? await tx.FirstAsync(
                "select commitment from audit where object_kind = 'item' and object_uid = @uid and act = 'item.share' order by seq desc limit 1", static r => r.BytesOrNull(0), stop, ("uid", row.Uid))
            : await tx.FirstAsync(
                "select a.commitment from item i join audit a on a.object_kind = 'item' and a.object_uid = i.uid where i.seq = @item and a.act = @act and a.detail = @uid order by a.seq desc limit 1",
                static r => r.BytesOrNull(0),
                stop,
                ("item", row.ItemSeq),
                ("act", row.Kind + ".add"),
                ("uid", row.Uid));
        return new OpenedSeal(row.Uid, row.Kind, found.Author, recorded.AsSpan().SequenceEqual(found.Author.Commitment));
    }

    private static async Task<(SealRow? Row, byte[]? Own, byte[]? Granter)> FindAsync(Sql sql, string elevation, CancellationToken stop) =>
        await SealRow.FindAsync(sql, elevation, stop) is { OpenedAt: 0 } row
            ? (row, await SealRow.ShareAsync(sql, row.Uid, row.AskerKey, stop), await SealKeepers.PublicKeyAsync(sql, row.GranterKey, stop))
            : default;
}

/// <summary>The keeper who granted looks, once, within 60 minutes of the opening.</summary>
internal sealed class SeeSeal(Database database, SealKeepers keepers, TimeProvider clock)
{
    public async Task<Outcome<SeenSeal>> RunAsync(Viewer viewer, string elevation, string passphrase, CancellationToken stop = default)
    {
        var row = await database.ReadAsync(sql => SealRow.FindAsync(sql, elevation, stop), stop);
        if (Fresh.Required(viewer, clock.Now()) is { } confirm)
        {
            return confirm;
        }

        if (row?.Result is null || row.OpenedAt <= clock.Now() - Elevations.UsableFor)
        {
            return OpeningRefusals.NotReady;
        }

        var unlocked = await keepers.UnlockAsync(viewer, row.GranterKey, passphrase, stop);
        if (unlocked.Refusal is { } locked)
        {
            return locked;
        }

        using var private_ = unlocked.Value;
        var author = SealedAuthor.From(KeyBox.Open(private_, row.Result, OpenSeal.Result(elevation)));
        return await database.WriteAsync<SeenSeal>(
            async tx =>
            {
                if (await tx.RunAsync("update seal_opening set result = null where id = @id and result is not null", stop, ("id", row.Id)) == 0)
                {
                    return OpeningRefusals.NotReady;
                }

                tx.Record(new AuditEntry("seal.see", viewer.PersonId, viewer.OrganisationId, 0, row.Kind, row.Uid));
                return new SeenSeal(row.Kind, author);
            },
            stop);
    }
}

/// <summary>What a lapsed grant or an unread result holds is forgotten.</summary>
internal static class ForgetSeals
{
    public static async Task<string?> RunAsync(Database database, CancellationToken stop)
    {
        var forgotten = 0;
        await database.WriteAsync(
            async tx => forgotten = await tx.RunAsync(
                """
                update seal_opening set share = null, result = null where (share is not null or result is not null)
                  and ((opened_at > 0 and opened_at < @hour) or (opened_at = 0 and elevation_uid in (select e.uid from elevation e where e.granted_at > 0 and e.granted_at < @hour)))
                """,
                stop,
                ("hour", tx.Now - Elevations.UsableFor)),
            stop);
        return forgotten == 0 ? null : forgotten + " forgotten";
    }
}
