using System.Text;

namespace Infohub.Sharing.Changes;

/// <summary>A stretch of text that was kept, removed or added.</summary>
internal readonly record struct Stretch(Fate Fate, string Text);

/// <summary>What changed from one text to another: by lines, and within changed lines by words. All but the added is the old text, all but the removed the new one.</summary>
internal static class TextDiff
{
    public static IReadOnlyList<Stretch> Of(string before, string after) => Joined(Pieces(before, after));

    private static IEnumerable<(Fate Fate, string Piece)> Pieces(string before, string after)
    {
        var (removed, added) = (new StringBuilder(), new StringBuilder());
        foreach (var (fate, line) in ShortestEdit.Of(TextPieces.Lines(before), TextPieces.Lines(after)).Append((Fate.Same, "")))
        {
            if (fate != Fate.Same)
            {
                (fate == Fate.Removed ? removed : added).Append(line);
                continue;
            }

            foreach (var piece in Words(removed.ToString(), added.ToString()))
            {
                yield return piece;
            }

            removed.Clear();
            added.Clear();
            yield return (fate, line);
        }
    }

    /// <summary>What was removed stands before what took its place.</summary>
    private static IEnumerable<(Fate Fate, string Piece)> Words(string before, string after)
    {
        var (removed, added) = (new StringBuilder(), new StringBuilder());
        foreach (var (fate, text) in Joined(ShortestEdit.Of(TextPieces.Words(before), TextPieces.Words(after))).Append(new Stretch(Fate.Same, "")))
        {
            // A lone space between two replaced words is read as a part of one replacement.
            var between = fate == Fate.Same && removed.Length > 0 && added.Length > 0 && text.Length > 0 && text.All(c => c == ' ');
            if (fate == Fate.Removed || between)
            {
                removed.Append(text);
            }

            if (fate == Fate.Added || between)
            {
                added.Append(text);
            }

            if (fate == Fate.Same && !between)
            {
                yield return (Fate.Removed, removed.ToString());
                yield return (Fate.Added, added.ToString());
                yield return (fate, text);
                removed.Clear();
                added.Clear();
            }
        }
    }

    private static List<Stretch> Joined(IEnumerable<(Fate Fate, string Piece)> pieces)
    {
        var joined = new List<Stretch>();
        var text = new StringBuilder();
        var last = Fate.Same;
        foreach (var (fate, piece) in pieces.Where(p => p.Piece.Length > 0))
        {
            if (fate != last && text.Length > 0)
            {
                joined.Add(new Stretch(last, text.ToString()));
                text.Clear();
            }

            last = fate;
            text.Append(piece);
        }

        if (text.Length > 0)
        {
            joined.Add(new Stretch(last, text.ToString()));
        }

        return joined;
    }
}
