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

    /// <summary>How many of the dots are wide full stops, in brackets or not.</summary>
    public int Wide;

    public readonly int Length => End - Start;
}

internal ref partial struct Scanner
{
    // RFC 1035 §2.3.4 allows 253 characters; each dot may take five when masked.
    private const int LongestName = 253 + (4 * 64);

    // Each wide full stop may be the end of a sentence, and what was read behind it is read again then, but for what stands behind a scheme
    // or an at sign. Those in brackets count, so that a masked name reaches as far as the live one.
    private const int MostWideDots = 5;

    /// <param name="start">The first character of the first label.</param>
    /// <param name="ideographs">Whether labels may be Chinese.</param>
    /// <param name="anchored">Whether a scheme or an at sign before it says that this is a host, not a sentence.</param>
    private readonly Chain ReadChain(int start, bool ideographs, bool anchored)
    {
        var chain = ReadOn(new Chain { Start = start, Last = start, Labels = 1 }, EndOfLabel(start, ideographs), ideographs);
        return Chars.IsWideDot(At(chain.End)) ? ReadWide(chain, ideographs, anchored) : chain;
    }

    private readonly Chain ReadOn(Chain chain, int at, bool ideographs)
    {
        while (Forms.Dot(text, at) is > 0 and var dot && EndOfLabel(at + dot, ideographs) is var end && end > at + dot)
        {
            chain.Before = chain.Last..at;
            chain.Last = at + dot;
            chain.LastMasked = dot > 1;
            chain.AnyMasked |= dot > 1;
            chain.Wide += dot > 1 && Chars.IsWideDot(text[at + 1]) ? 1 : 0;
            chain.Labels++;
            at = end;
        }

        chain.End = at;
        return Chars.IsFullWidth(At(at - 1)) ? WithoutWideTail(chain) : chain;
    }

    /// <summary>Goes on behind wide full stops where a host does, not a sentence: to a known top level, or anywhere behind a scheme or an at sign.</summary>
    private readonly Chain ReadWide(Chain chain, bool ideographs, bool anchored)
    {
        var most = anchored ? LongestName : MostWideDots;
        var (sure, isWhole) = (chain, chain.Labels > 1 && IsTopLevel(chain));
        while (chain.Wide < most && Chars.IsWideDot(At(chain.End)) && chain.Length <= LongestName)
        {
            var first = chain.End + 1;
            var end = EndOfLabel(first, ideographs);
            if (end == first)
            {
                break;
            }

            chain = chain with { Before = chain.Last..chain.End, Last = first, End = end, Labels = chain.Labels + 1, LastMasked = false, Wide = chain.Wide + 1 };
            if ((isWhole || Chars.IsIdeographic(text[first])) && !EndsAsHost(chain))
            {
                break;
            }

            chain = ReadOn(chain, end, ideographs);
            if (chain.Wide > most)
            {
                break;
            }

            isWhole = EndsAsHost(chain);
            sure = anchored || isWhole ? chain : sure;
        }

        return sure;
    }

    /// <summary>A known top level, written as one: the next sentence may begin with "In".</summary>
    private readonly bool EndsAsHost(Chain chain) => IsTopLevel(chain) && IsWrittenAsHost(chain);

    /// <summary>Leaves out full-width letters that touch a whole name without being part of it.</summary>
    private readonly Chain WithoutWideTail(Chain chain)
    {
        var first = chain.End;
        while (first > chain.Last && Chars.IsFullWidth(text[first - 1]))
        {
            first--;
        }

        return chain.Labels > 1 && IsTopLevel(text[chain.Last..first]) && !IsTopLevel(chain) ? chain with { End = first } : chain;
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

        while (at < text.Length && (Chars.IsLabel(text[at]) || Chars.IsFullWidth(text[at])))
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
