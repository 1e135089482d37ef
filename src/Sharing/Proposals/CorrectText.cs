using System.Text;
using Infohub.Library.Public;
using Infohub.Observables;

namespace Infohub.Sharing.Proposals;

/// <summary>Makes a proposed change in what a post says: in the title, the summary and the text.</summary>
internal static class CorrectText
{
    /// <summary>What a line may keep when its only value leaves it, so that it leaves too: a bullet, a number, a comma.</summary>
    private const string Remains = " \t-*+•·–—:;,.#>()0123456789、，。：；";

    /// <summary>The corrected words; null where the post does not name that value any more, or would still name it.</summary>
    public static Content? Of(Content content, Correction correction)
    {
        var word = Content.WordOf(correction.Of);
        if (!content.Values().Any(v => Content.WordOf(v) == word))
        {
            return null;
        }

        if (correction.Change == ProposedChange.Kind)
        {
            return content with { Excluded = [.. content.Excluded, word] };
        }

        var corrected = content with { Title = In(content.Title, word, correction.To), Summary = In(content.Summary, word, correction.To), Body = In(content.Body, word, correction.To) };
        return corrected.Title.Trim().Length == 0 || corrected.Values().Any(v => Content.WordOf(v) == word) ? null : corrected;
    }

    private static string In(string text, string word, Finding? to)
    {
        var found = Extractor.Find(text).FindAll(f => Content.WordOf(f) == word);
        if (found.Count == 0)
        {
            return text;
        }

        var (corrected, copied) = (new StringBuilder(text.Length), 0);
        foreach (var at in found)
        {
            corrected.Append(text.AsSpan(copied, at.Start - copied));
            copied = at.Start + at.Length;
            if (to is { } other)
            {
                corrected.Append(AsWritten(text.Substring(at.Start, at.Length), other));
            }
            else
            {
                copied = LeaveOut(corrected, text, copied);
            }
        }

        return corrected.Append(text.AsSpan(copied)).ToString();
    }

    /// <summary>A masked value gives way to a masked one.</summary>
    private static string AsWritten(string before, Finding to) => Masking.MaskText(before) == before ? Masking.Mask(to.Value, to.Kind) : to.Value;

    /// <summary>Takes along the line, where nothing is left in it, or one of the two spaces beside the value. Where to read on.</summary>
    private static int LeaveOut(StringBuilder before, string text, int next)
    {
        var end = text.IndexOf('\n', next) is var n && n < 0 ? text.Length : n;
        var begin = before.Length;
        while (begin > 0 && before[begin - 1] != '\n')
        {
            begin--;
        }

        var (head, tail) = (before.ToString(begin, before.Length - begin), text[next..end]);
        if ((begin > 0 || end < text.Length) && (head + tail).All(c => Remains.Contains(c, StringComparison.Ordinal)))
        {
            before.Length = begin;
            return Math.Min(end + 1, text.Length);
        }

        return head.EndsWith(' ') && tail.StartsWith(' ') ? next + 1 : next;
    }
}
