namespace Infohub.Platform.Data;

/// <summary>Where the data lives: an SQLite file, or a PostgreSQL connection string.</summary>
/// <param name="Engine">Which of the two.</param>
/// <param name="Target">The file's path, or the connection string.</param>
public sealed record StoreAddress(Engine Engine, string Target)
{
    public override string ToString() => Engine == Engine.Sqlite ? Target : "PostgreSQL";
}
