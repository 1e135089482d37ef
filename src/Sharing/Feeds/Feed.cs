using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Feeds;

/// <summary>A saved feed: what of its owner's readable items it carries, and how far its token reaches.</summary>
internal sealed record Feed(
    string Uid, string Name, long PersonId, long OrganisationId, byte[] Token, int Kind, string CircleUid, Tlp? Label, Tlp Ceiling, string Networks, long MadeAt, long EndedAt, int KeptOut)
{
    private const string Columns =
        "f.uid, f.name, f.person_id, f.org_id, f.token, f.kind, f.circle_uid, f.label, f.ceiling, f.networks, f.made_at, f.ended_at, f.kept_out";

    /// <summary>Reading 16: GREEN, or up to the administrator's ceiling from the networks that it is bound to.</summary>
    public Tlp Reach => Ceiling > Tlp.Green && !Community.Viewers.Networks.Bind(Networks) ? Tlp.Green : Ceiling > Tlp.AmberStrict ? Tlp.AmberStrict : Ceiling;

    public ItemQuery Query(long since, int take) => new() { Kind = Kind, CircleUid = CircleUid, Label = Label, Since = since, Take = take };

    public static Task<Feed?> FindAsync(Sql sql, string uid, CancellationToken stop) =>
        sql.FirstAsync($"select {Columns} from feed f where f.uid = @uid", Read, stop, ("uid", uid));

    /// <summary>The owner's own, while their pair stands.</summary>
    public static Task<List<Feed>> OfAsync(Sql sql, Viewer owner, CancellationToken stop) =>
        sql.ListAsync(
            $"select {Columns} from feed f where f.org_id = @org and f.person_id = @person and f.ended_at = 0 order by f.id desc", r => Read(r)!, stop,
            ("org", owner.OrganisationId), ("person", owner.PersonId));

    private static Feed? Read(Row r) => new(
        r.Text(0), r.Text(1), r.Long(2), r.Long(3), r.Bytes(4), r.Int(5), r.Text(6), r.Int(7) < 0 ? null : (Tlp)r.Int(7), (Tlp)r.Int(8), r.Text(9), r.Long(10), r.Long(11), r.Int(12));
}
