using Infohub.Intelligence.Public;
using Infohub.Platform.Refusals;
using Infohub.Taxii.Client;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Remotes;

/// <summary>
/// Sends what a key of the organisation reads to a collection of another server, page by page, with its labels (law C4). The law is asked for that key at each page, at the moment of sending (C1), and comes on record under its
/// name (C2). Where it goes on is written after the server has taken a page: what a crash sends twice has the same id and version.
/// </summary>
internal sealed class PushCollection(PushPages source, PollBook book)
{
    private const int MostPages = 200;

    /// <summary>Until the end, a trouble, or the time: what comes of it stands in the book.</summary>
    public Task RunAsync(DueCollection due, TaxiiClient client, Func<bool> isTime, CancellationToken stop) =>
        CollectionTurn.RunAsync(book, due, (of, keep) => PagesAsync(due, of, keep, client, isTime, stop), static (_, of) => of, stop);

    private async Task PagesAsync(DueCollection due, RemoteCollection of, Action<RemoteCollection> keep, TaxiiClient client, Func<bool> isTime, CancellationToken stop)
    {
        if (of.Status.Length > 0)
        {
            if (await StatusAsync(of, client, stop) is not { } told)
            {
                await book.EndAsync(due, of, "", Sentence.Nothing, null, stop);
                return;
            }

            keep(of = told);
        }

        for (var (pages, goesOn) = ((await book.SoFarAsync(of, stop)).Pages, true); goesOn; pages++)
        {
            if (await source.NextAsync(due.Remote, of, stop) is not { } page)
            {
                await book.EndAsync(due, of, RemoteTrouble.Key, Sentence.Nothing, null, stop);
                return;
            }

            var (count, status) = page.Envelope() is { } envelope ? await SendAsync(of, client, envelope, stop) : (new PageCount(0, 0, 0, []), "");
            if (await book.TurnAsync(of, of with { Place = page.LastPlace, Status = status }, count with { Freed = page.Freed }, stop) is not { } turned)
            {
                return;
            }

            keep(of = turned);
            // What the server has not decided yet is waited for: nothing overtakes it.
            goesOn = page.HasMore && status.Length == 0 && pages + 1 < MostPages;
            if (!goesOn)
            {
                await book.EndAsync(due, of, page.HasMore ? RemoteTrouble.Bounds : "", Sentence.Nothing, null, stop);
            }
            else if (isTime())
            {
                await book.LetGoAsync(of, stop);
                return;
            }
        }
    }

    private static async Task<(PageCount Count, string Status)> SendAsync(RemoteCollection of, TaxiiClient client, ReadOnlyMemory<byte> envelope, CancellationToken stop)
    {
        var status = await CollectionTurn.InTimeAsync(late => client.AddAsync(new Uri(of.Root), of.Collection, envelope, late), stop);
        return (Count(status, envelope.Length), IsPending(status) ? status.Id : "");
    }

    /// <summary>What became of what was sent before; null where the server still has not decided.</summary>
    private async Task<RemoteCollection?> StatusAsync(RemoteCollection of, TaxiiClient client, CancellationToken stop)
    {
        Status status;
        try
        {
            status = await CollectionTurn.InTimeAsync(late => client.StatusAsync(new Uri(of.Root), of.Status, late), stop);
        }
        catch (TaxiiFailure gone) when (gone.Trouble == TaxiiTrouble.NotFound)
        {
            // A server need not keep it (§4.3).
            return await book.TurnAsync(of, of with { Status = "" }, new PageCount(0, 0, 0, []), stop);
        }

        return IsPending(status) ? null : await book.TurnAsync(of, of with { Status = "" }, Count(status, 0), stop);
    }

    private static bool IsPending(Status status) => status.State == "pending" && status.Id is { Length: > 0 and <= 200 };

    private static PageCount Count(Status status, int bytes) => IsPending(status)
        ? new PageCount(bytes, 0, 0, [])
        : new PageCount(bytes, status.SuccessCount, status.FailureCount, [.. (status.Failures ?? []).Take(PollBook.MostRefusals).Select((f, i) => new ObjectOutcome(i, f?.Id ?? "", f?.Version ?? "", f?.Message is { Length: > 0 } said ? said : "no reason was given"))]);
}
