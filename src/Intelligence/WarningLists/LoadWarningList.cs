using System.Globalization;
using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.WarningLists;

/// <summary>Takes a list in MISP's format, or a newer version of one: all of it or nothing. A change of the settings, so under an elevation.</summary>
internal sealed class LoadWarningList(Database database, Elevations elevations, BuiltInLists builtIn, Public.WarningLists lists, IIdSource ids)
{
    public const int MostLists = 200;

    /// <summary>Of all lists in memory.</summary>
    public const long MostBytes = 128L * 1024 * 1024;

    public async Task<Outcome<string>> RunAsync(Viewer viewer, Stream file, CancellationToken stop)
    {
        if (!Rights.IsOfficer(viewer))
        {
            return ListRefusals.OfficersOnly;
        }

        var read = await ReadAsync(file, stop) is { } bytes ? ListFile.Read(bytes.Span) : ListRefusals.TooLarge;
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var list = read.Value;
        if (builtIn.All.Any(b => b.Name == list.Name))
        {
            return ListRefusals.BuiltInName;
        }

        var (size, packed) = (Matcher.Of(list.Type, list.Entries).Bytes, list.Entries.Packed());
        var outcome = await database.WriteAsync(tx => KeepAsync(tx, viewer, list, size, packed, stop), stop);
        lists.Forget();
        return outcome;
    }

    private async Task<Outcome<string>> KeepAsync(Tx tx, Viewer viewer, ListFile list, long size, byte[] packed, CancellationToken stop)
    {
        var others = await tx.ListAsync("select uid, name, version, size from warning_list", static r => (Uid: r.Text(0), Name: r.Text(1), Version: r.Long(2), Size: r.Long(3)), stop);
        var before = others.Find(o => o.Name == list.Name);
        if (before.Uid is not null && before.Version >= list.Version)
        {
            return ListRefusals.NotNewer(before.Version);
        }

        if (before.Uid is null && others.Count >= MostLists)
        {
            return ListRefusals.TooManyLists;
        }

        if (others.Sum(o => o.Size) - before.Size + size > MostBytes)
        {
            return ListRefusals.TooMuch;
        }

        if ((await elevations.UseAsync(tx, viewer, ElevatedAct.ChangeSettings, "", stop)).Refusal is { } refusal)
        {
            return refusal;
        }

        var uid = before.Uid ?? ids.NewUid();
        // Of two officers who load at once, the newer version stays.
        var kept = await tx.RunAsync(
            """
            insert into warning_list(uid, name, version, description, type, attributes, entries, size, loaded_at, body)
            values (@uid, @name, @version, @description, @type, @attributes, @entries, @size, @now, @body)
            on conflict(name) do update set version = excluded.version, description = excluded.description, type = excluded.type, attributes = excluded.attributes, entries = excluded.entries,
              size = excluded.size, loaded_at = excluded.loaded_at, body = excluded.body where warning_list.version < excluded.version
            """,
            stop,
            ("uid", uid),
            ("name", list.Name),
            ("version", list.Version),
            ("description", list.Description),
            ("type", list.Type),
            ("attributes", string.Join('\n', list.Attributes)),
            ("entries", list.Entries.Count),
            ("size", size),
            ("now", tx.Now),
            ("body", packed));
        if (kept == 0)
        {
            return ListRefusals.NotNewer(list.Version);
        }

        await ListShelf.TouchAsync(tx, stop);
        tx.Record(new AuditEntry("warning-list.load", viewer.PersonId, viewer.OrganisationId, 0, "warning-list", uid, list.Version.ToString(CultureInfo.InvariantCulture)));
        return uid;
    }

    /// <summary>Null for more than there may be.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream file, CancellationToken stop)
    {
        using var all = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int length; (length = await file.ReadAsync(piece, stop)) > 0;)
        {
            if (all.Length + length > ListFile.Largest)
            {
                return null;
            }

            all.Write(piece, 0, length);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }
}
