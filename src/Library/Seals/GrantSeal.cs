using System.Security.Cryptography;
using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Seals;

/// <summary>A second keeper grants it: the own share goes, in memory only, from the own key to that of the keeper who asked.</summary>
internal sealed class GrantSeal(Database database, SealKeepers keepers)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string elevation, string passphrase, CancellationToken stop = default)
    {
        var (row, key, own, asker) = await database.ReadAsync(sql => FindAsync(sql, viewer, elevation, stop), stop);
        if (row is null || own is null || asker is null)
        {
            return OpeningRefusals.NoSeal;
        }

        var unlocked = await keepers.UnlockAsync(viewer, key, passphrase, stop);
        if (unlocked.Refusal is { } locked)
        {
            return locked;
        }

        using var private_ = unlocked.Value;
        var share = KeyBox.Open(private_, own, AuthorSeals.About(row.Uid));
        var handed = KeyBox.Close(asker, share, Handing(elevation));
        CryptographicOperations.ZeroMemory(share);
        return await database.WriteAsync<Done>(
            async tx =>
            {
                var granted = await Elevations.GrantAsync(tx, viewer, elevation, stop);
                if (granted.Done)
                {
                    await tx.RunAsync(
                        "update seal_opening set granter_key = @key, share = @share where id = @id and granter_key = 0", stop, ("key", key), ("share", handed), ("id", row.Id));
                }

                return granted;
            },
            stop);
    }

    internal static string Handing(string elevation) => "share for " + elevation;

    private static async Task<(SealRow? Row, long Key, byte[]? Share, byte[]? Asker)> FindAsync(Sql sql, Viewer viewer, string elevation, CancellationToken stop)
    {
        if (await SealRow.FindAsync(sql, elevation, stop) is not { GranterKey: 0 } row)
        {
            return default;
        }

        var keys = await SealRow.KeysOfAsync(sql, row.Uid, stop);
        var key = (await SealKeepers.KeysOfAsync(sql, viewer, stop)).Find(k => k != row.AskerKey && keys.Contains(k));
        return (row, key, await SealRow.ShareAsync(sql, row.Uid, key, stop), await SealKeepers.PublicKeyAsync(sql, row.AskerKey, stop));
    }
}
