using Npgsql;

namespace Infohub.Platform.Data;

/// <summary>Where the data lives: an SQLite file, or a PostgreSQL connection string.</summary>
/// <param name="Engine">Which of the two.</param>
/// <param name="Target">The file's path, or the connection string.</param>
public sealed record StoreAddress(Engine Engine, string Target)
{
    /// <summary>Whether a text is a connection string that names a server of PostgreSQL.</summary>
    public static bool NamesServer(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            return false;
        }
    }

    public override string ToString() => Engine == Engine.Sqlite ? Target : "PostgreSQL";
}
