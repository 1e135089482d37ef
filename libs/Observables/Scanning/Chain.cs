namespace Infohub.Observables.Scanning;

/// <summary>Labels joined by dots, by the places of the last two; that is all that decides what the chain is.</summary>
internal struct Chain
{
    public int Start;
    public int End;
    public int Labels;

    /// <summary>Where the last label starts.</summary>
    public int Last;

    /// <summary>The last label but one.</summary>
    public Range Before;

    /// <summary>The last dot, or any, is in brackets.</summary>
    public bool LastMasked;
    public bool AnyMasked;

    public readonly int Length => End - Start;
}

internal ref partial struct Scanner
{
    // RFC 1035 §2.3.4 allows 253 characters; each dot may take five when masked.
    private const int LongestName = 253 + (4 * 64);

    private readonly Chain ReadChain(int start, bool ideographs)
    {
        var chain = new Chain { Start = start, Last = start, Labels = 1 };
        var at = EndOfLabel(start, ideographs);
        while (Forms.Dot(text, at) is > 0 and var dot && EndOfLabel(at + dot, ideographs) is var end && end > at + dot)
        {
            chain.Before = chain.Last..at;
            chain.Last = at + dot;
            chain.LastMasked = dot > 1;
            chain.AnyMasked |= dot > 1;
            chain.Labels++;
            at = end;
        }

        chain.End = at;
        return chain;
    }

    private readonly int EndOfLabel(int at, bool ideographs)
    {
        if (ideographs && at < text.Length && Chars.IsIdeographic(text[at]))
        {
            while (at < text.Length && (Chars.IsIdeographic(text[at]) || Chars.IsAlnum(text[at])))
            {
                at++;
            }

            return at;
        }

        while (at < text.Length && Chars.IsLabel(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Takes the hyphens and the low lines of emphasis off both ends.</summary>
    private readonly Chain Trim(Chain chain)
    {
        var emphasis = false;
        while (chain.End > chain.Last + 1 && text[chain.End - 1] is '-' or '_')
        {
            emphasis |= text[chain.End - 1] == '_';
            chain.End--;
        }

        while (chain.Start < chain.End - 1 && Chars.IsLabel(text[chain.Start + 1])
            && (text[chain.Start] == '-' || (text[chain.Start] == '_' && (emphasis || At(chain.Start + 1) == '_'))))
        {
            chain.Start++;
        }

        return chain;
    }

    /// <summary>Leaves out the last label: the first word of the next sentence, where no space was put.</summary>
    private static Chain Cut(Chain chain) => chain with { End = chain.Before.End.Value, Last = chain.Before.Start.Value, Labels = chain.Labels - 1 };
}
