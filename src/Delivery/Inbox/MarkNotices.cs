using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Delivery.Inbox;

/// <summary>
/// Notices are read, on every device; and unread again. What was marked together bears one time, which is what an undo names. What the viewer may not see and what is not there are the same.
/// </summary>
internal sealed class MarkNotices(Database database, KeyRing keys)
{
    private const string Times = "notice-read";

    /// <summary>These are read; the word by which it is undone, or null where all of them were.</summary>
    public Task<Outcome<string?>> RunAsync(Viewer viewer, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var numbers = ids.Select(id => Cursor.Read(keys, "notice", id)).ToList();
        return numbers.Count == 0 || numbers.Contains(null)
            ? Task.FromResult<Outcome<string?>>(Refusal.NotFound)
            : database.WriteAsync<string?>(
                async tx =>
                {
                    var seen = await tx.ListAsync(
                        $"select t.id {NoticeSql.From} where {NoticeSql.Visible(InboxBook.ChannelOf(viewer))} and {NumberSet.Holds(tx.Engine, "t.id", "ids")}",
                        static r => r.Long(0),
                        stop,
                        NoticeSql.Values(viewer, ("ids", NumberSet.Value(tx.Engine, numbers.Select(n => n!.Value)))));
                    return seen.Count == numbers.Distinct().Count() ? Undo(tx, await MarkAsync(tx, seen, stop)) : Refusal.NotFound;
                },
                stop);
    }

    /// <summary>All that the viewer sees now is read.</summary>
    public Task<Outcome<string?>> AllAsync(Viewer viewer, CancellationToken stop) =>
        database.WriteAsync<string?>(async tx => Undo(tx, await MarkAsync(tx, await UnreadAsync(tx, viewer, "(1=1)", "", stop), stop)), stop);

    /// <summary>Who opened an item has read what tells of it. How many notices that were.</summary>
    public async Task<int> OfItemAsync(Viewer viewer, string uid, CancellationToken stop)
    {
        // Closed until a fresh proof, its page has told nothing (R8).
        var opened = $"i.uid = @uid and case when n.version is null then (1=0) else ({LawSql.Version(Channel.Page)}) = {(int)Disclosure.Full} end";
        // Nearly always there is nothing to write.
        return (await database.ReadAsync(sql => UnreadAsync(sql, viewer, opened, uid, stop), stop)).Count == 0
            ? 0
            : (await database.WriteAsync<int>(async tx => await MarkAsync(tx, await UnreadAsync(tx, viewer, opened, uid, stop), stop), stop)).Value;
    }

    /// <summary>What was marked at that time is unread again.</summary>
    public Task<Outcome<Done>> UndoAsync(Viewer viewer, string undo, CancellationToken stop) =>
        Cursor.Read(keys, Times, undo) is not { } at
            ? Task.FromResult<Outcome<Done>>(Refusal.NotFound)
            : database.WriteAsync<Done>(
                async tx =>
                {
                    await tx.RunAsync(
                        $"update notice set read_at = 0 where id in (select t.id {NoticeSql.From} where t.read_at = @at and {NoticeSql.Visible(InboxBook.ChannelOf(viewer))})",
                        stop,
                        NoticeSql.Values(viewer, ("at", at)));
                    return Done.Yes;
                },
                stop);

    private string? Undo(Tx tx, int marked) => marked == 0 ? null : Cursor.Write(keys, Times, tx.Now);

    private static Task<List<long>> UnreadAsync(Sql sql, Viewer viewer, string which, string uid, CancellationToken stop) =>
        sql.ListAsync(
            $"select t.id {NoticeSql.From} where t.read_at = 0 and {which} and {NoticeSql.Visible(InboxBook.ChannelOf(viewer))}",
            static r => r.Long(0),
            stop,
            NoticeSql.Values(viewer, ("uid", uid)));

    private static Task<int> MarkAsync(Tx tx, List<long> notices, CancellationToken stop) =>
        tx.RunAsync(
            $"update notice set read_at = @now where read_at = 0 and {NumberSet.Holds(tx.Engine, "id", "ids")}", stop, ("now", tx.Now), ("ids", NumberSet.Value(tx.Engine, notices)));
}
