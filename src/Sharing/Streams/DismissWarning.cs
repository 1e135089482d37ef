using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Streams;

/// <summary>An early warning waits for its reader no more, though they have not opened it; and waits again.</summary>
internal sealed class DismissWarning(Database database, Holdings holdings)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, bool dismissed, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, uid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                // W7: no row may join an anonymous author's number with the item.
                if (!found.Value.Card.IsAuthor)
                {
                    await tx.RunAsync(
                        dismissed
                            ? "insert into seen(person_id, item_seq, version) values (@person, @item, @version) on conflict(person_id, item_seq) do update set version = excluded.version where excluded.version > seen.version"
                            : "delete from seen where person_id = @person and item_seq = @item",
                        stop,
                        [("person", viewer.PersonId), ("item", found.Value.Seq), .. dismissed ? [("version", (object?)found.Value.Card.Version)] : ((string, object?)[])[]]);
                }

                return Done.Yes;
            },
            stop);
}
