using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Exchange.Remotes;

/// <summary>A server in the list.</summary>
/// <param name="Troubled">How many of its connections stand still or fail.</param>
internal sealed record RemoteLine(string Uid, string Name, string Address, int Collections, int Troubled);

/// <summary>One poll, or one push.</summary>
internal sealed record PollLine(long Id, long StartedAt, long EndedAt, long Pages, long Bytes, long Taken, long Refused, string Trouble, Sentence Detail);

/// <summary>An object that was not taken, and why.</summary>
internal sealed record RefusalLine(long Poll, string Object, string Version, Sentence Reason, string Path, string Clause);

/// <summary>A connection, with what its last polls brought.</summary>
/// <param name="Readers">Polled: empty for the own organisation, else the circle's name.</param>
internal sealed record CollectionLine(
    string Uid, bool Pushes, string Title, string Root, long Minutes, string Readers, string Own, Tlp Ceiling, long Reached, long DueAt, bool Paused, string Stopped, long Failures, IReadOnlyList<PollLine> Polls,
    IReadOnlyList<RefusalLine> Refusals);

/// <summary>A server and all that is connected there.</summary>
internal sealed record RemoteView(string Uid, string Name, string Address, RemoteScheme Scheme, bool IsSteward, IReadOnlyList<CollectionLine> Collections);

/// <summary>What administrators see of the servers that their organisation is connected to.</summary>
internal sealed class RemoteBook(Database database)
{
    private const int Polls = 10;
    private const int Refusals = 50;

    public Task<List<RemoteLine>> ListAsync(Viewer viewer, CancellationToken stop) => !Rights.ActsFor(viewer, viewer.OrganisationId)
        ? Task.FromResult(new List<RemoteLine>())
        : database.ReadAsync(
            sql => sql.ListAsync(
                """
                select r.uid, r.name, r.address, cast((select count(*) from remote_collection c where c.remote_id = r.id and c.ended_at = 0) as bigint),
                  cast((select count(*) from remote_collection c where c.remote_id = r.id and c.ended_at = 0 and (c.stopped <> '' or c.failures > 0)) as bigint)
                from remote r where r.org_id = @org and r.ended_at = 0 order by r.name, r.id
                """,
                static r => new RemoteLine(r.Text(0), r.Text(1), r.Text(2), r.Int(3), r.Int(4)),
                stop,
                ("org", viewer.OrganisationId)),
            stop);

    public Task<Outcome<RemoteView>> FindAsync(Viewer viewer, string uid, CancellationToken stop) => database.ReadAsync<Outcome<RemoteView>>(
        async sql =>
        {
            if (await Remote.FindAsync(sql, viewer, uid, stop) is not { } remote)
            {
                return Refusal.NotFound;
            }

            var circles = (await KnownCircles.OwnAsync(sql, viewer, stop)).ToDictionary(c => c.Id, c => c.Name);
            var rows = await sql.ListAsync(
                $"select {RemoteCollection.Columns}, c.due_at, c.paused_at, c.stopped from remote_collection c where c.remote_id = @remote and c.ended_at = 0 order by c.pushes, c.title, c.id",
                static r => (Of: RemoteCollection.Read(r), Due: r.Long(RemoteCollection.ColumnCount), Paused: r.Long(RemoteCollection.ColumnCount + 1) > 0, Stopped: r.Text(RemoteCollection.ColumnCount + 2)),
                stop,
                ("remote", remote.Id));
            var lines = new List<CollectionLine>();
            foreach (var (of, due, paused, stopped) in rows)
            {
                // A circle that the administrator may not know of is told without its name (R11).
                var readers = of.Part.Kind != PartKind.Circle ? "" : circles.GetValueOrDefault(of.Part.Ref, "…");
                lines.Add(new CollectionLine(
                    of.Uid, of.Pushes, of.Title, of.Root, of.Minutes, readers, of.Own, of.Ceiling, of.Reached, due, paused, stopped, of.Failures, await PollsAsync(sql, of.Id, stop), await RefusalsAsync(sql, of.Id, stop)));
            }

            return new RemoteView(remote.Uid, remote.Name, remote.Address, remote.Scheme, remote.StewardId == viewer.PersonId, lines);
        },
        stop);

    private static Task<List<PollLine>> PollsAsync(Sql sql, long collection, CancellationToken stop) => sql.ListAsync(
        "select id, started_at, ended_at, pages, bytes, taken, refused, trouble, detail from remote_poll where collection_id = @id order by id desc limit @most",
        static r => new PollLine(r.Long(0), r.Long(1), r.Long(2), r.Long(3), r.Long(4), r.Long(5), r.Long(6), r.Text(7), Sentence.Read(r.Text(8))),
        stop,
        ("id", collection), ("most", Polls));

    private static Task<List<RefusalLine>> RefusalsAsync(Sql sql, long collection, CancellationToken stop) => sql.ListAsync(
        """
        select f.poll_id, f.object_id, f.version, f.reason, f.path, f.clause from remote_refusal f join remote_poll p on p.id = f.poll_id where p.collection_id = @id order by f.poll_id desc, f.id limit @most
        """,
        static r => new RefusalLine(r.Long(0), r.Text(1), r.Text(2), Sentence.Read(r.Text(3)), r.Text(4), r.Text(5)),
        stop,
        ("id", collection), ("most", Refusals));
}
