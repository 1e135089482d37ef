using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Intelligence.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Taxii.Client;

namespace Infohub.Exchange.Remotes;

/// <summary>
/// Takes pages of another server's collection, one after the other, through the one gate. Where it goes on is written strictly after a page is kept: what a crash lets come twice is taken once. Rights are asked for anew at
/// each page. A server that lies about its pages costs a bounded poll and its own place in the schedule.
/// </summary>
internal sealed class PollCollection(Database database, ViewerSource viewers, AudienceRules audiences, Gate gate, PollBook book)
{
    /// <summary>Pages and bytes of one poll.</summary>
    public const int MostPages = 200;
    public const long MostBytes = 256L << 20;

    private const int MostEmptyPages = 10;
    private const int Limit = 1000;
    private const int LongestTitle = 200;

    /// <summary>A server's clock that is wrong by more than this would leave out all that comes until then.</summary>
    private const long MostAhead = Micros.Day;

    /// <summary>Until the end, a trouble, or the time: what comes of it stands in the book.</summary>
    /// <param name="due">Whose turn it is.</param>
    /// <param name="client">Of its server.</param>
    /// <param name="isTime">Whether others are to have their turn.</param>
    /// <param name="stop">Ends it; what was kept stays.</param>
    public Task RunAsync(DueCollection due, TaxiiClient client, Func<bool> isTime, CancellationToken stop) => CollectionTurn.RunAsync(
        book, due, (of, keep) => PagesAsync(due, of, keep, client, isTime, stop),
        // What said where to go on may have expired: from where all is known then, and what comes twice is taken once.
        (failure, of) => failure.Trouble is TaxiiTrouble.NotFound or TaxiiTrouble.NotTaken ? of with { Next = "" } : of, stop);

    private async Task PagesAsync(DueCollection due, RemoteCollection of, Action<RemoteCollection> keep, TaxiiClient client, Func<bool> isTime, CancellationToken stop)
    {
        var (pages, bytes, _, _) = await book.SoFarAsync(of, stop);
        var (seen, empty) = (new HashSet<string>(StringComparer.Ordinal), 0);
        for (var goesOn = true; goesOn;)
        {
            var (source, lost) = await SourceAsync(due.Remote, of, stop);
            if (source is null)
            {
                await book.EndAsync(due, of, lost, Sentence.Nothing, null, stop);
                return;
            }

            var page = await PageAsync(client, of, stop);
            var count = await AdmitAsync(due.Remote, of, source, page, stop);
            seen.Add(of.Next);
            empty = page.HasObjects ? 0 : empty + 1;
            var (to, trouble) = Behind(of, page, seen, source.Facts.Now);
            trouble = trouble.Length == 0 && page.HasMore && empty >= MostEmptyPages ? RemoteTrouble.EmptyPages : trouble;
            if (await book.TurnAsync(of, to, count, stop) is not { } turned)
            {
                return;
            }

            keep(of = turned);
            (pages, bytes) = (pages + 1, bytes + page.Body.Length);
            trouble = trouble.Length == 0 && page.HasMore && (pages >= MostPages || bytes >= MostBytes) ? RemoteTrouble.Bounds : trouble;
            goesOn = trouble.Length == 0 && page.HasMore;
            if (!goesOn)
            {
                await book.EndAsync(due, of, trouble, Sentence.Nothing, null, stop);
            }
            else if (isTime())
            {
                await book.LetGoAsync(of, stop);
                return;
            }
        }
    }

    /// <summary>Whose what comes is, while its steward may share it with these readers (law W2, W5); else what is lost.</summary>
    private async Task<(Viewer? Source, string Lost)> SourceAsync(Remote remote, RemoteCollection of, CancellationToken stop)
    {
        if (await viewers.ForIntakeAsync(remote.StewardId, remote.OrganisationId, remote.StewardSince, remote.SourceId, stop) is not { } who)
        {
            return (null, RemoteTrouble.Steward);
        }

        var may = of.Part.Kind == PartKind.Organisation
            ? of.Part.Ref == remote.OrganisationId
            : await database.ReadAsync(
                async sql => (await KnownCircles.OwnAsync(sql, who.Steward, stop)).Exists(c => c.Id == of.Part.Ref) && await audiences.MayNameAsync(sql, who.Steward, of.Part, stop), stop);
        return may ? (who.Source, "") : (null, RemoteTrouble.Audience);
    }

    private static Task<TaxiiPage> PageAsync(TaxiiClient client, RemoteCollection of, CancellationToken stop)
    {
        // Who does not get a large page out in time may get a smaller one out.
        var limit = of.Failures == 0 ? Limit : of.Failures < 3 ? Limit / 4 : Limit / 20;
        return CollectionTurn.InTimeAsync(late => client.PageAsync(new Uri(of.Root), of.Collection, new TaxiiAsk(of.Reached, of.Next.Length == 0 ? null : of.Next, limit), late), stop);
    }

    private async Task<PageCount> AdmitAsync(Remote remote, RemoteCollection of, Viewer source, TaxiiPage page, CancellationToken stop)
    {
        if (!page.HasObjects)
        {
            return new PageCount(page.Body.Length, 0, 0, []);
        }

        var refused = new List<ObjectOutcome>();
        var title = $"TAXII: {remote.Name} / {of.Title}";
        var origin = new Origin(title.Length > LongestTitle ? title[..LongestTitle] : title, [of.Part]) { Submitter = remote.OrganisationId };
        using var body = new MemoryStream(page.Body.ToArray(), writable: false);
        var receipt = (await gate.AdmitAsync(source, body, origin, Tell, stop)).Value;
        if (receipt.Fault is { } fault)
        {
            var said = new Sentence("{0}. What follows in this page was not read.", fault.Said());
            refused.Add(new ObjectOutcome(receipt.Taken + receipt.Refused, "", "", said.ToString(), fault.Path, fault.Clause) { Said = said });
        }

        return new PageCount(page.Body.Length, receipt.Taken, receipt.Refused + (receipt.Fault is null ? 0 : 1), refused);

        ValueTask Tell(ObjectOutcome outcome)
        {
            if (!outcome.IsTaken && refused.Count < PollBook.MostRefusals)
            {
                refused.Add(outcome);
            }

            return default;
        }
    }

    /// <summary>Where it goes on behind a page; with the trouble where the server leads in a circle, or nowhere.</summary>
    private static (RemoteCollection To, string Trouble) Behind(RemoteCollection of, TaxiiPage page, HashSet<string> seen, long now)
    {
        var newest = page.Last <= now + MostAhead ? Math.Max(of.Newest, page.Last) : of.Newest;
        // Where the server tells no dates all is asked for again at each poll, and taken once: a date of one's own would leave out what came meanwhile.
        var reached = Math.Max(of.Reached, newest);
        return page switch
        {
            { HasMore: false } => (of with { Reached = reached, Newest = 0, Next = "" }, ""),
            { Next: { } next } => seen.Contains(next) ? (of with { Newest = 0, Next = "" }, RemoteTrouble.NextRepeats) : (of with { Newest = newest, Next = next }, ""),
            // TAXII 2.1 §3.5: more without next goes on by the date of the last.
            _ => reached > of.Reached ? (of with { Reached = reached, Newest = 0, Next = "" }, "") : (of with { Next = "" }, RemoteTrouble.NoNext),
        };
    }
}
