namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    /// <summary>
    /// A name whose first label is in full-width letters. Only where a dot follows: Chinese writes single words and numbers so, which touch
    /// the value behind them.
    /// </summary>
    private bool TryFullWidthName(out Hit hit)
    {
        var end = position + 1;
        while (Chars.IsFullWidth(At(end)))
        {
            end++;
        }

        if (Forms.HostDot(text, end) > 0 && !Chars.IsLabel(At(position - 1)))
        {
            return TryChain(out hit);
        }

        var start = position;
        position = end;
        return end - start == 3 && Chars.Fold(text[start]) is 'C' or 'c' && Chars.Fold(text[start + 1]) is 'V' or 'v' && Chars.Fold(text[start + 2]) is 'E' or 'e'
            ? TryCve(start, end, out hit)
            : Refuse(out hit);
    }

    private const int LongestIdeographicLabel = 40;

    /// <summary>
    /// A name whose first label is Chinese (<c>「薪資調整.docx」</c>, <c>例子[.]test</c>), at its first dot. Only where punctuation or a space
    /// parts the label from the sentence: nothing else tells where it starts.
    /// </summary>
    private bool TryIdeographicName(out Hit hit)
    {
        var dot = Forms.Dot(text, position);
        if (dot == 0 || position == 0 || !Chars.IsIdeographic(text[position - 1]) || !Chars.IsLabel(At(position + dot)))
        {
            return Refuse(out hit);
        }

        // ".exe" behind "the extension is" is an extension.
        if (text[position - 1] is '為' or '为' or '是' or '叫' or '及' or '和' or '或' or '與' or '与')
        {
            return Refuse(out hit);
        }

        var start = position;
        while (start > 0 && position - start < LongestIdeographicLabel && Chars.IsIdeographic(text[start - 1]))
        {
            start--;
        }

        start = StartOfMixed(start, position);
        var before = At(start - 1);
        var chain = ReadChain(position + dot, ideographs: false, anchored: false);
        if (Chars.IsIdeographic(before) || Chars.IsLabel(before) || before is '.' or ']' or ')' or '}' or '@' || chain.Length > LongestName || Forms.At(text, chain.End) > 0)
        {
            return Refuse(out hit);
        }

        chain.LastMasked |= chain.Labels == 1 && dot > 1;
        chain.AnyMasked |= dot > 1;
        chain.Labels++;
        chain.Start = start;
        chain = Trim(chain);
        if (IsFile(chain))
        {
            return chain.Start >= pathUntil ? Accept(Hit.Whole(ObservableKind.FileName, chain.Start, chain.End), out hit) : Refuse(out hit);
        }

        return IsDomain(chain) ? Accept(Hit.Whole(ObservableKind.Domain, chain.Start, chain.End), out hit) : Refuse(out hit);
    }

    /// <summary>
    /// Where a file's name in Chinese and other letters starts (<c>“2025年名单.exe”</c>): behind an opening quotation mark, and behind
    /// all that was found before. Elsewhere the given place.
    /// </summary>
    private readonly int StartOfMixed(int place, int dot)
    {
        var start = place;
        while (start > found && dot - start < LongestIdeographicLabel && (Chars.IsIdeographic(text[start - 1]) || Chars.IsLabel(text[start - 1])))
        {
            start--;
        }

        return start < place && start > found && At(start - 1) is '「' or '『' or '“' or '《' ? start : place;
    }

    /// <summary>Where the Chinese letters before a low line start, if a colon or a quotation mark parts them from the sentence; else the given place.</summary>
    private readonly int StartBehindColon(int place)
    {
        var start = place;
        while (start > found && place - start < LongestIdeographicLabel && Chars.IsIdeographic(text[start - 1]))
        {
            start--;
        }

        return start > found && At(start - 1) is ':' or '：' or '「' or '『' or '“' or '《' ? start : place;
    }
}
