using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Library.Objects;

/// <summary>
/// What objects are found by, in parts (<see cref="KeyParts"/>): keys are in no order, and where all stood in one tree each would go to a page of its own, which no memory holds (measured: perf/RESULTS.md). One part is asked
/// after the other.
/// </summary>
internal static class KeyRows
{
    /// <summary>The rows <c>k</c> of several keys and their objects <c>o</c>, in no order, over the values of <see cref="LiveParts"/>.</summary>
    public static string Of(Engine engine) => engine == Engine.Sqlite
        // The list of parts is short: read for each key it would cost more than the key.
        ? $"json_each(@parts) p cross join json_each(@keys) j cross join object_key k on k.part = p.value and k.key = j.value {Objects(engine)}"
        : $"unnest(@parts) p(value) cross join unnest(@keys) j(value) join object_key k on k.part = p.value and k.key = j.value {Objects(engine)}";

    /// <summary>The same, the newest first where the order that follows is by <c>k.no</c>: PostgreSQL goes object by object, and opens none behind the last that is asked for.</summary>
    public static string NewestFirst(Engine engine) => engine == Engine.Sqlite
        ? Of(engine)
        : $"(select k.key, k.no from unnest(@parts) p(value) cross join unnest(@keys) j(value) join object_key k on k.part = p.value and k.key = j.value order by k.no desc offset 0) k {Objects(engine)}";

    /// <summary>The rows <c>k</c> of one key, an expression, in the order of adding, each with its run <c>n</c>, its item <c>i</c> and its object <c>o</c>: what a condition on the run leaves out costs no more than the run.</summary>
    public static string FromOldest(Engine engine, string key, string ofRun) => engine == Engine.Sqlite
        ? $"""
          (select value from json_each(@parts) order by key desc) p cross join object_key k on k.part = p.value and k.key = {key}
          cross join object_run n on n.place = (select r.place {RunQuery.OfNumber}) and k.no < n.first_no + n.size and {ofRun} {Row(engine, "item", "i", "seq", "n.item_seq")} {Objects(engine)}
          """
        : $"""
          (select value from unnest(@parts) with ordinality u(value, key) order by key desc) p join object_key k on k.part = p.value and k.key = {key}
          cross join lateral (select * from (select * {RunQuery.OfNumber}) n where k.no < n.first_no + n.size and {ofRun} offset 0) n {Row(engine, "item", "i", "seq", "n.item_seq")} {Objects(engine)}
          """;

    /// <summary>The runs <c>n</c> in which the objects <c>o</c> stand, and the items <c>i</c> that carry them.</summary>
    public static string Carriers(Engine engine) =>
        $"""
        {(engine == Engine.Sqlite ? Row(engine, "object_run", "n", "place", $"(select r.place {RunQuery.OfObject})") : $"cross join lateral (select * {RunQuery.OfObject}) n")}
        {Row(engine, "item", "i", "seq", "n.item_seq")}
        """;

    private static string Objects(Engine engine) => Row(engine, "stix_object", "o", "no", "k.no");

    /// <summary>
    /// The row of a table whose key is an expression. PostgreSQL, left to itself, reads the whole table through where it takes it for small, and asks the law of each run; each row is asked for by itself. SQLite keeps the order of a
    /// cross join: else it began with all objects of a type, where there are millions.
    /// </summary>
    public static string Row(Engine engine, string table, string alias, string key, string expression) => engine == Engine.Sqlite
        ? $"cross join {table} {alias} on {alias}.{key} = {expression}"
        : $"cross join lateral (select * from {table} t where t.{key} = {expression} offset 0) {alias}";

    /// <summary>Takes an object out.</summary>
    public static async Task DeleteAsync(Tx tx, long no, IEnumerable<long> keys, CancellationToken stop)
    {
        await RunRows.HoldAsync(tx, stop);
        await tx.RunAsync($"delete from object_key where {NumberSet.Holds(tx.Engine, "key", "keys")} and no = @no and {KeyParts.Holds("part", "@no")}", stop, ("no", no), ("keys", NumberSet.Value(tx.Engine, keys.Distinct())));
    }

    /// <summary>Takes out all objects of an item, whose keys nobody can say any more: reads their parts through.</summary>
    public static async Task DeleteOfItemAsync(Tx tx, long item, CancellationToken stop)
    {
        await RunRows.HoldAsync(tx, stop);
        await tx.RunAsync($"delete from object_key where {KeyParts.HoldsOfItem("part")} and no in (select no from stix_object where item_seq = @item)", stop, ("item", item));
    }

    public static async Task InsertAsync(Tx tx, IEnumerable<(long Key, long No)> keys, CancellationToken stop)
    {
        // In their order: what goes to the same page goes there at once.
        var rows = keys.OrderBy(k => k).ToList();
        if (tx.Engine == Engine.Sqlite)
        {
            await tx.RunEachAsync(
                "insert into object_key(part, key, no) values (@part, @key, @no)",
                rows.ConvertAll<(string, object?)[]>(r => [("part", KeyParts.Of(r.No)), ("key", r.Key), ("no", r.No)]),
                stop);
            return;
        }

        await tx.RunAsync(
            "insert into object_key(part, key, no) select * from unnest(@part, @key, @no)",
            stop,
            ("part", rows.Select(r => KeyParts.Of(r.No)).ToArray()),
            ("key", rows.Select(r => r.Key).ToArray()),
            ("no", rows.Select(r => r.No).ToArray()));
    }
}
