using Infohub.Observables;
using Infohub.Sharing.Changes;

namespace Infohub.Modules.Tests.Sharing.Changes;

public sealed class TextDiffTests
{
    private static readonly string[] Pieces =
    [
        "the ", "relay ", "page", ". ", "\n", "\n\n", "登入", "頁面", "假冒", "，", "203[.]0[.]113[.]45", " ", "  ", "a", "b ", "- list\n", "😀", "e\u0301", "\t", ")", "…", "hxxps://evil[.]example/a?b=1",
    ];

    [Fact]
    public void Without_what_was_added_it_is_the_old_text_and_without_what_was_removed_the_new_one()
    {
        var random = new Random(20);
        for (var round = 0; round < 3_000; round++)
        {
            var before = Some(random, random.Next(30));
            var after = round % 3 == 0 ? Some(random, random.Next(30)) : Changed(random, before);
            var diff = TextDiff.Of(before, after);
            Assert.Equal(before, string.Concat(diff.Where(s => s.Fate != Fate.Added).Select(s => s.Text)));
            Assert.Equal(after, string.Concat(diff.Where(s => s.Fate != Fate.Removed).Select(s => s.Text)));
            Assert.DoesNotContain(diff, s => s.Text.Length == 0);
            Assert.All(diff.Zip(diff.Skip(1)), pair => Assert.NotEqual(pair.First.Fate, pair.Second.Fate));
        }
    }

    [Fact]
    public void The_edit_is_as_short_as_the_longest_common_sequence_allows()
    {
        var random = new Random(21);
        for (var round = 0; round < 2_000; round++)
        {
            var (a, b) = (Letters(random), Letters(random));
            var kept = ShortestEdit.Of(a, b).Count(e => e.Fate == Fate.Same);
            Assert.Equal(Common(a, b), kept);
        }
    }

    [Fact]
    public void A_text_is_its_pieces_and_no_character_is_cut_in_two()
    {
        var random = new Random(22);
        for (var round = 0; round < 1_000; round++)
        {
            var text = Some(random, random.Next(40));
            Assert.Equal(text, string.Concat(TextPieces.Words(text)));
            Assert.Equal(text, string.Concat(TextPieces.Lines(text)));
            Assert.DoesNotContain(TextPieces.Words(text), p => char.IsLowSurrogate(p[0]) || char.IsHighSurrogate(p[^1]));
        }
    }

    [Fact]
    public void Words_between_spaces_and_chinese_by_characters_are_compared()
    {
        Assert.Equal([(Fate.Same, "Block "), (Fate.Removed, "203[.]0[.]113[.]45"), (Fate.Added, "203[.]0[.]113[.]46"), (Fate.Same, ".")], Of("Block 203[.]0[.]113[.]45.", "Block 203[.]0[.]113[.]46."));
        Assert.Equal([(Fate.Same, "假冒登"), (Fate.Removed, "入"), (Fate.Added, "記"), (Fate.Same, "頁面")], Of("假冒登入頁面", "假冒登記頁面"));
        Assert.Equal([(Fate.Removed, "two old"), (Fate.Added, "three new"), (Fate.Same, " words")], Of("two old words", "three new words"));
        Assert.Equal([(Fate.Same, "same\n"), (Fate.Added, "new\n"), (Fate.Same, "same\n")], Of("same\nsame\n", "same\nnew\nsame\n"));
        Assert.Empty(TextDiff.Of("", ""));
    }

    [Fact]
    public void What_is_masked_stays_masked()
    {
        var (before, after) = (Masking.MaskText("Open https://evil.example/a and 203.0.113.45"), Masking.MaskText("Open https://evil.example/b and 203.0.113.46"));
        Assert.All(TextDiff.Of(before, after), s => Assert.Equal(s.Text, Masking.MaskText(s.Text)));
    }

    [Fact]
    public void Two_texts_that_have_nothing_in_common_are_compared_in_bounded_time_and_space()
    {
        var (before, after) = (string.Concat(Enumerable.Range(0, 40_000).Select(i => $"a{i} ")), string.Concat(Enumerable.Range(0, 40_000).Select(i => $"b{i}\n")));
        var held = GC.GetAllocatedBytesForCurrentThread();
        var diff = TextDiff.Of(before, after);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - held < 200_000_000);
        Assert.Equal(before, string.Concat(diff.Where(s => s.Fate != Fate.Added).Select(s => s.Text)));
        Assert.Equal(after, string.Concat(diff.Where(s => s.Fate != Fate.Removed).Select(s => s.Text)));
    }

    private static IEnumerable<(Fate, string)> Of(string before, string after) => TextDiff.Of(before, after).Select(s => (s.Fate, s.Text));

    private static string Some(Random random, int pieces) => string.Concat(Enumerable.Range(0, pieces).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Changed(Random random, string text)
    {
        var pieces = TextPieces.Words(text);
        for (var i = random.Next(4); i > 0 && pieces.Count > 0; i--)
        {
            pieces[random.Next(pieces.Count)] = Some(random, random.Next(3));
        }

        return string.Concat(pieces);
    }

    private static List<string> Letters(Random random) => [.. Enumerable.Range(0, random.Next(14)).Select(_ => ((char)('a' + random.Next(4))).ToString())];

    /// <summary>The plain table, as every book has it.</summary>
    private static int Common(List<string> a, List<string> b)
    {
        var table = new int[a.Count + 1, b.Count + 1];
        for (var i = 1; i <= a.Count; i++)
        {
            for (var j = 1; j <= b.Count; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[a.Count, b.Count];
    }
}
