using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.WarningLists;

/// <summary>What may be refused about warning lists.</summary>
internal static class ListRefusals
{
    public static Refusal OfficersOnly { get; } = Refusal.Forbidden("officers-only", "Only the programme's officers may do this.");

    public static Refusal NoFile { get; } = Refusal.Invalid("warning-list-file", "Choose a file.", "file");

    public static Refusal TooLarge { get; } = new(RefusalKind.TooLarge, "warning-list-large", "A warning list's file is at most {0} MB.", "file", ListFile.Largest / 1024 / 1024);

    public static Refusal NoKind { get; } = Refusal.Invalid("warning-list-kinds", "None of the list's matching_attributes is a kind of value that is known here.", "file");

    public static Refusal BuiltInName { get; } = Refusal.Conflict("warning-list-name", "A built-in list has this name. Change the name in the file.");

    public static Refusal BuiltIn { get; } = Refusal.Conflict("warning-list-built-in", "A built-in list cannot be removed. Switch it off instead.");

    public static Refusal TooManyLists { get; } = Refusal.Conflict("warning-lists-many", "There are as many warning lists as there may be, {0}. Remove one first.", LoadWarningList.MostLists);

    public static Refusal TooMuch { get; } = Refusal.Conflict("warning-lists-large", "All warning lists together would take more than {0} MB of memory. Remove one first.", LoadWarningList.MostBytes / 1024 / 1024);

    public static Refusal NotJson(long line, long column) => Refusal.Invalid("warning-list-json", "This is no JSON that can be read: look at line {0}, byte {1}.", "file", line, column);

    public static Refusal Twice(string path) => Refusal.Invalid("warning-list-twice", "{0} stands in the file twice.", "file", path);

    public static Refusal Wrong(string path) => Refusal.Invalid("warning-list-property", "{0} is missing in the file, or is not what a warning list in MISP's format has there.", "file", path);

    public static Refusal Entry(string path) => Refusal.Invalid("warning-list-entry", "{0} is no entry of a list of this type.", "file", path);

    public static Refusal TooManyEntries(int most) => Refusal.Invalid("warning-list-entries", "A list of this type has at most {0} entries.", "file", most);

    public static Refusal NotNewer(long version) => Refusal.Conflict("warning-list-old", "Version {0} of this list is here already. Only a newer one replaces it.", version);
}
