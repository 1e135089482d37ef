using Infohub.Intelligence.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
using Infohub.Platform.Refusals;

namespace Infohub.Exchange.Remotes;

/// <summary>A collection whose turn it is, held by this process.</summary>
internal sealed record DueCollection(Remote Remote, RemoteCollection Collection);

/// <summary>What one page brought.</summary>
/// <param name="Refused">Objects that were not taken, as many as are kept.</param>
internal sealed record PageCount(long Bytes, long Taken, long RefusedCount, IReadOnlyList<ObjectOutcome> Refused)
{
    /// <summary>Places that an embargo held and that went out now.</summary>
    public IReadOnlyList<long> Freed { get; init; } = [];
}

/// <summary>Whose turn it is, how far each collection is, and what each poll brought.</summary>
internal sealed class PollBook(Database database)
{
    /// <summary>Longer than any one page takes to come and to be kept.</summary>
    public const long Lease = 5 * Micros.Minute;

    /// <summary>Refusals that one poll keeps.</summary>
    public const int MostRefusals = 500;

    private const long LongestWait = Micros.Day;

    /// <summary>Of one text that is kept.</summary>
    private const int Longest = 300;

    /// <summary>The one that waits longest, unless another process has it; null for none.</summary>
    public async Task<DueCollection?> TakeAsync(CancellationToken stop)
    {
        DueCollection? taken = null;
        await database.WriteAsync(
            async tx =>
            {
                var found = await tx.FirstAsync(
                    $"""
                    select {Remote.Columns}, {RemoteCollection.Columns} from remote_collection c join remote r on r.id = c.remote_id
                    where c.ended_at = 0 and r.ended_at = 0 and c.paused_at = 0 and c.due_at <= @now and c.lease_until <= @now order by c.due_at, c.id limit 1
                    """,
                    static r => new DueCollection(Remote.Read(r), RemoteCollection.Read(r, Remote.ColumnCount)),
                    stop,
                    ("now", tx.Now));
                if (found is not null && await tx.RunAsync(
                    "update remote_collection set lease_until = @until where id = @id and lease_until <= @now", stop, ("until", tx.Now + Lease), ("id", found.Collection.Id), ("now", tx.Now)) == 1)
                {
                    taken = found with { Collection = found.Collection with { LeaseUntil = tx.Now + Lease } };
                }
            },
            stop);
        return taken;
    }

    /// <summary>The number of the poll that is under way, or of a new one.</summary>
    public async Task<RemoteCollection> BeginAsync(RemoteCollection of, CancellationToken stop)
    {
        if (of.PollId > 0)
        {
            return of;
        }

        var begun = of;
        await database.WriteAsync(
            async tx =>
            {
                var id = (await tx.NumberAsync("insert into remote_poll(collection_id, started_at) values (@collection, @now) returning id", stop, ("collection", of.Id), ("now", tx.Now)))!.Value;
                await tx.RunAsync("update remote_collection set poll_id = @poll where id = @id", stop, ("poll", id), ("id", of.Id));
                begun = of with { PollId = id };
            },
            stop);
        return begun;
    }

    /// <summary>What a poll has brought so far.</summary>
    public Task<(long Pages, long Bytes, long Taken, long Refused)> SoFarAsync(RemoteCollection of, CancellationToken stop) => database.ReadAsync(
        sql => sql.FirstAsync("select pages, bytes, taken, refused from remote_poll where id = @id", static r => (r.Long(0), r.Long(1), r.Long(2), r.Long(3)), stop, ("id", of.PollId)), stop);

    /// <summary>
    /// Strictly after a page is kept: how far it goes now, and what it brought. Null where another process has it since, or somebody removed it: what was kept stays, and is taken once.
    /// </summary>
    public async Task<RemoteCollection?> TurnAsync(RemoteCollection of, RemoteCollection to, PageCount page, CancellationToken stop)
    {
        RemoteCollection? turned = null;
        await database.WriteAsync(
            async tx =>
            {
                var until = tx.Now + Lease;
                if (await tx.RunAsync(
                    """
                    update remote_collection set reached = @reached, newest = @newest, next = @next, place = @place, status = @status, at_once = @most, failures = 0, lease_until = @until
                    where id = @id and lease_until = @held and ended_at = 0
                    """,
                    stop,
                    ("reached", to.Reached), ("newest", to.Newest), ("next", to.Next), ("place", to.Place), ("status", to.Status), ("most", to.AtOnce), ("until", until), ("id", of.Id), ("held", of.LeaseUntil)) == 0)
                {
                    return;
                }

                await tx.RunAsync(
                    "update remote_poll set pages = pages + 1, bytes = bytes + @bytes, taken = taken + @taken, refused = refused + @refused where id = @id",
                    stop, ("bytes", page.Bytes), ("taken", page.Taken), ("refused", page.RefusedCount), ("id", of.PollId));
                var room = MostRefusals - (int)(await tx.NumberAsync("select count(*) from remote_refusal where poll_id = @id", stop, ("id", of.PollId)) ?? 0);
                await tx.RunEachAsync(
                    "insert into remote_refusal(poll_id, object_id, version, reason, path, clause) values (@poll, @object, @version, @reason, @path, @clause)",
                    [.. page.Refused.Take(Math.Max(0, room)).Select(r => new (string, object?)[]
                    {
                        ("poll", of.PollId), ("object", Short(r.Id)), ("version", Short(r.Version)), ("reason", r.Said.Kept(Longest)), ("path", Short(r.Path)), ("clause", Short(r.Clause)),
                    })],
                    stop);
                await tx.RunEachAsync("delete from remote_held where collection_id = @id and place = @place", [.. page.Freed.Select(p => new (string, object?)[] { ("id", of.Id), ("place", p) })], stop);
                turned = to with { LeaseUntil = until, Failures = 0 };
            },
            stop);
        return turned;
    }

    /// <summary>The poll is over: the next one comes by the schedule, or soon where there is more, or later with each failure.</summary>
    /// <param name="due">Whose.</param>
    /// <param name="of">As far as it went.</param>
    /// <param name="trouble">Why before its end; empty at the end.</param>
    /// <param name="detail">What the server did.</param>
    /// <param name="wait">So long the server asks to wait; null where it does not say.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task EndAsync(DueCollection due, RemoteCollection of, string trouble, Sentence detail, TimeSpan? wait, CancellationToken stop) => database.WriteAsync(
        async tx =>
        {
            var stops = trouble is RemoteTrouble.Steward or RemoteTrouble.Audience or RemoteTrouble.Key;
            var fails = trouble.Length > 0 && !stops && trouble != RemoteTrouble.Bounds;
            var every = of.Minutes * Micros.Minute;
            var asked = wait is { } said ? Math.Min((long)said.TotalMicroseconds, LongestWait) : 0;
            // Suspension only pauses (R5): whether it may go on is asked again, without the server.
            var later = stops ? Math.Max(every, 6 * Micros.Hour) : !fails ? (trouble == RemoteTrouble.Bounds ? Micros.Minute : every) : Math.Max(asked, Math.Min(Micros.Minute << (int)Math.Min(of.Failures, 20), Math.Max(every, 6 * Micros.Hour)));
            var ended = await tx.RunAsync(
                """
                update remote_collection set due_at = @due, failures = @failures, stopped = @stopped, next = @next, lease_until = 0, poll_id = 0 where id = @id and lease_until = @held
                """,
                stop,
                ("due", tx.Now + later), ("failures", fails ? of.Failures + 1 : 0), ("stopped", stops ? trouble : ""), ("next", of.Next), ("id", of.Id), ("held", of.LeaseUntil));
            if (ended == 0)
            {
                return;
            }

            await tx.RunAsync(
                "update remote_poll set ended_at = @now, trouble = @trouble, detail = @detail where id = @id and ended_at = 0", stop, ("now", tx.Now), ("trouble", trouble), ("detail", detail.Kept(Longest)), ("id", of.PollId));
            await PruneAsync(tx, of, stop);
            if (await tx.FirstAsync("select taken, refused from remote_poll where id = @id", static r => (Taken: r.Long(0), Refused: r.Long(1)), stop, ("id", of.PollId)) is { Taken: > 0 } brought)
            {
                tx.Record(new AuditEntry(of.Pushes ? "remote.push" : "remote.poll", due.Remote.StewardId, due.Remote.OrganisationId, of.KeyId, "remote", due.Remote.Uid, $"{of.Uid}: {brought.Taken} taken, {brought.Refused} refused"));
            }
        },
        stop);

    /// <summary>Others may have their turn; it goes on where it is.</summary>
    public Task LetGoAsync(RemoteCollection of, CancellationToken stop) => database.WriteAsync(
        tx => tx.RunAsync("update remote_collection set lease_until = 0 where id = @id and lease_until = @held", stop, ("id", of.Id), ("held", of.LeaseUntil)), stop);

    /// <summary>What is older than a quarter of a year, and what an ended connection left.</summary>
    public async Task<string?> SweepAsync(CancellationToken stop)
    {
        const string Ended = "collection_id in (select c.id from remote_collection c where c.ended_at > 0 and c.ended_at < @now - 2592000000000)";
        var old = $"(started_at < @now - {90 * Micros.Day} and ended_at > 0) or {Ended}";
        var refusals = await Sweeping.DeleteAsync(database, "remote_refusal", "id", $"poll_id in (select p.id from remote_poll p where {old})", stop);
        await Sweeping.DeleteAsync(database, "remote_held", "collection_id, place", Ended, stop);
        return await Sweeping.DeleteAsync(database, "remote_poll", "id", old, stop) ?? refusals;
    }

    private static async Task PruneAsync(Tx tx, RemoteCollection of, CancellationToken stop)
    {
        (string, object?)[] values = [("id", of.Id)];
        const string Old = "select p.id from remote_poll p where p.collection_id = @id and p.id not in (select x.id from remote_poll x where x.collection_id = @id order by x.id desc limit 50)";
        await tx.RunAsync($"delete from remote_refusal where poll_id in ({Old})", stop, values);
        await tx.RunAsync($"delete from remote_poll where id in ({Old})", stop, values);
    }

    private static string Short(string text) => text.Length > Longest ? text[..Longest] : text;
}
