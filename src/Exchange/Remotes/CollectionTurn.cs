using Infohub.Platform.Refusals;
using Infohub.Taxii.Client;

namespace Infohub.Exchange.Remotes;

/// <summary>One turn of a collection: however it ends, the book says so, and a server that keeps silent ends it.</summary>
internal static class CollectionTurn
{
    /// <summary>A page that trickles would keep all others waiting.</summary>
    private static readonly TimeSpan ForOnePage = TimeSpan.FromSeconds(45);

    /// <param name="book">Keeps what comes of it.</param>
    /// <param name="due">Whose turn it is.</param>
    /// <param name="pages">Does it, and tells where it stands after each page.</param>
    /// <param name="again">Where it goes on after a trouble.</param>
    /// <param name="stop">Ends it; what was kept stays.</param>
    public static async Task RunAsync(
        PollBook book, DueCollection due, Func<RemoteCollection, Action<RemoteCollection>, Task> pages, Func<TaxiiFailure, RemoteCollection, RemoteCollection> again, CancellationToken stop)
    {
        var of = due.Collection;
        try
        {
            of = await book.BeginAsync(of, stop);
            await pages(of, now => of = now);
        }
        catch (TaxiiFailure failure)
        {
            await book.EndAsync(
                due, again(failure, of), RemoteTrouble.Of(failure.Trouble), failure.Status > 0 ? new Sentence("{0} ({1})", new Sentence(failure.Message), failure.Status) : new Sentence(failure.Message), failure.RetryAfter, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await book.LetGoAsync(of, CancellationToken.None);
            throw;
        }
        catch
        {
            await book.EndAsync(due, of, RemoteTrouble.Broken, Sentence.Nothing, null, CancellationToken.None);
            throw;
        }
    }

    /// <exception cref="TaxiiFailure">It took longer than one page may.</exception>
    public static async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(ForOnePage);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await ask(both.Token);
        }
        catch (OperationCanceledException slow) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TaxiiFailure(TaxiiTrouble.Unreachable, "The server did not answer in time.", slow);
        }
    }
}
