using Infohub.Intelligence.Tags;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Public;

/// <summary>What the community's taxonomies and galaxies say of tags, in memory. Every process holds them itself, and learns from one number whether they changed.</summary>
public sealed class TagWords
{
    private readonly VocabularyShelf shelf;
    private volatile VocabularySet held = new(0, []);

    internal TagWords(VocabularyShelf shelf) => this.shelf = shelf;

    /// <summary>All tags of what is loaded and in use, as they are written.</summary>
    public IReadOnlyList<string> All => held.Tags;

    internal VocabularySet Held => held;

    /// <summary>As it stands now; null where none of this name is loaded and in use.</summary>
    internal async Task<Vocabulary?> FindAsync(VocabularyKind kind, string name, CancellationToken stop)
    {
        await RefreshAsync(stop);
        return held.Find(kind, name);
    }

    /// <summary>
    /// The tags, those of a loaded taxonomy or galaxy as it writes them. Refused is what such a one does not have, and what excludes another; words and tags of what is not loaded stay as they are.
    /// </summary>
    /// <param name="tags">As an item is to have them.</param>
    public Outcome<IReadOnlyList<string>> Read(IReadOnlyList<string> tags) => held.Read(tags);

    /// <summary>Tags of clusters that a text names, by their value or a synonym: to be offered, and put on by nobody but the author.</summary>
    /// <param name="text">As it was written.</param>
    public IReadOnlyList<string> NamedIn(string text) => held.NamedIn(text);

    /// <summary>Takes over what changed, here or in another process.</summary>
    /// <param name="stop">Ends the waiting.</param>
    public async Task RefreshAsync(CancellationToken stop) => held = await shelf.ReadAsync(held, stop);
}
