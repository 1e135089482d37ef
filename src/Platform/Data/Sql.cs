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
    public bool Truth(int i) => reader.GetValue(i) is true or not (false or 0L or 0);

    public string Text(int i) => reader.GetString(i);

    public string? TextOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetString(i);

    public byte[] Bytes(int i) => reader.GetFieldValue<byte[]>(i);

    public byte[]? BytesOrNull(int i) => reader.IsDBNull(i) ? null : reader.GetFieldValue<byte[]>(i);
}

/// <summary>Statements on one connection. Text is constant; values are parameters named <c>@name</c>.</summary>
public class Sql
{
    private readonly Dictionary<string, DbCommand> prepared;

    internal Sql(Engine engine, DbConnection connection, Dictionary<string, DbCommand> prepared)
    {
        Engine = engine;
        Connection = connection;
        this.prepared = prepared;
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

    private DbCommand Command(string sql, (string Name, object? Value)[] values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            if (Engine == Engine.Sqlite)
            {
                // PostgreSQL's driver keeps prepared statements itself, and a command used twice kept its first values.
                prepared[sql] = command;
            }
        }

        command.Transaction = Transaction;
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = Plain(value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Whole numbers, truths and enums are 64-bit numbers on both engines.</summary>
    private static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        string text => Storable(text),
        long or byte[] or long[] or int[] => value,
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
