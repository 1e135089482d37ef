using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Tags;

/// <summary>What may be refused about taxonomies and galaxies, and about tags of theirs.</summary>
internal static class VocabularyRefusals
{
    public static Refusal OfficersOnly { get; } = Refusal.Forbidden("officers-only", "Only the programme's officers may do this.");

    public static Refusal NoFile { get; } = Refusal.Invalid("vocabulary-file", "Choose a file.", "file");

    public static Refusal TooLarge { get; } = new(RefusalKind.TooLarge, "vocabulary-large", "The file of a taxonomy or galaxy is at most {0} MB.", "file", VocabularyFile.Largest / 1024 / 1024);

    public static Refusal TooMany { get; } = Refusal.Conflict("vocabularies-many", "There are as many taxonomies and galaxies as there may be, {0}. Remove one first.", VocabularyShelf.Most);

    public static Refusal TooMuch { get; } = Refusal.Conflict("vocabularies-large", "All taxonomies and galaxies together would take more than {0} MB. Remove one first.", VocabularyShelf.MostBytes / 1024 / 1024);

    public static Refusal NoOffer { get; } = Refusal.Conflict("vocabulary-offer", "The file that you looked at is not kept any more. Choose it again.");

    public static Refusal Faulty(int faults) => Refusal.Invalid("vocabulary-faults", "The file has faults; the first {0} are listed. Nothing was taken.", "file", faults);

    public static Refusal NotNewer(long version) => Refusal.Conflict("vocabulary-old", "Version {0} is here already. Only a newer one replaces it.", version);

    public static Refusal Unknown(string tag, string name) => Refusal.Invalid("tag-unknown", "{0} is not in {1}, as it is loaded here. Look under Taxonomies for its tags.", "tags", tag, name);

    public static Refusal Exclusive(string one, string other) => Refusal.Invalid("tag-exclusive", "Of {0} and {1} only one can stand: they exclude each other.", "tags", one, other);
}
