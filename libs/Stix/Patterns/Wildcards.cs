namespace Infohub.Stix.Patterns;

/// <summary>LIKE of STIX 2.1 §9.6.1: <c>%</c> is any run of characters, <c>_</c> is one.</summary>
internal static class Wildcards
{
    /// <summary>Goes back to the last <c>%</c> alone. What was looked at in vain is drawn from the budget, for it could be the lengths' product.</summary>
    public static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, EvaluationBudget budget)
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
                budget.Spend(t - from + 1);
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
