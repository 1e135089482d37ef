using System.Text.Json;
using Infohub.Intelligence.Values;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Sightings;

/// <summary>What of a sighting is sealed under its item's key.</summary>
internal sealed record SealedSighting(string Kind, string Value, string Note)
{
    /// <summary>Said without a name by a reader; what else has none is said by the author of an anonymous item.</summary>
    public bool ByReader { get; init; }

    /// <summary>The sector that is told of that reader (W7), or empty: as it was when it was said.</summary>
    public string Sector { get; init; } = "";

    public static string About(string uid) => "sighting/" + uid;
}

/// <summary>Keeps a sighting of a value that an item names.</summary>
internal sealed class SightingWriter(IIdSource ids, AuthorSeals seals)
{
    /// <summary>The kind of its seals.</summary>
    public const string Sealed = "sighting";

    public async Task<Outcome<KeptSighting>> KeepAsync(Tx tx, ReadableItem item, SaidSighting said, long key, CancellationToken stop)
    {
        var who = SpeakerOf(item, said);
        // R8: what is said at TLP:RED is found by its item alone.
        var found = item.Card.Label == Tlp.Red ? 0 : key;
        if (found != 0 && who.Organisation != 0 && said.Note.Length == 0 && await AddAsync(tx, item, said, found, stop) is { } before)
        {
            Record(tx, item, who, before, null);
            return new KeptSighting(before, item.Card.Uid, Added: true);
        }

        var uid = ids.NewUid();
        var closed = who.IsReader ? await seals.CloseUnderAsync(tx, item, Sealed, uid, stop) : (Outcome<byte[]>)Array.Empty<byte>();
        if (closed.Refusal is { } unsealed)
        {
            return unsealed;
        }

        var sector = who.IsReader ? await AnonymousSector.OfReaderAsync(tx, item, stop) : "";
        var says = JsonSerializer.Serialize(new SealedSighting(said.Value.Kind, said.Value.Value, said.Note) { ByReader = who.IsReader, Sector = sector });
        await tx.RunAsync(
            """
            insert into sighting(uid, item_seq, version, value_key, kind, times, first_at, last_at, day, org_id, tag, says, has_note, at)
            values (@uid, @item, @version, @key, @kind, @times, @first, @last, @day, @org, @tag, @says, @note, @now)
            """,
            stop,
            ("uid", uid), ("item", item.Seq), ("version", item.Card.Version), ("key", found), ("kind", said.Kind), ("times", said.Count), ("first", said.FirstAt), ("last", said.LastAt),
            ("day", said.LastAt / Micros.Day), ("org", who.Organisation), ("tag", who.Tag),
            ("says", item.Seal(SealedSighting.About(uid), says)), ("note", said.Note.Length > 0), ("now", tx.Now));
        Record(tx, item, who, uid, who.IsReader ? closed.Value : null);
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

    /// <summary>
    /// W7: what the author of an anonymous item says on it stands nowhere with a name; who that is lies under the item's seal. Of what another reader says without a name, it lies under a seal of its own. All else is said as one's
    /// organisation.
    /// </summary>
    private static Speaker SpeakerOf(ReadableItem item, SaidSighting said) =>
        item.Card.IsUnnamedAuthor || said.Anonymous ? new Speaker(0, item.Viewer.Facts.AnonymousTag, !item.Card.IsUnnamedAuthor) : new Speaker(item.Viewer.OrganisationId, 0, false);

    private static void Record(Tx tx, ReadableItem item, Speaker who, string uid, byte[]? commitment)
    {
        var viewer = item.Viewer;
        var (person, org, key) = who.Organisation == 0 ? (0, 0, 0) : (viewer.PersonId, viewer.OrganisationId, viewer.KeyId);
        tx.Record(new AuditEntry("sighting.add", person, org, key, "item", item.Card.Uid, uid, commitment));
    }

    /// <summary>Who says it: an organisation, or somebody without a name with a tag by which they find it again.</summary>
    /// <param name="IsReader">Not the anonymous author of the item.</param>
    private sealed record Speaker(long Organisation, long Tag, bool IsReader);
}
