using Infohub.Platform.Ui;

namespace Infohub.Community.Settings;

/// <summary>Short terms to begin with, and those that hold where a community has put down none: a text for each language.</summary>
internal sealed class TermsTemplate(WordBook book)
{
    public IReadOnlyDictionary<string, string> Texts { get; } = Languages.All.ToDictionary(l => l, l => In(new Words(book) { Language = l }), StringComparer.Ordinal);

    private static string In(Words words)
    {
        string[] lines =
        [
            words["I pass on what I read here only as far as its TLP label allows. Where I am not sure, I ask the originator."],
            words["I use it to protect organisations and people, and for nothing else: not for marketing, not for competition, not against who shared it."],
            words["I share what I may share, in good faith, and I correct or withdraw what turns out to be wrong."],
            words["My account is mine alone. I tell the officers at once if it, or something that I read here, may be in other hands."],
            words["When I no longer represent my organisation I stop using the account; the labels go on binding me."],
            words["The hub keeps a record of what I read, share and change, as far as its rules say."],
        ];
        return string.Join('\n', lines.Select(line => "- " + line));
    }
}
