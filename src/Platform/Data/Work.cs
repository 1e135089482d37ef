using Infohub.Platform.Refusals;
using Microsoft.Data.Sqlite;

namespace Infohub.Platform.Data;

/// <summary>One write that waits for SQLite's writer.</summary>
internal abstract class Work
{
    /// <summary>True where the changes are to stay.</summary>
    public abstract Task<bool> RunAsync(Tx tx);

    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

/// <summary>A write and who waits for its result.</summary>
internal sealed class Work<T>(Func<Tx, Task<Outcome<T>>> work, TaskCompletionSource<Outcome<T>> done) : Work
{
    private Outcome<T> outcome;
    private Exception? failure;

    public override async Task<bool> RunAsync(Tx tx)
    {
        try
        {
            outcome = await work(tx);
            if (outcome.Done)
            {
                await tx.FinishAsync(CancellationToken.None);
            }

            return outcome.Done;
        }
        catch (SqliteException broken) when (StoreFailure.IsOfMachine(broken))
        {
            // The whole batch is lost, not this one alone.
            throw;
        }
        catch (IOException broken) when (StoreFailure.IsOfDisk(broken))
        {
            failure = new StoreFailure("A file was not taken.", broken);
            return false;
        }
        catch (Exception broken)
        {
            failure = broken;
            return false;
        }
    }

    public override void Complete()
    {
        if (failure is not null)
        {
            done.SetException(failure);
        }
        else
        {
            done.SetResult(outcome);
        }
    }

    public override void Fail(Exception broken) => done.TrySetException(broken);
}
