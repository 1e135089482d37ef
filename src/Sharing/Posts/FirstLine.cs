using System.Buffers;
using Infohub.Library.Items;
using Infohub.Observables;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Posts;

/// <summary>What could be a title: the subject of a pasted mail, else of the first line that says something its first sentence, up to where values begin.</summary>
internal static class FirstLine
{
    /// <summary>So many lines of a mail's head are looked through.</summary>
    private const int MostHead = 40;

    /// <summary>Fewer characters are no title: an address at the head of a line leaves nothing before it.</summary>
    private const int Shortest = 6;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?。！？");
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:()–—，；：、（）");

    /// <returns>Empty where there is none.</returns>
    public static string Of(string body)
    {
        var lines = body.Split('\n', MostHead + 1);
        var first = lines.Select(Plain).FirstOrDefault(l => l.Length > 0 && !IsMark(l), "");
        var subject = IsHeader(first) ? lines.Take(MostHead).Select(Plain).TakeWhile((l, i) => i == 0 || l.Length > 0).FirstOrDefault(l => l.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)) : null;
        var line = subject is { Length: > 8 } ? subject[8..].Trim() : first;
        var title = Said(line);
        return title.Length <= WritingRules.LongestTitle ? title : Short(title);
    }

    /// <summary>A title has no addresses in it: the line ends at a sentence or clause before the first.</summary>
    private static string Said(string line)
    {
        var value = Extractor.Find(line).Find(f => f.Kind is not (ObservableKind.Cve or ObservableKind.Technique));
        var head = value.Length == 0 ? line : line[..value.Start];
        if (Cut(head, SentenceEnds, first: true) is { } sentence)
        {
            return sentence;
        }

        return value.Length == 0 ? line : Cut(head, ClauseEnds, first: false) ?? "";
    }

    /// <summary>Up to the first or the last of these signs; null where nothing that says something stands before one.</summary>
    private static string? Cut(string text, SearchValues<char> ends, bool first)
    {
        for (var at = first ? text.AsSpan().IndexOfAny(ends) : text.AsSpan().LastIndexOfAny(ends); at >= 0;)
        {
            // A sign of ASCII ends something before a space alone: 2.0 and 12:30 go on.
            if ((text[at] > '\x7f' || at + 1 == text.Length || text[at + 1] == ' ') && text[..(text[at] is '?' or '!' or '？' or '！' ? at + 1 : at)].TrimEnd() is { Length: >= Shortest } said)
            {
                return said;
            }

            var next = first ? text.AsSpan(at + 1).IndexOfAny(ends) : text.AsSpan(0, at).LastIndexOfAny(ends);
            at = next < 0 ? -1 : first ? at + 1 + next : next;
        }

        return null;
    }

    private static string Short(string title)
    {
        var space = title.LastIndexOf(' ', WritingRules.LongestTitle - 2, WritingRules.LongestTitle / 4);
        return title[..(space < 0 ? WritingRules.LongestTitle - 1 : space)].TrimEnd() + "…";
    }

    private static bool IsHeader(string line) =>
        ((string[])["From:", "Subject:", "Received:", "Return-Path:", "Delivered-To:", "To:", "Date:", "Message-ID:"]).Any(h => line.StartsWith(h, StringComparison.OrdinalIgnoreCase));

    /// <summary>A label at the head of a text is its mark, and no title.</summary>
    private static bool IsMark(string line) => line.StartsWith("TLP:", StringComparison.OrdinalIgnoreCase) && line.Length <= "TLP:AMBER + STRICT".Length;

    private static string Plain(string line) => Invisible.OneLine(line.TrimStart(' ', '\t', '#', '>', '*', '-', '\r').Trim());
}
