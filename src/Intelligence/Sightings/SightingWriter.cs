using System.Text.Json;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>What of a sighting is sealed under its item's key.</summary>
internal sealed record SealedSighting(string Kind, string Value, string Note)
{
    public static string About(string uid) => "sighting/" + uid;
}

/// <summary>Keeps a sighting of a value that an item names.</summary>
internal sealed class SightingWriter(IIdSource ids)
{
    public async Task<Outcome<KeptSighting>> KeepAsync(Tx tx, ReadableItem item, SaidSighting said, long key, CancellationToken stop)
    {
        var who = SpeakerOf(item);
        // R8: what is said at TLP:RED is found by its item alone.
        var found = item.Card.Label == Tlp.Red ? 0 : key;
        if (found != 0 && who.Organisation != 0 && said.Note.Length == 0 && await AddAsync(tx, item, said, found, stop) is { } before)
        {
            Record(tx, item, "sighting.add", who, before);
            return new KeptSighting(before, item.Card.Uid, Added: true);
        }

        var uid = ids.NewUid();
        var says = JsonSerializer.Serialize(new SealedSighting(said.Value.Kind, said.Value.Value, said.Note));
        await tx.RunAsync(
            """
            insert into sighting(uid, item_seq, version, value_key, kind, times, first_at, last_at, day, org_id, tag, says, has_note, at)
            values (@uid, @item, @version, @key, @kind, @times, @first, @last, @day, @org, @tag, @says, @note, @now)
            """,
            stop,
            ("uid", uid), ("item", item.Seq), ("version", item.Card.Version), ("key", found), ("kind", said.Kind), ("times", said.Count), ("first", said.FirstAt), ("last", said.LastAt),
            ("day", said.LastAt / Micros.Day), ("org", who.Organisation), ("tag", who.Tag),
            ("says", item.Seal(SealedSighting.About(uid), says)), ("note", said.Note.Length > 0), ("now", tx.Now));
        Record(tx, item, "sighting.add", who, uid);
        return new KeptSighting(uid, item.Card.Uid, Added: false);
    }

    /// <summary>
    /// A sensor says the same many times a day: one row a day keeps the list readable and what one organisation says of one weight. What is said without a name is never added to, or it would show that two were said by one.
    /// </summary>
    private static Task<string?> AddAsync(Tx tx, ReadableItem item, SaidSighting said, long key, CancellationToken stop) =>
        tx.FirstAsync(
            """
            update sighting set times = times + @times, first_at = case when first_at < @first then first_at else @first end, last_at = case when last_at > @last then last_at else @last end
            where id = (select min(s.id) from sighting s where s.item_seq = @item and s.version = @version and s.value_key = @key and s.kind = @kind and s.org_id = @org and s.tag = 0 and s.day = @day and s.has_note = 0)
            returning uid
            """,
            static r => (string?)r.Text(0),
            stop,
            ("times", said.Count), ("first", said.FirstAt), ("last", said.LastAt), ("item", item.Seq), ("version", item.Card.Version), ("key", key), ("kind", said.Kind), ("org", item.Viewer.OrganisationId),
            ("day", said.LastAt / Micros.Day));

    /// <summary>W7: what the author of an anonymous item says on it stands nowhere with a name; who that is lies under the item's seal. All others say it as their organisation.</summary>
    private static Speaker SpeakerOf(ReadableItem item) =>
        item.Card.IsUnnamedAuthor ? new Speaker(0, item.Viewer.Facts.AnonymousTag) : new Speaker(item.Viewer.OrganisationId, 0);

    private static void Record(Tx tx, ReadableItem item, string act, Speaker who, string uid)
    {
        var viewer = item.Viewer;
        var (person, org, key) = who.Organisation == 0 ? (0, 0, 0) : (viewer.PersonId, viewer.OrganisationId, viewer.KeyId);
        tx.Record(new AuditEntry(act, person, org, key, "item", item.Card.Uid, uid));
    }

    /// <summary>Who says it: an organisation, or the item's anonymous author with a tag by which they find it again.</summary>
    private sealed record Speaker(long Organisation, long Tag);
}
