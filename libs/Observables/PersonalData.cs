using Infohub.Observables.Personal;
using Infohub.Observables.Scanning;

namespace Infohub.Observables;

/// <summary>Finds personal data and secrets; the author decides what to do about them.</summary>
public static class PersonalData
{
    /// <summary>All findings in the order of the text, in time linear in its length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="identities">The identity numbers to look for; null means <see cref="IdentityForm.Known"/>.</param>
    public static List<PersonalFinding> Find(ReadOnlySpan<char> text, IReadOnlyList<IdentityForm>? identities = null)
    {
        identities ??= IdentityForm.Known;
        var found = new List<(PersonalKind Kind, int Start, int End)>();
        AddLinks(text, found);
        AddKeys(text, found);
        AddNumbers(text, identities, found);
        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return WithLines(text, found);
    }

    private static void AddLinks(ReadOnlySpan<char> text, List<(PersonalKind, int, int)> found)
    {
        var scanner = new Scanner(text);
        while (scanner.Next(out var hit))
        {
            if (hit.Kind == ObservableKind.Url && Secrets.In(text, hit) is { } secret)
            {
                found.Add((PersonalKind.PasswordInLink, secret.Start.Value, secret.End.Value));
            }
        }
    }

    private static void AddKeys(ReadOnlySpan<char> text, List<(PersonalKind, int, int)> found)
    {
        const string Begin = "-----BEGIN ";
        for (var at = 0; text[at..].IndexOf(Begin) is >= 0 and var next;)
        {
            var start = at + next;
            at = start + Begin.Length;
            var label = text[at..Math.Min(text.Length, at + 40)];
            var dashes = label.IndexOf("-----");
            if (dashes < 0 || !(label[..dashes].EndsWith("PRIVATE KEY") || label[..dashes].EndsWith("PRIVATE KEY BLOCK")))
            {
                continue;
            }

            // Without its end the block was cut when it was pasted; what is there of it is enough to point out.
            var end = text[at..].IndexOf("-----END ");
            var line = end < 0 ? -1 : text[(at + end + 9)..].IndexOf("-----");
            at = line < 0 ? text.Length : at + end + 9 + line + 5;
            found.Add((PersonalKind.PrivateKey, start, at));
        }
    }

    private static void AddNumbers(ReadOnlySpan<char> text, IReadOnlyList<IdentityForm> identities, List<(PersonalKind, int, int)> found)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Chars.IsAlnum(text[at]))
            {
                at++;
                continue;
            }

            var end = EndOfIdentity(text, at, identities);
            if (end > 0)
            {
                found.Add((PersonalKind.IdentityNumber, at, end));
            }
            else if (PaymentCards.EndAt(text, at) is > 0 and var card)
            {
                found.Add((PersonalKind.PaymentCard, at, end = card));
            }

            at = Math.Max(end, at + 1);
            while (at < text.Length && Chars.IsWord(text[at]))
            {
                at++;
            }
        }
    }

    private static int EndOfIdentity(ReadOnlySpan<char> text, int start, IReadOnlyList<IdentityForm> identities)
    {
        foreach (var form in identities)
        {
            foreach (var shape in form.Shape)
            {
                var end = start + shape.Length;
                if (end <= text.Length && Fits(text[start..end], shape) && !(end < text.Length && Chars.IsWord(text[end]))
                    && form.Holds(Significant(text[start..end], shape)))
                {
                    return end;
                }
            }
        }

        return -1;
    }

    private static bool Fits(ReadOnlySpan<char> text, string shape)
    {
        for (var i = 0; i < shape.Length; i++)
        {
            var fits = shape[i] switch
            {
                'A' => char.IsAsciiLetter(text[i]),
                '9' => char.IsAsciiDigit(text[i]),
                '#' => char.IsAsciiLetterOrDigit(text[i]),
                '(' => text[i] is '(' or '（',
                ')' => text[i] is ')' or '）',
                var c => text[i] == c,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static string Significant(ReadOnlySpan<char> text, string shape)
    {
        Span<char> kept = stackalloc char[shape.Length];
        var length = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] is 'A' or '9' or '#')
            {
                kept[length++] = char.ToUpperInvariant(text[i]);
            }
        }

        return new string(kept[..length]);
    }

    private static List<PersonalFinding> WithLines(ReadOnlySpan<char> text, List<(PersonalKind Kind, int Start, int End)> found)
    {
        var (line, at) = (1, 0);
        var findings = new List<PersonalFinding>(found.Count);
        foreach (var (kind, start, end) in found)
        {
            line += text[at..start].Count('\n');
            at = start;
            findings.Add(new PersonalFinding(kind, start, end - start, line));
        }

        return findings;
    }
}
