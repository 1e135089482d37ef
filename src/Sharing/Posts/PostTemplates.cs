using Infohub.Platform.Ui;

namespace Infohub.Sharing.Posts;

/// <summary>For each kind: headings to begin with, and what helps its readers. All are English keys.</summary>
internal static class PostTemplates
{
    private static readonly string[][] Headings =
    [
        [],
        ["What we see", "Since when, and whom it touches", "How to recognise it", "What to do now"],
        ["Where these come from", "Indicators", "How sure we are, and until when", "What to do with them"],
        ["What we want to know", "What we saw and tried", "By when an answer helps"],
        ["The problem that it solves", "What we do", "What it cost, and what it changed"],
        ["What happened", "How it was found", "What was affected", "What we did", "What we learnt"],
    ];

    private static readonly string[][] Checks =
    [
        [],
        ["Say first what readers should do.", "Times with their zone.", "One indicator a line reads best.", "Say what you do not know yet."],
        ["Where they were seen, and when.", "How sure you are of each.", "Until when they should be blocked.", "Untick what is only context."],
        ["One question, in the title.", "What you tried already.", "By when an answer helps."],
        ["For whom it is, and what it needs.", "What it does not do.", "Something that can be copied."],
        ["Nobody to blame, nobody by name.", "A timeline with zones.", "What you would do differently."],
    ];

    /// <summary>The skeleton of a text of this kind; empty where none is chosen.</summary>
    public static string Of(int kind, Words words) => string.Join("\n\n", Headings[kind].Select(h => "## " + words[h] + "\n"));

    public static IReadOnlyList<string> ChecksOf(int kind) => Checks[kind];
}
