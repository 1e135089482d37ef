using System.Text;

namespace Infohub.PdfText.Pages;

/// <summary>Puts shown text together: what stands on one line and close by is one word, what stands away is another, what stands lower is another line.</summary>
internal sealed class TextSink(int most)
{
    // Of the size of the letters: narrower than the narrowest space that writers leave out, wider than what they shift letters by.
    private const double Gap = 0.17;
    private const double Line = 0.4;

    private readonly StringBuilder text = new();
    private (double X, double Y, double Size) end;
    private bool began;

    public bool IsCut { get; private set; }

    public int Unreadable { get; private set; }

    public void Show(string? said, (double X, double Y) from, (double X, double Y) to, double size)
    {
        if (said is null)
        {
            Unreadable++;
            end = (to.X, to.Y, size);
            return;
        }

        if (began)
        {
            var (along, across) = (from.X - end.X, Math.Abs(from.Y - end.Y));
            var by = Math.Max(size, end.Size);
            if (across > by * Line || along < -by * 1.5)
            {
                Break();
            }
            else if (along > by * Gap && text.Length > 0 && !char.IsWhiteSpace(text[^1]) && !char.IsWhiteSpace(said.Length > 0 ? said[0] : ' ') && !(IsWide(text[^1]) && IsWide(said[0]) && along < by))
            {
                Add(" ");
            }
        }

        Add(said);
        (end, began) = ((to.X, to.Y, size), true);
    }

    public void Break()
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }

        began = false;
    }

    public void EndPage()
    {
        Break();
        if (text.Length > 0 && !(text.Length > 1 && text[^2] == '\n'))
        {
            text.Append('\n');
        }
    }

    public override string ToString() => text.ToString().Trim('\n', ' ');

    private void Add(string said)
    {
        foreach (var c in Plain(said))
        {
            if (text.Length >= most)
            {
                IsCut = true;
                return;
            }

            // Control characters say nothing here, and soft hyphens are drawn at a line's end only.
            text.Append(c is '\u00A0' or '\t' ? ' ' : c is '\u00AD' ? '-' : char.IsControl(c) ? ' ' : c);
        }
    }

    /// <summary>Ligatures as their letters, and radicals of Chinese signs as the signs: tables of fonts name the one where the writer meant the other, and no search finds it.</summary>
    private static string Plain(string said)
    {
        foreach (var c in said)
        {
            if (c is (>= '\u2E80' and <= '\u2FDF') or (>= '\uFB00' and <= '\uFB06'))
            {
                return said.Normalize(NormalizationForm.FormKC);
            }
        }

        return said;
    }

    /// <summary>Scripts that set no spaces.</summary>
    private static bool IsWide(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFFEF' || char.IsSurrogate(c);
}
