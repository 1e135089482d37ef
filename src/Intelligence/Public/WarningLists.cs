using System.Collections.Frozen;
using System.Diagnostics;
using Infohub.Intelligence.WarningLists;
using Infohub.Observables;
using Infohub.Platform;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.Public;

/// <summary>
/// The community's warning lists in memory: values that are known and harmless. A poisoned source cannot make such a value one to act on: it is flagged wherever it is shown, and no block list and no
/// detection rule carries it. Every process holds the lists itself, and learns from one number whether they changed.
/// </summary>
public sealed class WarningLists : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Database database;
    private readonly SemaphoreSlim loading = new(1);
    private readonly BuiltInLists builtIn;
    private readonly Lock gate = new();
    private volatile WarningSet held;
    private int changes;

    internal WarningLists(Database database, BuiltInLists builtIn)
    {
        this.database = database;
        this.builtIn = builtIn;
        held = new WarningSet(0, 0, builtIn.On(FrozenDictionary<string, bool>.Empty), FrozenDictionary<string, KeptList>.Empty);
    }

    /// <summary>
    /// On which lists a value stands; empty for none. Without the store, in about a microsecond for each list, of whatever length. Links are compared by their host too, e-mail addresses where the list is for
    /// them.
    /// </summary>
    /// <param name="kind">The value's kind.</param>
    /// <param name="canonicalValue">In the form that <see cref="ObservableKind"/> describes.</param>
    public IReadOnlyList<WarningHit> HitsOf(ObservableKind kind, string canonicalValue) => held.HitsOf(kind, canonicalValue);

    /// <summary>Whether a value stands on a list.</summary>
    public bool Holds(ObservableKind kind, string canonicalValue) => held.HitsOf(kind, canonicalValue).Count > 0;

    /// <summary>
    /// Takes over what changed, here or in another process. What makes a list that leaves the hub awaits it before; it asks the store once in two seconds. While another caller loads, the lists are those of before.
    /// </summary>
    public async ValueTask RefreshAsync(CancellationToken stop)
    {
        var now = held;
        if (now.CheckedAt != 0 && Stopwatch.GetElapsedTime(now.CheckedAt) < Fresh)
        {
            return;
        }

        if (!await loading.WaitAsync(now.Revision == 0 || now.CheckedAt == 0 ? Timeout.Infinite : 0, stop))
        {
            return;
        }

        try
        {
            var before = Volatile.Read(ref changes);
            var read = await ListShelf.ReadAsync(database, builtIn, held, stop);
            lock (gate)
            {
                // What changed while it was read may not be in it.
                held = before == changes ? read : read with { CheckedAt = 0 };
            }
        }
        catch (StoreFailure) when (held.Revision > 0)
        {
            // What was known a moment ago is better than nothing; who needs the store finds out.
        }
        finally
        {
            loading.Release();
        }
    }

    public void Dispose() => loading.Dispose();

    /// <summary>After a change.</summary>
    internal void Forget()
    {
        lock (gate)
        {
            changes++;
            held = held with { CheckedAt = 0 };
        }
    }

    /// <summary>What the lists take in memory.</summary>
    internal long Bytes => held.Lists.Sum(l => l.Bytes);
}
