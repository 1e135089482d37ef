namespace Infohub.Observables.Scanning;

internal ref partial struct Scanner
{
    // RFC 5321 §4.5.3.1.1.
    private const int LongestLocalPart = 64;

    /// <summary>An e-mail address whose local part starts with the chain.</summary>
    private bool TryEmail(Chain chain, out Hit hit)
    {
        var sign = chain.End;
        if (At(sign) is '+' or '%' or '.' or '\'')
        {
            // Mailing lists write the reader's own address behind a plus: bounce+amy=corp.example@list.example.
            var tagged = At(sign) == '+';
            while (sign - chain.Start <= LongestLocalPart && (Chars.IsAlnum(At(sign)) || At(sign) is '+' or '%' or '.' or '\'' or '-' or '_' || (tagged && At(sign) == '=')))
            {
                sign++;
            }
        }

        var length = Forms.At(text, sign);
        var start = chain.Start;
        while (start < sign && text[start] is '-')
        {
            start++;
        }

        // the local part is ASCII: what holds a Chinese full stop is a sentence before a host
        if (length == 0 || start == sign || sign - start > LongestLocalPart || text[chain.Start..chain.End].ContainsAny(Chars.Wide) || IsMessageId(chain.Start))
        {
            return Refuse(out hit);
        }

        var host = ReadChain(sign + length, ideographs: false, anchored: true);
        if (host.Length is 0 or > LongestName || host.Labels < 2)
        {
            return Refuse(out hit);
        }

        host = Trim(host);
        if (!IsMailHost(host) && host.Labels > 2 && !host.LastMasked)
        {
            host = Cut(host);
        }

        return host.Labels > 1 && host.Start == sign + length && IsMailHost(host)
            ? Accept(new Hit(ObservableKind.Email, start, host.End, host.Start, host.End, sign), out hit)
            : Refuse(out hit);
    }

    /// <summary>The name of a message looks like an address, and nobody reads mail there (RFC 5322 §3.6.4).</summary>
    private readonly bool IsMessageId(int start) =>
        At(start - 1) == '<' && (text[..(start - 1)].EndsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase)
            || text[..(start - 1)].EndsWith("In-Reply-To: ", StringComparison.OrdinalIgnoreCase)
            || text[..(start - 1)].EndsWith("References: ", StringComparison.OrdinalIgnoreCase));

    private readonly bool IsMailHost(Chain host) =>
        HasValidLabels(host) && (IsTopLevel(host) || (host.LastMasked && IsAlphabetic(text[host.Last..host.End])));
}
