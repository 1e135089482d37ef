using Infohub.Platform.Refusals;

namespace Infohub.Platform.Data;

/// <summary>What a door adds to the transaction of the use case that it calls: an idempotency key is kept with the act, or neither is.</summary>
public sealed class AlsoWrite : IDisposable
{
    private static readonly AsyncLocal<Func<Tx, object?, Task<Refusal?>>?> Current = new();

    private AlsoWrite()
    {
    }

    /// <summary>Until disposed, every transaction of this request ends with this; a refusal undoes it.</summary>
    public static AlsoWrite Begin(Func<Tx, object?, Task<Refusal?>> last)
    {
        Current.Value = last;
        return new AlsoWrite();
    }

    public void Dispose() => Current.Value = null;

    internal static Func<Tx, Task<Outcome<T>>> Within<T>(Func<Tx, Task<Outcome<T>>> work)
    {
        var last = Current.Value;
        return last is null
            ? work
            : async tx =>
            {
                var outcome = await work(tx);
                return outcome.Done && await last(tx, outcome.Value) is { } refusal ? refusal : outcome;
            };
    }
}
