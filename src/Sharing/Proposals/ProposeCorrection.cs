using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Sharing.Comments;
using Infohub.Sharing.Public;

namespace Infohub.Sharing.Proposals;

/// <summary>
/// Proposes to the originator to correct a value of an item that the viewer reads. It is for the originator's side and the proposer alone, as an answer in private is, and it is no word on the item for anybody else.
/// </summary>
internal sealed class ProposeCorrection(Database database, Holdings holdings, ObjectCorrections objects, IIdSource ids)
{
    /// <summary>So many of one person wait under one item at once.</summary>
    public const int MostOpen = 10;

    private static readonly Refusal Own = Refusal.Conflict("proposal-own", "You are its author: revise it, and its readers have the new version at once.");

    private static readonly Refusal Unnamed = Refusal.Invalid("proposal-unnamed", "This item does not name that value.", "value");

    private static readonly Refusal Waiting = new(RefusalKind.TooMany, "proposals-waiting", "{0} of your proposals wait for this originator's answer. Take one back, or wait.", null, MostOpen);

    private static readonly Refusal OwnPackage = Refusal.Conflict("proposal-own", "You are its originator: bring a newer version of it, and its readers have that at once.");

    private static readonly Refusal FromOutside = Refusal.Conflict("proposal-outside", "This came from another server, and is corrected there. Tell it in the discussion to who took it in.");

    public async Task<Outcome<string>> RunAsync(Viewer viewer, string itemUid, ProposalInput input, CancellationToken stop = default)
    {
        // Objects are read before the write, for which all others wait; what changes in between is told when it is to be accepted.
        var looked = await database.ReadAsync(sql => LookAsync(sql, viewer, itemUid, input, stop), stop);
        return looked.Refusal is { } refusal
            ? refusal
            : await database.WriteAsync<string>(
                async tx =>
                {
                    var item = await OpenAsync(tx, viewer, itemUid, stop);
                    return (item.Refusal ?? await RefuseMoreAsync(tx, item.Value, stop)) is { } changed ? changed : await KeepAsync(tx, item.Value, input, looked.Value, stop);
                },
                stop);
    }

    /// <summary>What is proposed, where the item names it.</summary>
    private async Task<Outcome<Correction>> LookAsync(Sql sql, Viewer viewer, string itemUid, ProposalInput input, CancellationToken stop)
    {
        var found = await OpenAsync(sql, viewer, itemUid, stop);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (item, read) = (found.Value, input.Read());
        if ((read.Refusal ?? await RefuseMoreAsync(sql, item, stop)) is { } wrong)
        {
            return wrong;
        }

        var correction = read.Value;
        var inText = Accepting.IsInText(item.Card, item.Content!, correction);
        if ((inText && correction.ObjectId.Length == 0) || await objects.NamesAsync(sql, viewer, item.Card, correction.Of, correction.ObjectId, stop))
        {
            return correction;
        }

        // What a post's own words made is corrected in its words, and nowhere else.
        return inText ? correction with { ObjectId = "", InTextAlone = true } : correction.ObjectId.Length > 0 ? ProposalInput.NoObject : Unnamed;
    }

    private async Task<Outcome<ReadableItem>> OpenAsync(Sql sql, Viewer viewer, string itemUid, CancellationToken stop)
    {
        var found = await holdings.ForActAsync(sql, viewer, itemUid, stop);
        return (found.Refusal ?? RefuseItem(viewer, found.Value)) is { } refusal ? refusal : await IsFromOutsideAsync(sql, found.Value.Card, stop) ? FromOutside : found;
    }

    private static async Task<Refusal?> RefuseMoreAsync(Sql sql, ReadableItem item, CancellationToken stop) =>
        await sql.NumberAsync(
            "select count(*) from proposal r where r.person_id = @me and r.org_id = @my_org and r.item_seq = @item and r.outcome = 0", stop,
            ("me", item.Viewer.PersonId), ("my_org", item.Viewer.OrganisationId), ("item", item.Seq)) >= MostOpen ? Waiting : null;

    /// <summary>Why nothing is proposed to this item by this viewer; null where it may be.</summary>
    public static Refusal? RefuseItem(Viewer viewer, ReadableItem item) =>
        viewer.IsPerson ? RefuseItem(item) : Refusal.Forbidden("session-only", "Only a person who is signed in does this.");

    private static Refusal? RefuseItem(ReadableItem item) => item.Card switch
    {
        { Shows: Disclosure.Notice } => WritingRules.Confirm,
        { Shows: Disclosure.Tombstone } or { State: > ItemState.Shared } => Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more."),
        { State: ItemState.Draft } => Refusal.Conflict("proposal-draft", "A draft is corrected by who writes it. Say it to them."),
        { IsAuthor: true } => item.Card.Kind == ItemKind.Package ? OwnPackage : Own,
        _ => null,
    };

    /// <summary>Of what another server sent, a source or a partner hub, nobody here is the originator (W5).</summary>
    public static async Task<bool> IsFromOutsideAsync(Sql sql, Card card, CancellationToken stop) =>
        await sql.NumberAsync("select count(*) from organisation o where o.uid = @org and o.standing <> @member", stop, ("org", card.OrganisationUid), ("member", Standing.Member)) > 0;

    private async Task<string> KeepAsync(Tx tx, ReadableItem item, ProposalInput input, Correction correction, CancellationToken stop)
    {
        var (viewer, uid, privacy) = (item.Viewer, ids.NewUid(), Privacy.Of(item));
        await tx.RunAsync(
            """
            insert into proposal(uid, item_seq, version, person_id, org_id, as_org, private, says, at, answer)
            values (@uid, @item, @version, @person, @org, @as_org, @private, @says, @now, @none)
            """,
            stop,
            ("uid", uid), ("item", item.Seq), ("version", item.Card.Version), ("person", viewer.PersonId), ("org", viewer.OrganisationId), ("as_org", input.AsOrganisation), ("private", privacy),
            ("says", item.Seal(SealedProposal.About(uid), SealedProposal.Write(correction, input.Reason!.Trim()))), ("now", tx.Now), ("none", Array.Empty<byte>()));
        Record(tx, "proposal.make", viewer, item.Card.Uid, uid, input.AsOrganisation || privacy == Privacy.Author);
        tx.Emit(new ProposalMade(item.Seq, uid, item.Card.Version, viewer.PersonId, input.AsOrganisation ? viewer.OrganisationId : 0, privacy));
        return uid;
    }

    /// <summary>In the organisation's name the act is on the proposal, not on the item: the item's record would tell its originator whose it is. So is what is for the author alone, whose side may grow.</summary>
    internal static void Record(Tx tx, string act, Viewer viewer, string itemUid, string uid, bool apart) =>
        tx.Record(apart
            ? new AuditEntry(act, viewer.PersonId, viewer.OrganisationId, 0, "proposal", uid, itemUid)
            : new AuditEntry(act, viewer.PersonId, viewer.OrganisationId, 0, "item", itemUid, uid));
}
