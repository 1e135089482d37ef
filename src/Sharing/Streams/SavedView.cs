using Infohub.Community.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;
using Microsoft.AspNetCore.WebUtilities;

namespace Infohub.Sharing.Streams;

/// <summary>A stream with a name: its view, words and filters as an address says them.</summary>
/// <param name="Tells">Its owner is told of what comes into it.</param>
internal sealed record SavedView(string Uid, string Name, string Query, bool Tells)
{
    /// <summary>Where it is shown: with words it is a search.</summary>
    public string Href => (IsSearch ? "/search" : "/") + Query;

    public bool IsSearch => Filter.Words.Length > 0 || Filter["tag"].Length > 0;

    public StreamFilter Filter { get; } = StreamFilter.Of(QueryHelpers.ParseQuery(Query).Select(p => KeyValuePair.Create(p.Key, p.Value.ToString().Trim())));

    /// <summary>One of <see cref="StreamView"/>; a search looks through all.</summary>
    public string View => IsSearch ? StreamView.All : StreamView.Parse(QueryHelpers.ParseQuery(Query).TryGetValue("view", out var of) ? of.ToString() : StreamView.All);

    public static Task<List<SavedView>> OfAsync(Sql sql, Viewer viewer, CancellationToken stop) =>
        sql.ListAsync(
            "select uid, name, query, tells from saved_view where person_id = @person order by id", static r => new SavedView(r.Text(0), r.Text(1), r.Text(2), r.Bool(3)), stop, ("person", viewer.PersonId));
}

/// <summary>Keeps a stream under a name.</summary>
internal sealed class SaveView(Database database, IIdSource ids)
{
    public async Task<Outcome<SavedView>> RunAsync(Viewer viewer, string name, string query, CancellationToken stop)
    {
        var title = Invisible.OneLine(name);
        if (title.Length is 0 or > StreamRefusals.LongestName)
        {
            return StreamRefusals.Name;
        }

        var asked = new SavedView(ids.NewUid(), title, query, Tells: false);
        var view = asked with { Query = asked.Filter.Query(asked.IsSearch ? null : asked.View) };
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
            async tx =>
            {
                if (title is null)
                {
                    await TellOfView.EndAsync(tx, viewer, uid, stop);
                }

                await tx.RunAsync(
                    title is null ? "delete from saved_view where uid = @uid and person_id = @person" : "update saved_view set name = @name where uid = @uid and person_id = @person",
                    stop,
                    [("uid", uid), ("person", viewer.PersonId), .. title is null ? ((string, object?)[])[] : [("name", title)]]);
            },
            stop);
        return Done.Yes;
    }
}
