using Infohub.Community.Public;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Streams;

/// <summary>What is new to one person: nothing up to a place, and above it what they did not open; with the time of the visit before this one, on whichever device.</summary>
/// <param name="UpTo">All up to this place counts as read.</param>
/// <param name="VisitedAt">The last look at the stream that was written down; 0 before the first.</param>
/// <param name="LeftAt">When the visit before this one ended; 0 where there was none.</param>
internal sealed record StreamState(long UpTo, long VisitedAt, long LeftAt)
{
    /// <summary>What is older is new to nobody: a filter would else walk through all of the past.</summary>
    public const long Oldest = 90 * Micros.Day;

    /// <summary>For so long an early warning waits until it is opened or set aside by itself.</summary>
    public const long WarningsWait = 7 * Micros.Day;

    private const long AtFirst = 14 * Micros.Day;

    /// <summary>Who looks again after so long has come back, as has who signed in anew.</summary>
    private const long Away = 30 * Micros.Minute;

    private const long WrittenEach = 5 * Micros.Minute;

    /// <summary>Up to this place early warnings count as read: they are not read by being marked with all else.</summary>
    public long WarningsUpTo { get; private init; }

    public static async Task<StreamState> ReadAsync(Sql sql, Viewer viewer, CancellationToken stop)
    {
        var now = viewer.Facts.Now;
        var state = await sql.FirstAsync(
            "select upto, visited_at, left_at from stream_state where person_id = @person", static r => new StreamState(r.Long(0), r.Long(1), r.Long(2)), stop, ("person", viewer.PersonId));
        var known = state is null ? new StreamState(now - AtFirst, 0, 0) : (state with { UpTo = Math.Max(state.UpTo, now - Oldest) }).At(now, viewer.BeganAt);
        return known with { WarningsUpTo = Math.Min(known.UpTo, now - WarningsWait) };
    }

    /// <summary>Whether this look is to be written down: the first of a visit, then one in a few minutes.</summary>
    public bool IsDue(long now, long began) => now - VisitedAt >= WrittenEach || began > VisitedAt;

    public static Task<int> VisitAsync(Tx tx, long person, long at, long began, CancellationToken stop) =>
        tx.RunAsync(
            """
            insert into stream_state(person_id, upto, visited_at, left_at) values (@person, @first, @at, 0)
            on conflict(person_id) do update set visited_at = excluded.visited_at,
              left_at = case when excluded.visited_at - stream_state.visited_at >= @away or @began > stream_state.visited_at then stream_state.visited_at else stream_state.left_at end
            """,
            stop,
            ("person", person),
            ("first", at - AtFirst),
            ("at", at),
            ("began", began),
            ("away", Away));

    private StreamState At(long now, long began) => now - VisitedAt >= Away || began > VisitedAt ? this with { LeftAt = VisitedAt } : this;
}
