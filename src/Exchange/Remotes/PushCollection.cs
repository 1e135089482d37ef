using Infohub.Intelligence.Public;
using Infohub.Platform.Refusals;
using Infohub.Taxii.Client;
using Infohub.Taxii.Wire;
using Microsoft.AspNetCore.Http;

namespace Infohub.Exchange.Remotes;

/// <summary>
/// Sends what a key of the organisation reads to a collection of another server, page by page, with its labels (law C4). The law is asked for that key at each page, at the moment of sending (C1), and comes on record under its
/// name (C2). Where it goes on is written after the server has taken a page: what a crash sends twice has the same id and version. An envelope that the server does not take goes again in halves; an object that it does not
/// take by itself is kept as refused, and what stands behind it goes on.
/// </summary>
internal sealed class PushCollection(PushPages source, PollBook book)
{
    private const int MostPages = 200;

    /// <summary>Bytes of an envelope where the server says nothing of it: what the proxies before servers commonly take.</summary>
    private const long Unsaid = 1 << 20;

    /// <summary>Bytes of an envelope of several objects, whatever the server takes: it is to get out in the time of one page.</summary>
    private const long MostBytes = 8 << 20;

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

        var (room, take) = ((Room?)null, PushPages.Most);
        for (var (pages, goesOn) = ((await book.SoFarAsync(of, stop)).Pages, true); goesOn; pages++)
        {
            if (await source.NextAsync(due.Remote, of, Math.Min(take, Reads(of)), stop) is not { } page)
            {
                await book.EndAsync(due, of, RemoteTrouble.Key, Sentence.Nothing, null, stop);
                return;
            }

            room ??= page.Objects.Count > 0 ? await RoomAsync(of, client, stop) : null;
            var part = room is null ? page : page.Fitting(of.AtOnce > 0 ? (int)of.AtOnce : int.MaxValue, room.Fits);
            // What is read and does not fit is read again.
            take = part.Objects.Count < page.Objects.Count ? Math.Min(part.Objects.Count * 2, PushPages.Most) : PushPages.Most;
            var sent = room is null || part.Objects.Count == 0 ? Went(of, part, new PageCount(0, 0, 0, []), "") : await SendAsync(of, part, room, client, stop);
            if (await book.TurnAsync(of, sent.To, sent.Count, stop) is not { } turned)
            {
                return;
            }

            keep(of = turned);
            // What the server has not decided yet is waited for: nothing overtakes it.
            goesOn = sent.HasMore && of.Status.Length == 0 && pages + 1 < MostPages;
            if (!goesOn)
            {
                // A server that refused each object, one by one, may be out of order: it gets no more of them before the next time.
                var takesNone = sent.HasMore && of.Status.Length == 0 && await book.SoFarAsync(of, stop) is { Taken: 0, Refused: > 0 };
                await book.EndAsync(
                    due, of, takesNone ? RemoteTrouble.Of(TaxiiTrouble.NotTaken) : sent.HasMore ? RemoteTrouble.Bounds : "", Sentence.Nothing, takesNone ? TimeSpan.FromMinutes(of.Minutes) : null, stop);
            }
            else if (isTime())
            {
                await book.LetGoAsync(of, stop);
                return;
            }
        }
    }

    /// <summary>Objects that are read for one envelope. Who does not take many in time may take fewer.</summary>
    private static int Reads(RemoteCollection of) => of.AtOnce > 0 ? (int)of.AtOnce : of.Failures == 0 ? PushPages.Most : of.Failures < 3 ? PushPages.Most / 4 : PushPages.Most / 20;

    /// <summary>How large a body the server takes (§4.2); a root that cannot be read says nothing of it.</summary>
    private static async Task<Room> RoomAsync(RemoteCollection of, TaxiiClient client, CancellationToken stop)
    {
        try
        {
            var said = (await CollectionTurn.InTimeAsync(late => client.RootAsync(new Uri(of.Root), late), stop)).MaxContentLength;
            return said > 0 ? new Room(Math.Min(said, MostBytes), said) : new Room(Unsaid, long.MaxValue);
        }
        catch (TaxiiFailure failure) when (failure.Trouble is TaxiiTrouble.NotFound or TaxiiTrouble.NotTaken or TaxiiTrouble.NotTaxii or TaxiiTrouble.TooLarge)
        {
            return new Room(Unsaid, long.MaxValue);
        }
    }

    private static async Task<Sent> SendAsync(RemoteCollection of, PushPage part, Room room, TaxiiClient client, CancellationToken stop)
    {
        var envelope = part.Envelope();
        if (envelope.Length > room.Limit)
        {
            // It is alone: many servers break off in the middle of such a body, which would look like a fault of the network.
            return Refused(of, part, 0, new Sentence("The server takes at most {0} bytes at once; with this object it would be {1}.", room.Limit, envelope.Length));
        }

        try
        {
            var status = await CollectionTurn.InTimeAsync(late => client.AddAsync(new Uri(of.Root), of.Collection, envelope, late), stop);
            return Went(of, part, Count(status, envelope.Length), IsPending(status) ? status.Id : "");
        }
        catch (TaxiiFailure failure) when (failure.Status is StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status422UnprocessableEntity)
        {
            return part.Objects.Count > 1
                ? new Sent(of with { AtOnce = part.Objects.Count / 2 }, new PageCount(envelope.Length, 0, 0, []), true)
                : Refused(of, part, envelope.Length, new Sentence("{0} ({1})", new Sentence(failure.Message), failure.Status));
        }
    }

    /// <summary>All that fits again from the next on: the one that hindered is found.</summary>
    private static Sent Refused(RemoteCollection of, PushPage part, int bytes, Sentence why)
    {
        var one = part.Objects[0];
        return Went(of with { AtOnce = 0 }, part, new PageCount(bytes, 0, 1, [new ObjectOutcome(0, one.Id, one.Version, why.ToString()) { Said = why }]), "");
    }

    private static Sent Went(RemoteCollection of, PushPage part, PageCount count, string status) =>
        new(of with { Place = part.LastPlace, Status = status, AtOnce = part.HasMore ? of.AtOnce : 0 }, count with { Freed = part.Freed }, part.HasMore);

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

    /// <param name="Fits">Bytes of an envelope of several objects.</param>
    /// <param name="Limit">More the server does not take, as it says.</param>
    private sealed record Room(long Fits, long Limit);

    /// <param name="To">Where it stands then.</param>
    /// <param name="Count">What came of it.</param>
    /// <param name="HasMore">Whether there is more to send.</param>
    private sealed record Sent(RemoteCollection To, PageCount Count, bool HasMore);
}
