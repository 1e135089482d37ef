using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;
using Microsoft.AspNetCore.WebUtilities;

namespace Infohub.Sharing.Streams;

/// <summary>A stream with a name: its view, words and filters as an address says them.</summary>
internal sealed record SavedView(string Uid, string Name, string Query)
{
    /// <summary>Where it is shown: with words it is a search.</summary>
    public string Href => (QueryHelpers.ParseQuery(Query) is var of && (of.ContainsKey("q") || of.ContainsKey("tag")) ? "/search" : "/") + Query;

    public static Task<List<SavedView>> OfAsync(Sql sql, Viewer viewer, CancellationToken stop) =>
        sql.ListAsync("select uid, name, query from saved_view where person_id = @person order by id", static r => new SavedView(r.Text(0), r.Text(1), r.Text(2)), stop, ("person", viewer.PersonId));
}

/// <summary>Keeps a stream under a name.</summary>
internal sealed class SaveView(Database database, IIdSource ids)
{
    public async Task<Outcome<SavedView>> RunAsync(Viewer viewer, string name, string query, CancellationToken stop)
    {
        var (title, parsed) = (Invisible.OneLine(name), QueryHelpers.ParseQuery(query));
        if (title.Length is 0 or > StreamRefusals.LongestName)
        {
            return StreamRefusals.Name;
        }

        var filter = StreamFilter.Of(parsed.Select(p => KeyValuePair.Create(p.Key, p.Value.ToString().Trim())));
        var view = new SavedView(ids.NewUid(), title, filter.Query(filter.Words.Length > 0 || filter["tag"].Length > 0 ? null : StreamView.Parse(parsed.TryGetValue("view", out var of) ? of.ToString() : StreamView.All)));
        return await database.WriteAsync<SavedView>(
            async tx =>
            {
                if ((await SavedView.OfAsync(tx, viewer, stop)).Count >= StreamRefusals.MostViews)
                {
                    return StreamRefusals.Views;
                }

                await tx.RunAsync(
                    "insert into saved_view(uid, person_id, name, query) values (@uid, @person, @name, @query)",
                    stop, ("uid", view.Uid), ("person", viewer.PersonId), ("name", view.Name), ("query", view.Query));
                return view;
            },
            stop);
    }
}

/// <summary>Gives an own view another name, or removes it where there is none.</summary>
internal sealed class ChangeView(Database database)
{
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, string? name, CancellationToken stop)
    {
        var title = name is null ? null : Invisible.OneLine(name);
        if (title?.Length is 0 or > StreamRefusals.LongestName)
        {
            return StreamRefusals.Name;
        }

        await database.WriteAsync(
            tx => tx.RunAsync(
                title is null ? "delete from saved_view where uid = @uid and person_id = @person" : "update saved_view set name = @name where uid = @uid and person_id = @person",
                stop,
                [("uid", uid), ("person", viewer.PersonId), .. title is null ? ((string, object?)[])[] : [("name", title)]]),
            stop);
        return Done.Yes;
    }
}
