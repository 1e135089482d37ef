using System.Globalization;

namespace Infohub.Platform.Data;

/// <summary>Many numbers as one value of a statement, so that a page of rows is asked for at once and the statement's text stays the same.</summary>
public static class NumberSet
{
    /// <summary>The condition that a column holds one of them. For look-ups by a key; in a list that is ordered by another index it would be sorted.</summary>
    public static string Holds(Engine engine, string column, string name) =>
        engine == Engine.Sqlite ? $"{column} in (select value from json_each(@{name}))" : $"{column} = any(@{name})";

    public static object Value(Engine engine, IEnumerable<long> numbers) =>
        engine == Engine.Sqlite ? "[" + string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))) + "]" : numbers.ToArray();
}
