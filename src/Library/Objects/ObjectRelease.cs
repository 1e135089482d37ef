using System.Globalization;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>What is released at a time that somebody chose is added anew then: machines that ask for what is new would else have passed its place before they could read it.</summary>
internal sealed class ObjectRelease(Database database, TimeProvider clock)
{
    /// <summary>So long after the release, so that no request that began before it sees the new place and passes it.</summary>
    public const long Slack = 10 * Micros.Second;

    private const int Most = 100;

    public async Task<string?> RunAsync(CancellationToken stop)
    {
        var due = await database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select distinct i.seq from item i join object_run n on n.item_seq = i.seq
                where i.release_at > 0 and i.release_at <= @now and i.state = {ItemState.Shared} and n.added < i.release_at limit {Most}
                """,
                static r => r.Long(0), stop, ("now", clock.Now() - Slack)),
            stop);
        foreach (var item in due)
        {
            await database.WriteAsync(
                async tx =>
                {
                    await ItemLock.TakeAsync(tx, item, stop);
                    await RunRows.MoveAsync(tx, item, gone: false, asCurrent: false, stop);
                },
                stop);
        }

        return due.Count == 0 ? null : due.Count.ToString(CultureInfo.InvariantCulture) + " released";
    }
}
