using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Library.Access;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Items;

/// <summary>
/// What two officers do, unread, with an item of whose originator's side nobody active is left (law section 1, reading 18): withdraw, or tighten; nobody widens.
/// Each needs an elevation that the caller has used.
/// </summary>
public sealed class OrphanKeeper(KeyRing keys, ItemWriter items)
{
    /// <summary>Withdrawn for its readers, with the reason.</summary>
    public async Task<Outcome<KeptItem>> WithdrawAsync(Tx tx, Viewer officer, string uid, string reason, CancellationToken stop)
    {
        var found = await HoldAsync(tx, uid, stop);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        await items.WithdrawAsync(tx, officer, Changeable(found.Value, []), reason, stop);
        return found.Value.Kept(found.Value.Label);
    }

    /// <summary>A stricter label or a smaller audience, or both.</summary>
    /// <param name="label">Null for the label that stands.</param>
    /// <param name="parts">Each contained in the audience that stands (W4); empty for that audience.</param>
    public async Task<Outcome<KeptItem>> TightenAsync(Tx tx, Viewer officer, string uid, Tlp? label, IReadOnlyList<Part> parts, CancellationToken stop)
    {
        var found = await HoldAsync(tx, uid, stop);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var standing = await tx.ListAsync(
            "select kind, ref, ref_org from audience_part where audience_id = @audience", static r => new Part(r.Int(0), r.Long(1), r.Long(2)), stop, ("audience", found.Value.Audience));
        var (to, wanted) = (label ?? found.Value.Label, parts.Count == 0 ? standing : parts);
        if (to < found.Value.Label || !await Containment.HoldsAsync(tx, standing, wanted, null, stop))
        {
            return Refusal.Conflict("wider", "That would let more read it than now: nobody may do that in place of the originator.");
        }

        if (to == found.Value.Label && wanted.Count == standing.Count && wanted.All(standing.Contains))
        {
            return Refusal.Conflict("same", "Label and audience are like that already.");
        }

        var changed = await items.RelabelAsync(tx, officer, Changeable(found.Value, standing), to, wanted, stop);
        return changed.Refusal is { } wrong ? wrong : found.Value.Kept(to);
    }

    private async Task<Outcome<Orphan>> HoldAsync(Tx tx, string uid, CancellationToken stop)
    {
        var item = await FindAsync(tx, uid, stop);
        if (item is not null && await ItemLock.TakeAsync(tx, item.Seq, stop))
        {
            item = await FindAsync(tx, uid, stop);
        }

        return item switch
        {
            null => Refusal.NotFound,
            { State: ItemState.Draft } => Refusal.NotFound,
            { State: not ItemState.Shared } => Refusal.Conflict("gone", "It was withdrawn or hidden before and does not change any more."),
            _ when await HasSideAsync(tx, item, stop) => Refusal.Conflict("has-originator", "Somebody of its originator's side is active: they tighten or withdraw it themselves."),
            _ => item,
        };
    }

    private async Task<bool> HasSideAsync(Tx tx, Orphan item, CancellationToken stop)
    {
        if (item.Attribution != Attribution.Anonymous)
        {
            return await LiveKeys.ContainAsync(tx, item.Key, tx.Now, stop) || await tx.NumberAsync(
                $"""
                select count(*) from item i join organisation o on o.id = i.org_id join person p on p.org_id = o.id
                where i.seq = @seq and o.state = {State.Active} and p.state = {State.Active}
                  and (p.id = i.person_id or (i.label < {(int)Tlp.Red} and (p.roles & {(int)Roles.Administrator}) <> 0))
                """,
                stop,
                ("seq", item.Seq)) > 0;
        }

        // W7: nothing kept names the author; whether one of the active persons is, their tags tell.
        var tag = await tx.NumberAsync("select tag from anonymous_author where item_seq = @seq", stop, ("seq", item.Seq));
        var active = await tx.ListAsync(
            $"select p.id, o.id from person p join organisation o on o.id = p.org_id where p.state = {State.Active} and o.state = {State.Active}",
            static r => (Person: r.Long(0), Organisation: r.Long(1)),
            stop);
        return active.Exists(pair => ViewerSource.AnonymousTag(keys, pair.Person, pair.Organisation) == tag);
    }

    /// <summary>The officers stand in the record, whoever the author was.</summary>
    private ChangeableItem Changeable(Orphan item, IReadOnlyList<Part> audience) => new(
        new Card { Seq = item.Seq, Uid = item.Uid, Label = item.Label, Shows = Disclosure.Tombstone, State = item.State, Version = item.Version, AudienceId = item.Audience },
        audience,
        ItemSeal.Of(keys, item.Uid, item.WrappedKey));

    private static Task<Orphan?> FindAsync(Sql sql, string uid, CancellationToken stop) =>
        sql.FirstAsync(
            $"""
            select i.seq, i.uid, i.state, i.label, i.version, i.audience_id, i.attribution, i.wrapped_key, i.key_id, case when {ItemKeeper.IsUnlisted} then 1 else 0 end
            from item i where i.uid = @uid
            """,
            static r => new Orphan(r.Long(0), r.Text(1), r.Int(2), (Tlp)r.Int(3), r.Int(4), r.Long(5), (Attribution)r.Int(6), r.BytesOrNull(7) ?? [], r.Long(8), r.Truth(9)),
            stop,
            ("uid", uid));

    private sealed record Orphan(long Seq, string Uid, int State, Tlp Label, int Version, long Audience, Attribution Attribution, byte[] WrappedKey, long Key, bool Unlisted)
    {
        /// <summary>That nobody is left of an anonymous item's side says something of its author: the public list counts it only.</summary>
        public KeptItem Kept(Tlp label) => new((int)label, Unlisted || Attribution == Attribution.Anonymous);
    }
}
