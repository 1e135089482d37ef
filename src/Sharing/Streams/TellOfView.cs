using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Streams;

/// <summary>Tells the owner of what comes into a view, or no more.</summary>
internal sealed class TellOfView(Database database, WatchTerms terms)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, bool tells, CancellationToken stop) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                if ((await SavedView.OfAsync(tx, viewer, stop)).Find(v => v.Uid == uid) is not { } view)
                {
                    return Refusal.NotFound;
                }

                if (view.Tells == tells)
                {
                    return Done.Yes;
                }

                if (!tells)
                {
                    await EndAsync(tx, viewer, uid, stop);
                    return Done.Yes;
                }

                if (await ViewKey.OfAsync(tx, terms, view.Filter, view.View, stop) is not { } key)
                {
                    return StreamRefusals.NothingNew;
                }

                await tx.RunAsync("update saved_view set tells = 1, told_by = @key where uid = @uid and person_id = @person", stop, ("key", key), ("uid", uid), ("person", viewer.PersonId));
                return Done.Yes;
            },
            stop);

    /// <summary>Tells no more; the word that it was found by is watched for as long as somebody else wants it.</summary>
    internal static async Task EndAsync(Tx tx, Viewer viewer, string uid, CancellationToken stop)
    {
        var key = await tx.FirstAsync<string?>(
            "select told_by from saved_view where uid = @uid and person_id = @person and tells = 1", static r => r.Text(0), stop, ("uid", uid), ("person", viewer.PersonId));
        await tx.RunAsync("update saved_view set tells = 0, told_by = '' where uid = @uid and person_id = @person", stop, ("uid", uid), ("person", viewer.PersonId));
        if (ViewKey.TermOf(key) is { } term)
        {
            await ViewKey.EndAsync(tx, term, stop);
        }
    }
}

/// <summary>By what views are found that may hold what came: each stands under the rarest thing that it asks for, and an item asks for all that it has.</summary>
internal static class ViewKey
{
    private const string Term = "term:";

    /// <summary>Empty for a view that may hold anything; null for one into which nothing new ever comes.</summary>
    public static async Task<string?> OfAsync(Tx tx, WatchTerms terms, StreamFilter filter, string view, CancellationToken stop)
    {
        if (view == StreamView.Bookmarks || filter.Bookmarked || (Labels.TryParse(filter["label"], out var label) && label == Tlp.Red))
        {
            return null;
        }

        if (filter.Words.Length > 0 || filter["tag"].Length > 0)
        {
            return await terms.KeepFirstAsync(tx, filter.Words, filter["tag"], stop) is { } term ? Term + Number(term) : null;
        }

        return ((string[])["circle", "from", "kind", "language", "label"]).Where(key => filter[key].Length > 0).Select(key => Key(key, filter[key])).FirstOrDefault("");
    }

    /// <summary>All keys under which views may stand that hold the item.</summary>
    public static IEnumerable<string> Of(Arrival item) =>
    [
        "", .. item.Terms.Select(t => Term + Number(t)), .. item.Circles.Select(c => Key("circle", c)), Key("from", item.OrganisationUid), Key("kind", ItemKind.Word(item.Kind)), Key("language", item.Language),
        Key("label", item.Label.Canonical()),
    ];

    public static long? TermOf(string? key) =>
        key?.StartsWith(Term, StringComparison.Ordinal) == true ? long.Parse(key.AsSpan(Term.Length), System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>A watched term goes with the last who follows it or is told by it.</summary>
    public static async Task EndAsync(Tx tx, long term, CancellationToken stop)
    {
        if (await tx.NumberAsync(
            $"""
            select (select count(*) from stream_choice where muted = 0 and kind in ({ChoiceKind.Word}, {ChoiceKind.Tag}) and ref = @term)
              + (select count(*) from saved_view where tells = 1 and told_by = @key)
            """,
            stop,
            ("term", term),
            ("key", Term + Number(term))) == 0)
        {
            await WatchTerms.RemoveAsync(tx, term, stop);
        }
    }

    /// <summary>As the filter says it: a label in its canonical form.</summary>
    private static string Key(string key, string value) => key + ":" + (key == "label" && Labels.TryParse(value, out var label) ? label.Canonical() : value);

    private static string Number(long term) => term.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
