namespace Infohub.Stix.Patterns;

/// <summary>LIKE of STIX 2.1 §9.6.1: <c>%</c> is any run of characters, <c>_</c> is one.</summary>
internal static class Wildcards
{
    /// <summary>In time of the lengths' product at most.</summary>
    public static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, run, from) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                (run, from) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == text[t] || pattern[p] == '_'))
            {
                // One character may be two units.
                t += pattern[p] == '_' && char.IsHighSurrogate(text[t]) && t + 1 < text.Length ? 2 : 1;
                p++;
            }
            else if (run >= 0)
            {
                (p, t) = (run + 1, ++from);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('%').IsEmpty;
    }
}
