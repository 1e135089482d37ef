using System.Text.Json;
using Infohub.Community.Viewers;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Outbox;
using Infohub.Sharing.Public;

namespace Infohub.Sharing.Streams;

/// <summary>Views that are still to be asked whether they hold what came: those after a place.</summary>
/// <param name="Version">The version that came to new readers; 0 for the first.</param>
internal sealed record ViewsToAsk(long Seq, string Uid, int Version, long At, long AfterPerson, long AfterView);

/// <summary>
/// Finds the saved views that hold what was just shared, among those whose owners want to be told. The law decides for each owner at this moment (C1), and a few are asked in one turn:
/// others' changes wait while it lasts.
/// </summary>
internal sealed class ViewListener(ViewerSource viewers, Arrivals arrivals) : IListener
{
    private const int Slice = 40;

    public string Name => "views";

    public IReadOnlyList<Type> Hears { get; } = [typeof(ItemShared), typeof(ItemRelabelled), typeof(ViewsToAsk)];

    public Task HearAsync(Tx tx, object what, long at, CancellationToken stop) => what switch
    {
        ItemShared shared => AskAsync(tx, new ViewsToAsk(shared.Seq, shared.Uid, 0, at, 0, 0), stop),
        ItemRelabelled changed => AskAsync(tx, new ViewsToAsk(changed.Seq, changed.Uid, changed.Version, at, 0, 0), stop),
        ViewsToAsk rest => AskAsync(tx, rest, stop),
        _ => Task.CompletedTask,
    };

    private async Task AskAsync(Tx tx, ViewsToAsk ask, CancellationToken stop)
    {
        if (await Arrivals.FindAsync(tx, ask.Seq, stop) is not { } item)
        {
            return;
        }

        var some = await TellingAsync(tx, ask, item, stop);
        var matches = new List<ViewMatch>();
        foreach (var own in some.GroupBy(v => v.Person))
        {
            if (await FindAsync(tx, ask, item, own.Key, own, stop) is { } view)
            {
                matches.Add(new ViewMatch(view, own.Key));
            }
        }

        if (matches.Count > 0)
        {
            tx.Emit(new ViewsMatched(ask.Seq, ask.Uid, ask.At, matches));
        }

        if (some.Count == Slice)
        {
            tx.Emit(ask with { AfterPerson = some[^1].Person, AfterView = some[^1].Id });
        }
    }

    /// <summary>The first view of one owner that holds it, or null.</summary>
    private async Task<long?> FindAsync(Tx tx, ViewsToAsk ask, Arrival item, long person, IEnumerable<(long Id, long Person, SavedView View)> views, CancellationToken stop)
    {
        // What is released later is told then: to who will read it.
        if (await viewers.ForRecipientAsync(tx, person, item.ReleaseAt, stop) is not { } viewer)
        {
            return null;
        }

        var owner = await StreamOwner.ReadAsync(tx, viewer, stop);
        foreach (var (id, _, view) in views)
        {
            // What comes is unread by all.
            var filter = view.Filter.With("unread", "");
            var query = filter.Ask(owner, null, 1, withoutMuted: !view.IsSearch) with { Walk = owner.Walk(view.View) };
            if (await arrivals.IsInAsync(tx, viewer, query, item, ask.Version, stop))
            {
                return id;
            }
        }

        return null;
    }

    private static Task<List<(long Id, long Person, SavedView View)>> TellingAsync(Tx tx, ViewsToAsk ask, Arrival item, CancellationToken stop)
    {
        var keys = tx.Engine == Engine.Sqlite ? "select value from json_each(@keys)" : "select jsonb_array_elements_text(cast(@keys as jsonb))";
        return tx.ListAsync(
            $"""
            select v.id, v.person_id, v.uid, v.name, v.query from saved_view v
            where v.tells = 1 and v.told_by in ({keys}) and (v.person_id, v.id) > (@person, @view) order by v.person_id, v.id limit {Slice}
            """,
            static r => (r.Long(0), r.Long(1), new SavedView(r.Text(2), r.Text(3), r.Text(4), Tells: true)),
            stop,
            ("keys", JsonSerializer.Serialize(ViewKey.Of(item).Distinct(StringComparer.Ordinal))),
            ("person", ask.AfterPerson),
            ("view", ask.AfterView));
    }
}
