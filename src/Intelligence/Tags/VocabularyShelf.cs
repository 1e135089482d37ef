using Infohub.Platform.Data;

namespace Infohub.Intelligence.Tags;

/// <summary>A taxonomy or galaxy as people see it in a list.</summary>
/// <param name="LoadedAt">In microseconds.</param>
internal sealed record VocabularyCard(string Uid, VocabularyKind Kind, string Name, string Title, string Description, long Version, long Tags, bool IsOn, long LoadedAt)
{
    /// <summary>A key of the texts.</summary>
    public static string KindName(VocabularyKind kind) => kind == VocabularyKind.Galaxy ? "Galaxy" : "Taxonomy";

    /// <summary>Where its tags stand.</summary>
    public string Address => Vocabulary.AddressOf(Kind, Name);
}

/// <summary>The taxonomies and galaxies that the store keeps: the same for everybody, for they say nothing of what anybody shares.</summary>
internal sealed class VocabularyShelf(Database database)
{
    public const int Most = 200;

    /// <summary>Of all together.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    private const string Columns = "uid, kind, name, title, description, version, terms, is_on, loaded_at";

    public Task<List<VocabularyCard>> ListAsync(CancellationToken stop) =>
        database.ReadAsync(sql => sql.ListAsync($"select {Columns} from vocabulary order by kind, name", Read, stop), stop);

    /// <summary>Those in use, or the same set where nothing changed.</summary>
    public Task<VocabularySet> ReadAsync(VocabularySet before, CancellationToken stop) =>
        database.ReadAsync(
            async sql =>
            {
                var revision = await sql.NumberAsync("select revision from vocabulary_revision where id = 1", stop) ?? 0;
                return revision == before.Revision
                    ? before
                    : new VocabularySet(revision, await sql.ListAsync("select body from vocabulary where is_on = 1 order by kind, name", static r => Vocabulary.Unpack(r.Bytes(0)), stop));
            },
            stop);

    /// <summary>Every process looks at this number.</summary>
    public static Task<int> TouchAsync(Tx tx, CancellationToken stop) => tx.RunAsync("update vocabulary_revision set revision = revision + 1 where id = 1", stop);

    private static VocabularyCard Read(Row r) => new(r.Text(0), (VocabularyKind)r.Int(1), r.Text(2), r.Text(3), r.Text(4), r.Long(5), r.Long(6), r.Bool(7), r.Long(8));
}
