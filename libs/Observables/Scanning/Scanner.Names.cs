using System.Text;
using Infohub.Observables.Names;

namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    private const int LongestExtension = 18;

    /// <summary>A domain or a file, by the last label and what surrounds the chain.</summary>
    private bool TryName(Chain chain, out Hit hit)
    {
        if (chain.Labels < 2 || chain.Length > LongestName)
        {
            return Refuse(out hit);
        }

        chain = Trim(chain);
        if (IsFile(chain))
        {
            // "~name" and "~$name" are how programs call what they keep for a while.
            var start = chain.Start - (At(chain.Start - 1) == '$' && At(chain.Start - 2) == '~' ? 2 : At(chain.Start - 1) == '~' ? 1 : 0);
            start = start == chain.Start && text[start] == '_' ? StartBehindColon(start) : start;
            return chain.Start >= pathUntil && !Code.IsNoFile(text[chain.Start..chain.End])
                ? Accept(Hit.Whole(ObservableKind.FileName, start > 0 && (At(start - 1) is '\\' || Chars.IsIdeographic(text[start])) ? start : chain.Start, chain.End), out hit)
                : Refuse(out hit);
        }

        if (!IsDomain(chain))
        {
            var shorter = IsGlued(chain) ? Cut(chain) : default;
            if (shorter.Labels < 2 || !IsDomain(shorter))
            {
                return Refuse(out hit);
            }

            chain = shorter;
        }

        NotePath(chain.End);
        return Accept(Hit.Whole(ObservableKind.Domain, chain.Start, chain.End), out hit);
    }

    private readonly bool IsFile(Chain chain)
    {
        Span<char> letters = stackalloc char[LongestExtension];
        scoped var extension = Folded(text[chain.Last..chain.End], letters);
        if (!FileExtensions.Contains(extension))
        {
            return false;
        }

        var folder = !chain.AnyMasked && At(chain.Start - 1) is '\\' or '/' && At(chain.Start - 2) != '/';
        if (!IsTopLevel(chain))
        {
            return true;
        }

        if (FileExtensions.FileBeforeDomain(extension))
        {
            return (chain.Labels == 2 && !chain.LastMasked) || folder;
        }

        // "a.com/b.com" are two domains; "\b.com" is a program of DOS.
        if (extension.Equals("com", StringComparison.OrdinalIgnoreCase))
        {
            return folder && At(chain.Start - 1) == '\\';
        }

        return folder || (!chain.AnyMasked && ((extension is "app" && char.IsAsciiLetterUpper(text[chain.Start]))
            || (extension is "so" && text[chain.Start..].StartsWith("lib"))));
    }

    private readonly bool IsDomain(Chain chain)
    {
        var last = text[chain.Last..chain.End];
        var known = IsTopLevel(chain);
        if (!HasValidLabels(chain) || !(known || (chain.LastMasked && IsAlphabetic(last))))
        {
            return false;
        }

        if (chain.AnyMasked)
        {
            return true;
        }

        // Live and bare, "System.Net" and "end.In" are written as no domain is.
        return IsWrittenAsHost(chain) && !Code.IsNoDomain(text[chain.Start..chain.End], last, At(chain.End), At(chain.End + 1));
    }

    /// <summary>A top level in capitals stands behind capitals only.</summary>
    private readonly bool IsWrittenAsHost(Chain chain) =>
        text[chain.Last..chain.End].IndexOfAnyInRange('A', 'Z') < 0 || text[chain.Start..chain.End].IndexOfAnyInRange('a', 'z') < 0;

    private readonly bool IsGlued(Chain chain) =>
        chain.Labels > 2 && !chain.LastMasked && char.IsAsciiLetterUpper(text[chain.Last])
        && text[chain.Start..chain.Before.End.Value].IndexOfAnyInRange('A', 'Z') < 0;

    private readonly bool IsTopLevel(Chain chain) => IsTopLevel(text[chain.Last..chain.End]);

    private static bool IsTopLevel(ReadOnlySpan<char> label)
    {
        if (Ascii.IsValid(label))
        {
            return TopLevels.Contains(label);
        }

        if (label.Length > 63)
        {
            return false;
        }

        Span<char> letters = stackalloc char[63];
        var folded = Folded(label, letters);
        if (Ascii.IsValid(folded))
        {
            return TopLevels.Contains(folded);
        }

        var ascii = new StringBuilder(64);
        Punycode.AppendLabel(ascii, label);
        return TopLevels.Contains(ascii.ToString());
    }

    /// <summary>The label with its full-width letters as usual ones; a longer one than there is room for as it stands.</summary>
    private static ReadOnlySpan<char> Folded(ReadOnlySpan<char> label, Span<char> room)
    {
        if (Ascii.IsValid(label) || label.Length > room.Length)
        {
            return label;
        }

        for (var i = 0; i < label.Length; i++)
        {
            room[i] = Chars.Fold(label[i]);
        }

        return room[..label.Length];
    }

    private static bool IsAlphabetic(ReadOnlySpan<char> label)
    {
        foreach (var c in label)
        {
            if (!char.IsLetter(c))
            {
                return false;
            }
        }

        return label.Length is >= 2 and <= 24;
    }

    /// <summary>RFC 1035 §2.3.4: labels of 1 to 63, names of at most 253; no hyphen at a label's end.</summary>
    private readonly bool HasValidLabels(Chain chain)
    {
        var (at, total) = (chain.Start, -1);
        while (at < chain.End)
        {
            var end = at;
            while (end < chain.End && Forms.HostDot(text, end) == 0)
            {
                end++;
            }

            var length = end - at > 63 ? 64 : AsciiLength(text[at..end]);
            if (length is 0 or > 63 || text[at] == '-' || text[end - 1] == '-')
            {
                return false;
            }

            total += length + 1;
            at = end + Forms.HostDot(text, end);
        }

        return total <= 253;
    }

    private static int AsciiLength(ReadOnlySpan<char> label)
    {
        if (Ascii.IsValid(label))
        {
            return label.Length;
        }

        var ascii = new StringBuilder(64);
        Punycode.AppendLabel(ascii, label);
        return ascii.Length;
    }

    private void NotePath(int end)
    {
        var at = end;
        if (At(at) == ':')
        {
            at++;
            while (char.IsAsciiDigit(At(at)) && at - end < 6)
            {
                at++;
            }
        }

        if (end < pathUntil || At(at) != '/')
        {
            return;
        }

        while (at < text.Length && text[at] is > ' ' and < '\u007F' and not ('"' or '\'' or '<' or '>' or ',' or ';' or '|' or '`'))
        {
            at++;
        }

        pathUntil = at;
    }
}
