using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Streams;

/// <summary>Nothing up to now is new to the person any more, but for early warnings of a week that they have not opened; and it is taken back.</summary>
internal sealed class MarkAllRead(Database database, KeyRing keys)
{
    private const string Places = "read-up-to";

    /// <summary>The word by which it is undone: up to where all counted as read before.</summary>
    public Task<Outcome<string>> RunAsync(Viewer viewer, CancellationToken stop) =>
        database.WriteAsync<string>(
            async tx =>
            {
                var before = await StreamState.ReadAsync(tx, viewer, stop);
                await tx.RunAsync(
                    """
                    insert into stream_state(person_id, upto, visited_at, left_at) values (@person, @now, @now, @now)
                    on conflict(person_id) do update set upto = excluded.upto
                    """,
                    stop,
                    ("person", viewer.PersonId),
                    ("now", tx.Now));
                // An undo, the warnings among it and what is said under it since need the marks of what was opened for as long as anything is new.
                await tx.RunAsync("delete from seen where person_id = @person and item_seq <= @place", stop, ("person", viewer.PersonId), ("place", tx.Now - StreamState.Oldest));
                return Cursor.Write(keys, Places, before.UpTo);
            },
            stop);

    public Task<Outcome<Done>> UndoAsync(Viewer viewer, string undo, CancellationToken stop) =>
        Cursor.Read(keys, Places, undo) is not { } place
            ? Task.FromResult<Outcome<Done>>(Refusal.NotFound)
            : database.WriteAsync<Done>(
                async tx =>
                {
                    await tx.RunAsync("update stream_state set upto = @place where person_id = @person", stop, ("person", viewer.PersonId), ("place", place));
                    return Done.Yes;
                },
                stop);
}
