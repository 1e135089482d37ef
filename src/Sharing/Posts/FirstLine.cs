using Infohub.Library.Items;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Posts;

/// <summary>What could be a title: the subject of a pasted mail, else the first line that says something.</summary>
internal static class FirstLine
{
    /// <summary>So many lines of a mail's head are looked through.</summary>
    private const int MostHead = 40;

    /// <returns>Empty where there is none.</returns>
    public static string Of(string body)
    {
        var lines = body.Split('\n', MostHead + 1);
        var first = lines.Select(Plain).FirstOrDefault(l => l.Length > 0 && !IsMark(l), "");
        var subject = IsHeader(first) ? lines.Take(MostHead).Select(Plain).TakeWhile((l, i) => i == 0 || l.Length > 0).FirstOrDefault(l => l.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)) : null;
        var line = subject is { Length: > 8 } ? subject[8..].Trim() : first;
        return line.Length <= WritingRules.LongestTitle ? line : line[..(WritingRules.LongestTitle - 1)].TrimEnd() + "…";
    }

    private static bool IsHeader(string line) =>
        ((string[])["From:", "Subject:", "Received:", "Return-Path:", "Delivered-To:", "To:", "Date:", "Message-ID:"]).Any(h => line.StartsWith(h, StringComparison.OrdinalIgnoreCase));

    /// <summary>A label at the head of a text is its mark, and no title.</summary>
    private static bool IsMark(string line) => line.StartsWith("TLP:", StringComparison.OrdinalIgnoreCase) && line.Length <= "TLP:AMBER + STRICT".Length;

    private static string Plain(string line) => Invisible.OneLine(line.TrimStart(' ', '\t', '#', '>', '*', '-', '\r').Trim());
}
