using System.Data.Common;
using System.Text;

namespace Infohub.Platform.Data;

/// <summary>One row of an answer, read by position.</summary>
public readonly struct Row(DbDataReader reader)
{
    public bool IsNull(int i) => reader.IsDBNull(i);

    public long Long(int i) => reader.GetInt64(i);

    public long? LongOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetInt64(i);

    public int Int(int i) => (int)reader.GetInt64(i);

    public bool Bool(int i) => reader.GetInt64(i) != 0;

    /// <summary>A condition as a column: a boolean on PostgreSQL, a number on SQLite.</summary>
    public bool Truth(int i) => reader.GetValue(i) is true or not (false or 0L or 0 or DBNull);

    public string Text(int i) => reader.GetString(i);

    public string? TextOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetString(i);

    public byte[] Bytes(int i) => reader.GetFieldValue<byte[]>(i);

    public byte[]? BytesOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetFieldValue<byte[]>(i);
}

/// <summary>Statements on one connection. Text is constant; values are parameters named <c>@name</c>.</summary>
public class Sql
{
    private readonly Dictionary<string, DbCommand>? prepared;
    private readonly StatementCount count;

    /// <param name="engine">Which of the two.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="prepared">Commands kept for their next use, on SQLite; PostgreSQL's driver keeps prepared statements itself, and a command used twice kept its first values.</param>
    /// <param name="count">Counts what is run.</param>
    internal Sql(Engine engine, DbConnection connection, Dictionary<string, DbCommand>? prepared, StatementCount count)
    {
        Engine = engine;
        Connection = connection;
        this.prepared = prepared;
        this.count = count;
    }

    public Engine Engine { get; }

    internal DbConnection Connection { get; }

    internal DbTransaction? Transaction { get; set; }

    public async Task<List<T>> ListAsync<T>(string sql, Func<Row, T> map, CancellationToken stop, params (string Name, object? Value)[] values)
    {
        var list = new List<T>();
        var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            list.Add(map(new Row(reader)));
        }

        return list;
    }

    /// <summary>The first row, or default.</summary>
    public async Task<T?> FirstAsync<T>(string sql, Func<Row, T> map, CancellationToken stop, params (string Name, object? Value)[] values)
    {
        var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? map(new Row(reader)) : default;
    }

    /// <summary>The first number of the first row, or null.</summary>
    public async Task<long?> NumberAsync(string sql, CancellationToken stop, params (string Name, object? Value)[] values) =>
        await FirstAsync<long?>(sql, static row => row.LongOrNull(0), stop, values);

    /// <summary>The number of rows changed.</summary>
    public async Task<int> RunAsync(string sql, CancellationToken stop, params (string Name, object? Value)[] values) =>
        await Command(sql, values).ExecuteNonQueryAsync(stop);

    /// <summary>One statement with many rows of values, in one round trip; the number of rows that each changed.</summary>
    public async Task<IReadOnlyList<int>> RunEachAsync(string sql, IReadOnlyList<(string Name, object? Value)[]> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        count.Add();
        if (Engine == Engine.Sqlite || rows.Count == 1)
        {
            var changed = new int[rows.Count];
            for (var i = 0; i < rows.Count; i++)
            {
                changed[i] = await Filled(sql, rows[i]).ExecuteNonQueryAsync(stop);
            }

            return changed;
        }

        await using var batch = Connection.CreateBatch();
        batch.Transaction = Transaction;
        foreach (var values in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            Fill(command.Parameters, command.CreateParameter, values);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(stop);
        return [.. batch.BatchCommands.Cast<DbBatchCommand>().Select(c => c.RecordsAffected)];
    }

    private DbCommand Command(string sql, (string Name, object? Value)[] values)
    {
        count.Add();
        return Filled(sql, values);
    }

    private DbCommand Filled(string sql, (string Name, object? Value)[] values)
    {
        DbCommand? command = null;
        if (prepared?.TryGetValue(sql, out command) != true)
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            prepared?.Add(sql, command);
        }

        command!.Transaction = Transaction;
        command.Parameters.Clear();
        Fill(command.Parameters, command.CreateParameter, values);
        return command;
    }

    private static void Fill(DbParameterCollection parameters, Func<DbParameter> create, (string Name, object? Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            var parameter = create();
            parameter.ParameterName = "@" + name;
            parameter.Value = Plain(value);
            parameters.Add(parameter);
        }
    }

    /// <summary>Whole numbers, truths and enums are 64-bit numbers on both engines.</summary>
    private static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        string text => Storable(text),
        long or byte[] or long[] or int[] or byte[][] => value,
        bool truth => truth ? 1L : 0L,
        int number => (long)number,
        Enum word => Convert.ToInt64(word, System.Globalization.CultureInfo.InvariantCulture),
        double => value,
        _ => throw new ArgumentException("No column holds a " + value.GetType().Name),
    };

    /// <summary>A NUL and half of a surrogate pair become U+FFFD: PostgreSQL takes neither, and what is asked for may hold both.</summary>
    private static string Storable(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0', StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')))
        : text;
}
