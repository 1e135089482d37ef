namespace Infohub.Observables.Scanning;

/// <summary>
/// One pass over a text. It stops at each chain (labels joined by dots, live or masked), decides once what the chain is, and goes on
/// behind it: no character is looked at more than a bounded number of times.
/// </summary>
internal ref partial struct Scanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int position;

    // Up to here the chain has been read and is no host: only single words (hashes, CVE, ...) are looked for.
    private int wordsUntil;

    // The path behind a bare host (evil.example/gate.php) belongs to it: no file of its own.
    private int pathUntil;

    // A list goes on being one of versions: "versions 10.1.2.3, 10.1.2.4 and 10.1.3.0".
    private int lastVersionEnd = -1;

    // The end of the last value: none begins before it.
    private int found;

    /// <summary>The next value in the order of the text.</summary>
    public bool Next(out Hit hit)
    {
        while (position < text.Length)
        {
            if (position < wordsUntil)
            {
                if (NextWord(out hit))
                {
                    return true;
                }

                continue;
            }

            var c = text[position];
            if (c is ':' or '[' && IsIPv6Start(position) && TryIPv6(position, out hit))
            {
                return true;
            }

            if (c is '.' or '[' or '(' or '{' or '\uFF08' && TryIdeographicName(out hit))
            {
                return true;
            }

            if (c != '-' && Chars.IsLabel(c))
            {
                if (TryChain(out hit))
                {
                    return true;
                }
            }
            else if (Chars.IsFullWidth(c))
            {
                if (TryFullWidthName(out hit))
                {
                    return true;
                }
            }
            else
            {
                position++;
            }
        }

        hit = default;
        return false;
    }

    private bool TryChain(out Hit hit)
    {
        var (start, c) = (position, text[position]);
        if (char.IsAsciiHexDigit(c) && IsIPv6Start(position) && TryIPv6(position, out hit))
        {
            return true;
        }

        if (char.IsAsciiDigit(c) && TryIPv4(position, out hit))
        {
            return true;
        }

        // A version number was read and left out.
        if (position > start)
        {
            return Refuse(out hit);
        }

        if (c is 'H' or 'h' && TryRegistryKey(position, out hit))
        {
            return true;
        }

        var chain = ReadChain(position, ideographs: false, anchored: false);
        if (TryUrl(chain, out hit) || TryEmail(chain, out hit) || TryName(chain, out hit))
        {
            return true;
        }

        wordsUntil = chain.End;
        return false;
    }

    /// <summary>A hit, after which the pass goes on, behind the hyphens and low lines that were taken off its end.</summary>
    private bool Accept(Hit value, out Hit hit)
    {
        position = found = value.End;
        while (At(position) is '-' or '_')
        {
            position++;
        }

        hit = value;
        return true;
    }

    private static bool Refuse(out Hit hit)
    {
        hit = default;
        return false;
    }

    private readonly char At(int place) => (uint)place < (uint)text.Length ? text[place] : '\0';
}
