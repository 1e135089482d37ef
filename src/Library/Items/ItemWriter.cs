using System.Security.Cryptography;
using System.Text;
using Infohub.Community.Public;
using Infohub.Community.Seals;
using Infohub.Community.Viewers;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Public;
using Infohub.Library.Seals;
using Infohub.Library.Search;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Items;

/// <summary>The one way in: what is shared, revised, relabelled or withdrawn passes here, within the caller's transaction.</summary>
public sealed class ItemWriter(KeyRing keys, IIdSource ids, SearchIndex search, AudienceRules audiences, AuthorSeals seals)
{
    /// <summary>Shares an item, or keeps it as a draft of its author (R1b). Of a package nobody is told: machines ask for what is new.</summary>
    public Task<Outcome<SharedItem>> AddAsync(Tx tx, Viewer viewer, NewItem item, bool asDraft, CancellationToken stop)
    {
        var uid = ids.NewUid();
        var (seal, wrapped) = ItemSeal.New(keys, uid);
        return AddAsync(tx, viewer, item, asDraft, uid, seal, wrapped, stop);
    }

    /// <summary>A new version with other words, for the same readers.</summary>
    public async Task<int> ReviseAsync(Tx tx, Viewer viewer, ChangeableItem item, Content content, Pap pap, Schedule schedule, CancellationToken stop)
    {
        var isDraft = item.Card.State == ItemState.Draft;
        var version = await NextAsync(
            tx, item, item.Card.Label, item.Card.AudienceId, pap, content.Language, item.Seal.CloseHead(content), item.Seal.CloseBody(content), isDraft ? "draft" : "revise", stop);
        await tx.RunAsync(
            "update item set language = @language, embargo_until = @embargo, expires_at = @expires where seq = @seq",
            stop,
            ("language", content.Language),
            ("embargo", schedule.EmbargoUntil),
            ("expires", schedule.ExpiresAt == 0 ? Micros.Never : schedule.ExpiresAt),
            ("seq", item.Seq));
        if (!isDraft)
        {
            await search.PutAsync(tx, item.Seq, item.Card.Kind, item.Card.Label, item.Audience, content, stop);
            tx.Emit(new ItemRevised(item.Seq, item.Card.Uid, version));
        }

        Record(tx, viewer, "item.revise", item.Card.Uid, item.Card.Attribution == Attribution.Anonymous, "v" + version);
        return version;
    }

    /// <summary>A new version with the same words under another label or for other readers (W3); acts at once on every way out.</summary>
    public async Task<Outcome<int>> RelabelAsync(Tx tx, Viewer viewer, ChangeableItem item, Tlp label, IReadOnlyList<Part> parts, CancellationToken stop)
    {
        if (WritingRules.RefuseLabel(viewer, label, parts, item.Card.Attribution) is { } refusal)
        {
            return refusal;
        }

        // R8: what cannot be shown in the page cannot become RED.
        if (label == Tlp.Red && await FileShelf.HoldsWhatNoPageShowsAsync(tx, item.Seq, stop))
        {
            return Refusal.Conflict("red-attachments", "TLP:RED takes images and short text only, for it shows them in the page. Withdraw this item and share a new one without the other files.");
        }

        var audience = await audiences.InternAsync(tx, parts, stop);
        var (head, body, language, pap) = await tx.FirstAsync(
            "select head, body, language, pap from item_version where item_seq = @seq and version = @version",
            static r => (r.Bytes(0), r.Bytes(1), r.Text(2), (Pap)r.Int(3)),
            stop,
            ("seq", item.Seq),
            ("version", item.Card.Version));
        var version = await NextAsync(tx, item, label, audience, pap, language, head, body, "relabel", stop);
        if (item.Card.State == ItemState.Shared)
        {
            await search.PutAsync(tx, item.Seq, item.Card.Kind, label, parts, item.Seal.OpenContent(head, body, language), stop);
            tx.Emit(new ItemRelabelled(item.Seq, item.Card.Uid, version, (int)item.Card.Label, (int)label, item.Card.AudienceId, audience));
        }

        Record(tx, viewer, "item.relabel", item.Card.Uid, item.Card.Attribution == Attribution.Anonymous, item.Card.Label.Canonical() + " " + label.Canonical());
        return version;
    }

    /// <summary>Withdrawn: a tombstone for its readers, on every way out, at once (R6).</summary>
    public async Task WithdrawAsync(Tx tx, Viewer viewer, ChangeableItem item, string reason, CancellationToken stop)
    {
        await GoAsync(tx, item.Seq, ItemState.Withdrawn, reason, tx.Now, stop);
        tx.Emit(new ItemGone(item.Seq, item.Card.Uid, ItemState.Withdrawn));
        Record(tx, viewer, "item.withdraw", item.Card.Uid, item.Card.Attribution == Attribution.Anonymous, "");
    }

    /// <summary>
    /// An anonymous author is named from now on (W7): a new version with the same words. Who reads an older version is told what it told then, and
    /// what the author said under it stays said by "the author".
    /// </summary>
    public async Task<int> AttributeAsync(Tx tx, Viewer viewer, ChangeableItem item, Attribution to, CancellationToken stop)
    {
        await tx.RunAsync(
            "update item_version set attribution = @anonymous where item_seq = @seq", stop, ("anonymous", Attribution.Anonymous), ("seq", item.Seq));
        var (audience, head, body, language) = await tx.FirstAsync(
            "select audience_id, head, body, language from item_version where item_seq = @seq and version = @version",
            static r => (r.Long(0), r.Bytes(1), r.Bytes(2), r.Text(3)),
            stop,
            ("seq", item.Seq),
            ("version", item.Card.Version));
        var version = await NextAsync(tx, item, item.Card.Label, audience, item.Card.Pap, language, head, body, "attribute", stop);
        await tx.RunAsync(
            "update item set anonymous = 0, attribution = @attribution, org_id = @org, person_id = @person where seq = @seq",
            stop,
            ("attribution", to),
            ("org", viewer.OrganisationId),
            ("person", viewer.PersonId),
            ("seq", item.Seq));
        await AuthorSeals.RemoveAsync(tx, item.Seq, stop);
        if (item.Card.State == ItemState.Shared)
        {
            await LaneRows.PutAsync(tx, item.Seq, stop);
            tx.Emit(new ItemRevised(item.Seq, item.Card.Uid, version));
        }

        tx.Record(new AuditEntry("item.attribute", viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", item.Card.Uid, to.ToString().ToLowerInvariant()));
        return version;
    }

    /// <summary>A draft as it stands now, under its address and key; its files stay, and are the caller's to check against the label.</summary>
    /// <param name="tx">The caller's transaction.</param>
    /// <param name="viewer">The author.</param>
    /// <param name="draft">As it was.</param>
    /// <param name="item">As it is to be.</param>
    /// <param name="byItself">Kept by the page while its author types: the state before goes, and where label and author stay nothing was done that the record would tell.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Outcome<SharedItem>> RedraftAsync(Tx tx, Viewer viewer, ChangeableItem draft, NewItem item, bool byItself, CancellationToken stop)
    {
        if (LosesItsName(draft, item))
        {
            await DropAsync(tx, draft.Seq, stop);
            return await AddAsync(tx, viewer, item, asDraft: true, stop);
        }

        if (WritingRules.Refuse(viewer, item) is { } refusal)
        {
            return refusal;
        }

        var anonymous = item.Attribution == Attribution.Anonymous;
        var audience = await audiences.InternAsync(tx, item.Audience, stop);
        await NextAsync(tx, draft, item.Label, audience, item.Pap, item.Content.Language, draft.Seal.CloseHead(item.Content), draft.Seal.CloseBody(item.Content), "draft", stop);
        await tx.RunAsync(
            """
            update item set kind = @kind, org_id = @org, person_id = @person, anonymous = @anonymous, attribution = @attribution, release_at = @release,
              embargo_until = @embargo, expires_at = @expires, language = @language
            where seq = @seq
            """,
            stop,
            ("kind", item.Kind),
            ("org", anonymous ? 0 : viewer.OrganisationId),
            ("person", anonymous ? 0 : viewer.PersonId),
            ("anonymous", anonymous),
            ("attribution", item.Attribution),
            ("release", item.Schedule.ReleaseAt),
            ("embargo", item.Schedule.EmbargoUntil),
            ("expires", item.Schedule.ExpiresAt == 0 ? Micros.Never : item.Schedule.ExpiresAt),
            ("language", item.Content.Language),
            ("seq", draft.Seq));
        if (!anonymous && draft.Card.Attribution == Attribution.Anonymous)
        {
            await AuthorSeals.RemoveAsync(tx, draft.Seq, stop);
        }

        if (byItself)
        {
            await tx.RunAsync("delete from item_version where item_seq = @seq and version = @before and act = 'draft'", stop, ("seq", draft.Seq), ("before", draft.Card.Version));
        }

        if (!byItself || item.Label != draft.Card.Label || item.Attribution != draft.Card.Attribution)
        {
            Record(tx, viewer, "item.draft", draft.Card.Uid, anonymous, item.Label.Canonical());
        }

        return new SharedItem(draft.Seq, draft.Card.Uid) { Seal = draft.Seal, Version = draft.Card.Version + 1 };
    }

    /// <summary>
    /// A draft that becomes an item: it keeps its address and key, takes its place in the order of sharing now, and its first version is as it stands.
    /// What is shared anonymously gets another address, for the record names the draft's reviewers beside its own (W7). Its files are the caller's to bring.
    /// </summary>
    public async Task<Outcome<SharedItem>> ShareDraftAsync(Tx tx, Viewer viewer, ChangeableItem draft, NewItem item, CancellationToken stop)
    {
        await DropAsync(tx, draft.Seq, stop);
        return item.Attribution == Attribution.Anonymous
            ? await AddAsync(tx, viewer, item, asDraft: false, stop)
            : await AddAsync(tx, viewer, item, asDraft: false, draft.Card.Uid, draft.Seal, draft.Card.WrappedKey!, stop);
    }

    /// <summary>A draft that is thrown away leaves nothing but its row in the record.</summary>
    public async Task DiscardAsync(Tx tx, Viewer viewer, ChangeableItem draft, CancellationToken stop)
    {
        await tx.RunAsync("delete from attachment where item_seq = @seq", stop, ("seq", draft.Seq));
        await DropAsync(tx, draft.Seq, stop);
        Record(tx, viewer, "item.discard", draft.Card.Uid, draft.Card.Attribution == Attribution.Anonymous, "");
    }

    /// <summary>Marks an item as gone and takes it out of the index.</summary>
    internal static async Task GoAsync(Tx tx, long seq, int state, string reason, long at, CancellationToken stop)
    {
        await tx.RunAsync(
            "update item set state = @state, gone_at = @at, gone_reason = @reason, changed_at = @now where seq = @seq",
            stop,
            ("state", state),
            ("at", at),
            ("now", tx.Now),
            ("reason", reason),
            ("seq", seq));
        await SearchIndex.RemoveAsync(tx, seq, stop);
    }

    private async Task<Outcome<SharedItem>> AddAsync(Tx tx, Viewer viewer, NewItem item, bool asDraft, string uid, ItemSeal seal, byte[] wrapped, CancellationToken stop)
    {
        if (WritingRules.Refuse(viewer, item) is { } refusal)
        {
            return refusal;
        }

        var anonymous = item.Attribution == Attribution.Anonymous;
        var keepers = anonymous && !asDraft ? await AuthorSeals.KeysAsync(tx, stop) : new List<SealKey>();
        if (keepers.Refusal is { } unsealed)
        {
            return unsealed;
        }

        var audience = await audiences.InternAsync(tx, item.Audience, stop);
        var values = new List<(string, object?)>
        {
            ("uid", uid),
            ("kind", item.Kind),
            ("org", anonymous ? 0 : viewer.OrganisationId),
            ("person", anonymous || viewer.PersonId == 0 ? 0 : viewer.PersonId),
            ("key", viewer.PersonId == 0 ? viewer.KeyId : 0),
            ("anonymous", anonymous),
            ("attribution", item.Attribution),
            ("sector", anonymous && !asDraft ? await AnonymousSector.FindAsync(tx, viewer, item.Audience, stop) : ""),
            ("state", asDraft ? ItemState.Draft : ItemState.Shared),
            ("label", item.Label),
            ("pap", item.Pap),
            ("audience", audience),
            ("now", tx.Now),
            ("release", item.Schedule.ReleaseAt),
            ("embargo", item.Schedule.EmbargoUntil),
            ("expires", item.Schedule.ExpiresAt == 0 ? Micros.Never : item.Schedule.ExpiresAt),
            ("language", item.Content.Language),
            ("wrapped", wrapped),
        };
        var seq = await InsertAsync(tx, PlaceAt(tx.Now, item.Schedule.ReleaseAt), values, stop);
        await InsertVersionAsync(tx, seq, 1, item.Label, audience, item.Pap, item.Content.Language, seal.CloseHead(item.Content), seal.CloseBody(item.Content), asDraft ? "draft" : "share", stop);
        byte[]? commitment = null;
        if (anonymous)
        {
            await tx.RunAsync(
                "insert into anonymous_author(item_seq, tag) values (@item, @tag)", stop, ("item", seq), ("tag", viewer.Facts.AnonymousTag));
            commitment = asDraft ? null : await seals.CloseAsync(tx, viewer, seq, uid, keepers.Value, stop);
        }

        if (!asDraft)
        {
            await search.PutAsync(tx, seq, item.Kind, item.Label, item.Audience, item.Content, stop);
            if (item.Kind != ItemKind.Package)
            {
                tx.Emit(new ItemShared(seq, uid));
            }
        }

        Record(tx, viewer, asDraft ? "item.draft" : "item.share", uid, anonymous, item.Label.Canonical(), commitment);
        return new SharedItem(seq, uid) { Seal = seal };
    }

    // W7: the record, and copies of the database, name the author of such a draft beside its address: what is to be anonymous gets another.
    private static bool LosesItsName(ChangeableItem draft, NewItem item) =>
        item.Attribution == Attribution.Anonymous && draft.Card.Attribution != Attribution.Anonymous;

    private static async Task DropAsync(Tx tx, long seq, CancellationToken stop)
    {
        foreach (var table in (string[])["item_version", "anonymous_author", "draft_reviewer", "reading", "reading_count"])
        {
            await tx.RunAsync($"delete from {table} where item_seq = @seq", stop, ("seq", seq));
        }

        await tx.RunAsync("delete from item where seq = @seq and state = 0", stop, ("seq", seq));
    }

    private static async Task<int> NextAsync(
        Tx tx, ChangeableItem item, Tlp label, long audience, Pap pap, string language, byte[] head, byte[] body, string act, CancellationToken stop)
    {
        var version = item.Card.Version + 1;
        if (item.Card.State == ItemState.Draft)
        {
            // R5: who left since they were named is named anew or not at all; the time that they are measured by moves on now.
            await tx.RunAsync(
                """
                delete from draft_reviewer where item_seq = @seq and not exists(select 1 from person p
                  where p.id = draft_reviewer.person_id and p.org_id = draft_reviewer.org_id and p.joined_at <= (select shared_at from item where seq = @seq))
                """,
                stop,
                ("seq", item.Seq));
        }

        await InsertVersionAsync(tx, item.Seq, version, label, audience, pap, language, head, body, act, stop);
        await tx.RunAsync(
            "update item set version = @version, label = @label, audience_id = @audience, pap = @pap, shared_at = @now, changed_at = @now where seq = @seq",
            stop,
            ("version", version),
            ("label", label),
            ("audience", audience),
            ("pap", pap),
            ("now", tx.Now),
            ("seq", item.Seq));
        return version;
    }

    private static Task<int> InsertVersionAsync(
        Tx tx, long seq, int version, Tlp label, long audience, Pap pap, string language, byte[] head, byte[] body, string act, CancellationToken stop) =>
        tx.RunAsync(
            """
            insert into item_version(item_seq, version, label, audience_id, shared_at, pap, language, head, body, act)
            values (@seq, @version, @label, @audience, @now, @pap, @language, @head, @body, @act)
            """,
            stop,
            ("seq", seq),
            ("version", version),
            ("label", label),
            ("audience", audience),
            ("now", tx.Now),
            ("pap", pap),
            ("language", language),
            ("head", head),
            ("body", body),
            ("act", act));

    /// <summary>
    /// The time of sharing in microseconds. Of what is released at a time that somebody chose, a random one within the second after it: at a chosen place one could find out whether another stands
    /// there (R7), and what was kept of a draft thrown away there would meet the next one.
    /// </summary>
    private long PlaceAt(long now, long release) => release <= now ? now : release + (BitConverter.ToUInt32(ids.NewSecret(4)) % Micros.Second);

    /// <summary>The place in the order of sharing is the time of it, and the next free one where two meet.</summary>
    private static async Task<long> InsertAsync(Tx tx, long seq, List<(string, object?)> values, CancellationToken stop)
    {
        while (await tx.RunAsync(
            """
            insert into item(seq, uid, kind, org_id, person_id, key_id, anonymous, attribution, sector, state, label, pap, version, audience_id, shared_at, first_at,
              changed_at, release_at, embargo_until, expires_at, language, wrapped_key)
            values (@seq, @uid, @kind, @org, @person, @key, @anonymous, @attribution, @sector, @state, @label, @pap, 1, @audience, @now, @now,
              @now, @release, @embargo, @expires, @language, @wrapped) on conflict(seq) do nothing
            """,
            stop,
            [.. values, ("seq", seq)]) == 0)
        {
            seq++;
        }

        return seq;
    }

    /// <summary>An anonymous author stands in the record as a commitment only (W7); that of the sharing is opened by what lies under the seal.</summary>
    private void Record(Tx tx, Viewer viewer, string act, string uid, bool anonymous, string detail, byte[]? commitment = null) =>
        tx.Record(anonymous
            ? new AuditEntry(act, 0, 0, 0, "item", uid, detail, commitment ?? SHA256.HashData([.. ids.NewSecret(16), .. Encoding.UTF8.GetBytes(viewer.PersonUid)]))
            : new AuditEntry(act, viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", uid, detail));
}
