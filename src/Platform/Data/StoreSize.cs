namespace Infohub.Platform.Data;

public static class StoreSize
{
    /// <summary>Bytes that the database takes, with the log that is not yet folded in.</summary>
    public static async Task<long> ReadAsync(Database database, CancellationToken stop)
    {
        if (database.File is { } file)
        {
            return new[] { file, file + "-wal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length);
        }

        return await database.ReadAsync(sql => sql.NumberAsync("select pg_database_size(current_database())", stop), stop) ?? 0;
    }
}
