using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Comments;

/// <summary>A reader's organisation has seen it too; the author is told.</summary>
public sealed record SeenHereToo(long ItemSeq, string ItemUid, int Version, long PersonId, long OrganisationId, long At);

/// <summary>Reacts to an item, or takes the reaction back.</summary>
public sealed class React(Database database, Holdings holdings, IIdSource ids)
{
    /// <param name="viewer">Who reacts.</param>
    /// <param name="itemUid">The item.</param>
    /// <param name="word">One of <see cref="ReactionKind.Words"/>.</param>
    /// <param name="on">To react, or to take it back; null for the other of what stands.</param>
    /// <param name="note">With "seen here too": becomes a comment.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Whether it stands now.</returns>
    public Task<Outcome<bool>> RunAsync(Viewer viewer, string itemUid, string? word, bool? on, string note = "", CancellationToken stop = default) =>
        database.WriteAsync<bool>(
            async tx =>
            {
                var found = await holdings.ForActAsync(tx, viewer, itemUid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                var (item, kind) = (found.Value, ReactionKind.Parse(word));
                if (Refuse(viewer, item, kind, note) is { } wrong)
                {
                    return wrong;
                }

                var gone = on is true && await StandsAsync(tx, item, kind, stop) ? 0 : await TakeBackAsync(tx, item, kind, stop);
                if (on is false || (on is null && gone > 0))
                {
                    if (gone > 0)
                    {
                        tx.Record(new AuditEntry("reaction.take-back", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", itemUid, ReactionKind.Word(kind)));
                    }

                    return false;
                }

                if (!await StandsAsync(tx, item, kind, stop))
                {
                    await KeepAsync(tx, item, itemUid, kind, stop);
                }

                if (note.Trim().Length > 0)
                {
                    await Saying.KeepAsync(tx, ids, item, note, new Saying { SeenToo = true }, stop);
                }

                return true;
            },
            stop);

    internal static readonly Refusal PersonOnly = Refusal.Forbidden("person-only", "That is said by a person, not by an organisation's key.");

    private static Refusal? Refuse(Viewer viewer, ReadableItem item, int kind, string note) => AddComment.RefuseItem(viewer, item) ?? (kind switch
    {
        0 => Refusal.Invalid("reaction", "A reaction is seen-here-too, acknowledged, useful or thanks.", "kind"),
        _ when item.Card.IsAuthor => Refusal.Forbidden("own", "This is your own item. Reactions are for its readers; you can reply."),
        ReactionKind.Acknowledged when item.Card.Kind != ItemKind.EarlyWarning => Refusal.Conflict("not-a-warning", "Only early warnings are acknowledged."),
        ReactionKind.Useful or ReactionKind.Thanks when viewer.PersonId == 0 => PersonOnly,
        _ when note.Length > AddComment.Longest => AddComment.TooLong,
        _ => null,
    });

    private static async Task<bool> StandsAsync(Tx tx, ReadableItem item, int kind, CancellationToken stop) =>
        await tx.NumberAsync($"select count(*) from reaction where {Own}", stop, Values(item, kind)) > 0;

    /// <summary>Under all versions that the viewer reads: what a colleague did under another one stays unknown (R9).</summary>
    private static Task<int> TakeBackAsync(Tx tx, ReadableItem item, int kind, CancellationToken stop) => tx.RunAsync($"delete from reaction where {Own}", stop, Values(item, kind));

    private static async Task KeepAsync(Tx tx, ReadableItem item, string itemUid, int kind, CancellationToken stop)
    {
        var viewer = item.Viewer;
        await tx.RunAsync(
            "insert into reaction(item_seq, version, kind, org_id, slot, person_id, at) values (@item, @version, @kind, @org, @slot, @person, @now)",
            stop,
            [.. Values(item, kind), ("version", item.Card.Version), ("person", viewer.PersonId), ("now", tx.Now)]);
        tx.Record(new AuditEntry("reaction.add", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", itemUid, ReactionKind.Word(kind)));
        if (kind == ReactionKind.SeenHereToo)
        {
            tx.Emit(new SeenHereToo(item.Seq, itemUid, item.Card.Version, viewer.PersonId, viewer.OrganisationId, tx.Now));
        }
    }

    private static readonly string Own = $"item_seq = @item and kind = @kind and org_id = @org and slot = @slot and {ReadableItem.ReadsVersion("version")}";

    private static (string Name, object? Value)[] Values(ReadableItem item, int kind) =>
        [("item", item.Seq), ("kind", kind), ("org", item.Viewer.OrganisationId), ("slot", Reactions.Slot(item.Viewer, kind)), ("versions", item.VersionNumbers)];
}
