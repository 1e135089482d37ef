using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Collections;

/// <summary>All that may be refused about collections.</summary>
internal static class CollectionRefusals
{
    public const int LongestName = 80;
    public const int LongestNote = 500;
    public const int Most = 50;
    public const int MostEntries = 5000;

    public static readonly Refusal Name = Refusal.Invalid("collection-name", "A collection needs a name of at most {0} characters.", "name", LongestName);
    public static readonly Refusal Many = Refusal.Conflict("collections-many", "You keep {0} collections. Delete one first.", Most);
    public static readonly Refusal Full = Refusal.Conflict("collection-full", "A collection holds {0} entries. Take some out first.", MostEntries);
    public static readonly Refusal Note = Refusal.Invalid("collection-note", "The note has at most {0} characters.", "note", LongestNote);
    public static readonly Refusal What = Refusal.Invalid("collection-what", "Give one value, an object or an item.", "ref");
    public static readonly Refusal Draft = Refusal.Conflict("collection-draft", "Drafts stand on their own page. Share it, then keep it in a collection.");
    public static readonly Refusal Anonymous = Refusal.Conflict("collection-anonymous", "Kept in a collection, your own anonymous item would name you in the database. It stays under its address.");
    public static readonly Refusal NoValues = Refusal.Conflict("collection-no-values", "There is no value in this collection that you may read now.");
}
