using System.Text;
using Infohub.Intelligence.Public;
using Infohub.Library.Items;
using Infohub.Markings;
using Infohub.Platform.Ui;

namespace Infohub.Sharing.Import;

/// <summary>What a bundle holds, as the text that its post begins with.</summary>
internal static class BundleWords
{
    private const int Room = WritingRules.LongestBody / 2;

    public static string Of(BroughtSummary summary, Words words)
    {
        var text = new StringBuilder();
        if (summary.Description.Length > 0)
        {
            text.Append(summary.Description.Length <= Room ? summary.Description : summary.Description[..Room]).Append("\n\n");
        }

        text.Append(words.Count(summary.Objects, "One object for machines comes with this post:", "{0} objects for machines come with this post:")).Append("\n\n");
        foreach (var (type, count) in summary.Types.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            text.Append("- ").Append(words["{0:N0} of the type {1}", count, type.Length == 0 ? "?" : type]).Append('\n');
        }

        // As a text is marked, so that the suggestion of the label reads it as it reads every other (W5). A marking of TLP 1.0 was read as what it is now.
        return text.Append('\n').Append(summary.Strictest is { } strictest
            ? words["The strictest marking among them is {0} (TLP 2.0).", strictest.Canonical()]
            : words["None of them carries a TLP marking."]).ToString();
    }
}
