using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Streams;

/// <summary>Puts a bookmark on what the viewer may read, or takes it off.</summary>
internal sealed class KeepBookmark(Database database, Holdings holdings)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, bool keep, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, uid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var item = found.Value;
                if (keep && item.Card.State == ItemState.Draft)
                {
                    return StreamRefusals.Draft;
                }

                // W7: no row may join an anonymous author's number with the item.
                if (keep && item.Card.IsUnnamedAuthor)
                {
                    return StreamRefusals.Anonymous;
                }

                await tx.RunAsync(
                    keep ? "insert into bookmark(person_id, item_seq) values (@person, @item) on conflict do nothing" : "delete from bookmark where person_id = @person and item_seq = @item",
                    stop,
                    ("person", viewer.PersonId),
                    ("item", item.Seq));
                return Done.Yes;
            },
            stop);
}
