using System.Globalization;
using Infohub.Library.Public;
using Infohub.Platform;
using Infohub.Platform.Backups;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;

namespace Infohub.Library.Erasures;

/// <summary>
/// The list of erasures beside the database, one line each, only ever added to: a restore of an older database replays it (R6). Names addresses, nothing else.
/// </summary>
public sealed class ErasureLog(HubPlaces places) : IListener
{
    private readonly Lock gate = new();

    public string Name => "erasures";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemErased)];

    private string PathOfLog => Path.Combine(places.DataDirectory, MakeBackup.ErasuresFile);

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop)
    {
        Add([(((ItemErased)what).Uid, at)]);
        return Task.CompletedTask;
    }

    /// <summary>Adds what the database knows and the list does not.</summary>
    public async Task<string?> SyncAsync(Database database, CancellationToken stop)
    {
        var stored = await database.ReadAsync(sql => sql.ListAsync("select item_uid, at from erasure", static r => (r.Text(0), r.Long(1)), stop), stop);
        var added = Add(stored);
        return added == 0 ? null : added.ToString(CultureInfo.InvariantCulture) + " added";
    }

    /// <summary>All addresses of the list, with the time of each erasure in microseconds.</summary>
    public IReadOnlyList<(string Uid, long At)> Read() => Read(PathOfLog);

    /// <summary>Adds the lines of another list.</summary>
    public int Merge(string file) => Add(Read(file));

    private static List<(string Uid, long At)> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        // A line cut short by a crash has no number; its erasure is still in the database and is added again.
        return [.. File.ReadLines(path)
            .Select(line => line.Split(' '))
            .Where(words => words.Length == 2 && words[0].Length is > 0 and < 40 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(words => (words[0], long.Parse(words[1], CultureInfo.InvariantCulture)))];
    }

    private int Add(IReadOnlyList<(string Uid, long At)> erased)
    {
        lock (gate)
        {
            var known = Read(PathOfLog).Select(e => e.Uid).ToHashSet(StringComparer.Ordinal);
            var lines = erased.Where(e => known.Add(e.Uid)).ToList();
            if (lines.Count == 0)
            {
                return 0;
            }

            using var file = new FileStream(PathOfLog, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            // The first line break ends a line that a crash may have cut short.
            file.Write(System.Text.Encoding.ASCII.GetBytes("\n" + string.Concat(lines.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Uid} {e.At}\n")))));
            file.Flush(flushToDisk: true);
            return lines.Count;
        }
    }
}
