using Infohub.Community.Public;
using Infohub.Markings;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Posts;

/// <summary>Who reads, and how many, in the reader's language.</summary>
internal static class ReaderWords
{
    public static string InWords(this AudiencePreview preview, Words words) =>
        preview.Everybody ? words["Everybody"]
        : string.Join(" + ", (IEnumerable<string>)[preview.HoldsOwn ? words["{0}, yours among them", Both(words, preview.Organisations, preview.Persons)] : Both(words, preview.Organisations, preview.Persons), .. preview.ClosedLists.Select(c => words["{0} ({1})", words.Name(c.Name, c.NameZh), c.InWords(words)])]);

    /// <summary>What the button does. A circle whose list is not for the author is named: its number is not added to the others.</summary>
    public static string ToShare(this AudiencePreview preview, Tlp label, Words words) =>
        preview.Everybody ? words["Share {0} with everybody", label.Canonical()]
        : preview.ClosedLists.Count == 0 ? words.Count(preview.Organisations, "Share {1} with one organisation", "Share {1} with {0} organisations", label.Canonical())
        : words.Count(
            preview.Organisations,
            "Share {1} with one organisation and {2}",
            "Share {1} with {0} organisations and {2}",
            label.Canonical(),
            words.List(preview.ClosedLists.Select(c => words.Name(c.Name, c.NameZh))));

    public static string InWords(this ClosedList circle, Words words) => Both(words, circle.Organisations, circle.Persons);

    public static string InWords(this PartView part, Words words) => part.Kind switch
    {
        PartKind.Public => words["Public"],
        PartKind.Community => words["Community"],
        PartKind.Person => words["{0} ({1})", part.Name, part.Organisation],
        _ => words.Name(part.Name, part.NameZh),
    };

    private static string Both(Words words, int organisations, int persons) =>
        words["{0} with {1}", words.Count(organisations, "one organisation", "{0} organisations"), words.Count(persons, "one person", "{0} persons")];
}
