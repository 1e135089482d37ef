using System.Text.RegularExpressions;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Posts;

/// <summary>A label that the text speaks for, with the reason as an English key. It never chooses by itself (W1).</summary>
/// <param name="Label">What is suggested.</param>
/// <param name="Reason">Why, to be translated.</param>
/// <param name="About">Fills the reason; a key of the texts itself where it is a word.</param>
public sealed record LabelSuggestion(Tlp Label, string Reason, string About = "")
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Marks = new(@"\bTLP ?[:：] ?(?<mark>RED|AMBER ?\+ ?STRICT|AMBER|GREEN|CLEAR|WHITE)\b", Linear);

    /// <summary>Words that only TLP 2.0 has, or its number.</summary>
    private static readonly Regex Tlp2 = new(@"\bTLP[ :_-]?(v|version )?2(\.0)?\b|\bTLP ?[:：] ?(AMBER ?\+ ?STRICT|CLEAR)\b", Linear);

    /// <summary>The strictest that anything in the text speaks for (W5); null where nothing does, or the chosen label is as strict.</summary>
    public static LabelSuggestion? Of(Content content, TextLook look, Tlp? chosen)
    {
        var all = content.Title + "\n" + content.Summary + "\n" + content.Body;
        var strictest = new[] { OfMarks(all), OfPersonal(look) }.OfType<LabelSuggestion>().MaxBy(s => s.Label);
        return strictest is null
            ? chosen is null && IsPublic(content, look) ? new LabelSuggestion(Tlp.Clear, "It names public references only: {0} is possible.", Tlp.Clear.Canonical()) : null
            : chosen is { } label && label >= strictest.Label ? null : strictest;
    }

    public string InWords(Words words) => words[Reason, words[About]];

    private static LabelSuggestion? OfPersonal(TextLook look) =>
        look.Personal.Count == 0 ? null : new LabelSuggestion(Tlp.Amber, "It holds what looks like personal data or a secret ({0}).", look.Personal[0].Kind.ToString());

    private static LabelSuggestion? OfMarks(string text)
    {
        LabelSuggestion? strictest = null;
        var meansTlp2 = Tlp2.IsMatch(text);
        foreach (Match mark in Marks.Matches(text))
        {
            var word = mark.Groups["mark"].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
            var label = Labels.FromOutside(word, meansTlp2);
            if (strictest is null || label > strictest.Label)
            {
                strictest = word == "AMBER" && label == Tlp.AmberStrict
                    ? new LabelSuggestion(label, "It is marked {0} in the text. Without a sign of TLP 2.0 that reads as TLP:AMBER+STRICT.", "TLP:AMBER")
                    : new LabelSuggestion(label, "It is marked {0} in the text.", "TLP:" + word);
            }
        }

        return strictest;
    }

    private static bool IsPublic(Content content, TextLook look) =>
        content.References.Length > 0 && content.Body.Length > 0 && look.Values.All(v => v.Kind is ObservableKind.Cve or ObservableKind.Technique);
}
