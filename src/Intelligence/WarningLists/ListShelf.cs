using System.Collections.Frozen;
using System.Diagnostics;
using Infohub.Intelligence.Public;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Makes the set in memory of what the store keeps.</summary>
internal static class ListShelf
{
    /// <summary>Only what changed is read and built anew.</summary>
    public static async Task<WarningSet> ReadAsync(Database database, BuiltInLists builtIn, WarningSet before, CancellationToken stop)
    {
        var asked = Stopwatch.GetTimestamp();
        var revision = await database.ReadAsync(sql => sql.NumberAsync("select revision from warning_list_revision where id = 1", stop), stop) ?? 0;
        if (revision == before.Revision)
        {
            return before with { CheckedAt = asked };
        }

        var (switches, there) = await database.ReadAsync(
            async sql => (await SwitchesAsync(sql, stop), await sql.ListAsync("select uid, version, loaded_at from warning_list", static r => (Uid: r.Text(0), Version: r.Long(1), LoadedAt: r.Long(2)), stop)), stop);
        var kept = new Dictionary<string, KeptList>(StringComparer.Ordinal);
        foreach (var (uid, version, loadedAt) in there.Where(t => switches.GetValueOrDefault(t.Uid, true)))
        {
            var list = before.Kept.TryGetValue(uid, out var known) && known.Version == version && known.LoadedAt == loadedAt ? known : await BuildAsync(database, uid, stop);
            if (list is not null)
            {
                kept[uid] = list;
            }
        }

        return new WarningSet(
            revision, asked, [.. builtIn.On(switches).Concat(kept.Values.Select(k => k.List)).OrderBy(l => l.Name, StringComparer.Ordinal)], kept.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Which lists were switched, and how.</summary>
    public static async Task<IReadOnlyDictionary<string, bool>> SwitchesAsync(Sql sql, CancellationToken stop) =>
        (await sql.ListAsync("select uid, is_on from warning_list_switch", static r => KeyValuePair.Create(r.Text(0), r.Bool(1)), stop)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every process looks at this number; others hear of it.</summary>
    public static Task<int> TouchAsync(Tx tx, CancellationToken stop)
    {
        tx.Emit(new WarningListsChanged(tx.Now));
        return tx.RunAsync("update warning_list_revision set revision = revision + 1 where id = 1", stop);
    }

    /// <summary>Null where it was removed meanwhile: then the number has changed again.</summary>
    private static async Task<KeptList?> BuildAsync(Database database, string uid, CancellationToken stop)
    {
        var row = await database.ReadAsync(
            sql => sql.FirstAsync(
                "select name, version, type, attributes, loaded_at, body from warning_list where uid = @uid",
                static r => new Stored(r.Text(0), r.Long(1), (ListType)r.Int(2), r.Text(3), r.Long(4), r.Bytes(5)), stop, ("uid", uid)),
            stop);
        return row is null
            ? null
            : new KeptList(row.Version, row.LoadedAt, new WarningList(row.Name, KindSet.Read(row.Attributes.Split('\n', StringSplitOptions.RemoveEmptyEntries)), Matcher.Of(row.Type, EntryText.Unpack(row.Body))));
    }

    private sealed record Stored(string Name, long Version, ListType Type, string Attributes, long LoadedAt, byte[] Body);
}
