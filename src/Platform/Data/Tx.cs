using System.Data.Common;
using System.Text.Json;
using Infohub.Platform.Audit;

namespace Infohub.Platform.Data;

/// <summary>One transaction: state, audit rows and outbox rows together, or nothing.</summary>
public sealed class Tx : Sql
{
    private readonly List<AuditEntry> acts = [];
    private readonly List<object> events = [];

    internal Tx(Engine engine, DbConnection connection, Dictionary<string, DbCommand>? prepared, StatementCount count, long now)
        : base(engine, connection, prepared, count) => Now = now;

    /// <summary>The time of the act, in microseconds.</summary>
    public long Now { get; }

    /// <summary>Says what was done, for the record (law section 7).</summary>
    public void Record(AuditEntry entry) => acts.Add(entry);

    /// <summary>An event for the outbox: heard by other modules after the commit.</summary>
    public void Emit(object what) => events.Add(what);

    internal async Task FinishAsync(CancellationToken stop)
    {
        if (Engine == Engine.Postgres && events.Count + acts.Count > 0)
        {
            // Numbers of the outbox must become visible in their order, or a listener that has heard 6 never hears a 5 that commits later. And the record's chain
            // has one end: whoever appends holds it until the commit, so this comes last in the transaction.
            await RunAsync("select pg_advisory_xact_lock(7102)", stop);
        }

        await RunEachAsync(
            "insert into outbox(at, type, payload) values (@at, @type, @payload)",
            events.ConvertAll<(string, object?)[]>(what => [("at", Now), ("type", what.GetType().Name), ("payload", JsonSerializer.Serialize(what, what.GetType()))]),
            stop);
        await AuditChain.AppendAsync(this, acts, stop);
    }
}
