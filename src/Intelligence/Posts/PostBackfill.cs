using System.Globalization;
using Infohub.Library.Access;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.Posts;

/// <summary>Gives posts their objects that were shared before there were any: all posts are walked once by each process, a few at a time.</summary>
internal sealed class PostBackfill(Database database, PostListener posts)
{
    private const int Step = 500;

    private long from;

    public async Task<string?> RunAsync(CancellationToken stop)
    {
        if (from == long.MaxValue)
        {
            return null;
        }

        // A post makes a report of itself at least.
        var some = await database.ReadAsync(
            sql => sql.ListAsync(
                $"""
                select i.seq, case when i.state = {ItemState.Shared} and i.kind < {ItemKind.Package} and i.label < {(int)Tlp.Red} and not exists(select 1 from object_run n where n.item_seq = i.seq) then 1 else 0 end
                from item i where i.seq > @from order by i.seq limit {Step}
                """,
                static r => (Seq: r.Long(0), Lacks: r.Bool(1)), stop, ("from", from)),
            stop);
        var made = 0;
        foreach (var item in some.Where(s => s.Lacks))
        {
            await database.WriteAsync(tx => posts.MakeAsync(tx, item.Seq, newReaders: false, stop), stop);
            made++;
        }

        from = some.Count < Step ? long.MaxValue : some[^1].Seq;
        return made == 0 ? null : made.ToString(CultureInfo.InvariantCulture) + " posts";
    }
}
