using Infohub.Community.Public;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Posts;

/// <summary>Who reads, and how many, in the reader's language.</summary>
internal static class ReaderWords
{
    public static string InWords(this AudiencePreview preview, Words words) =>
        preview.Everybody ? words["Everybody"] : Both(words, preview.Organisations, preview.Persons);

    public static string InWords(this ClosedList circle, Words words) => Both(words, circle.Organisations, circle.Persons);

    public static string InWords(this PartView part, Words words) => part.Kind switch
    {
        PartKind.Public => words["Public"],
        PartKind.Community => words["Community"],
        PartKind.Person => part.Name + " (" + part.Organisation + ")",
        _ => words.Name(part.Name, part.NameZh),
    };

    private static string Both(Words words, int organisations, int persons) =>
        words["{0} with {1}", words.Count(organisations, "one organisation", "{0} organisations"), words.Count(persons, "one person", "{0} persons")];
}
