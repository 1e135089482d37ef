using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Streams;

/// <summary>Nothing up to now is new to the person any more; what they opened one by one needs no marks of its own then.</summary>
internal sealed class MarkAllRead(Database database)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                await tx.RunAsync(
                    """
                    insert into stream_state(person_id, upto, visited_at, left_at) values (@person, @now, @now, @now)
                    on conflict(person_id) do update set upto = excluded.upto
                    """,
                    stop,
                    ("person", viewer.PersonId),
                    ("now", tx.Now));
                await tx.RunAsync("delete from seen where person_id = @person and item_seq <= @now", stop, ("person", viewer.PersonId), ("now", tx.Now));
                return Done.Yes;
            },
            stop);
}
