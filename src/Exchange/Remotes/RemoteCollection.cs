using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Exchange.Remotes;

/// <summary>A collection of another server that is polled, or to which something is pushed.</summary>
/// <param name="Part">For whom is what comes.</param>
/// <param name="Reached">Polled: all that was added up to then has come, in microseconds.</param>
/// <param name="Newest">The newest date that the pages since told.</param>
/// <param name="Next">Where the page begins that comes next; empty for the first behind <paramref name="Reached"/>.</param>
/// <param name="Own">Pushed: the id of the hub's own collection, as the key has it.</param>
/// <param name="Place">Pushed: up to where.</param>
/// <param name="Status">Pushed: what became of the last objects is asked for under this id; empty where it was told.</param>
/// <param name="AtOnce">Pushed: so many objects go in one envelope, since the server did not take more; 0 for as many as fit.</param>
/// <param name="LeaseUntil">Until then one process alone works at it.</param>
internal sealed record RemoteCollection(
    long Id, string Uid, bool Pushes, string Root, string Collection, string Title, long Minutes, Part Part, long Reached, long Newest, string Next, long KeyId, string Own, Tlp Ceiling, long Place, string Status,
    long AtOnce, long Failures, long LeaseUntil, long PollId)
{
    public const int MostOfRemote = 100;

    public const string Columns =
        "c.id, c.uid, c.pushes, c.root, c.collection, c.title, c.minutes, c.part_kind, c.part_ref, c.reached, c.newest, c.next, c.key_id, c.own, c.ceiling, c.place, c.status, c.at_once, c.failures, c.lease_until, c.poll_id";

    public const int ColumnCount = 21;

    public static RemoteCollection Read(Row r, int from = 0) => new(
        r.Long(from), r.Text(from + 1), r.Bool(from + 2), r.Text(from + 3), r.Text(from + 4), r.Text(from + 5), r.Long(from + 6), new Part(r.Int(from + 7), r.Long(from + 8)), r.Long(from + 9), r.Long(from + 10),
        r.Text(from + 11), r.Long(from + 12), r.Text(from + 13), (Tlp)r.Int(from + 14), r.Long(from + 15), r.Text(from + 16), r.Long(from + 17), r.Long(from + 18), r.Long(from + 19), r.Long(from + 20));
}
