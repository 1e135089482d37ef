using System.Text;

namespace Infohub.Library.Files.Inspection.Mails;

/// <summary>Looks into every part of a mail (RFC 5322, RFC 2045 to 2049), in every reading that a mail reader may have of it.</summary>
internal static class MailWalk
{
    private const int MostNested = 20;
    private const int MostReadings = 4;

    public static SampleVerdict? Look(Piece piece, Inspector inspector)
    {
        var rest = Texts.TextForm.Narrow(piece.Content);
        while (rest.Length > 0)
        {
            var message = NextOfMailbox(ref rest);
            inspector.Budget.SpendEntry();
            if (LookAtPart(piece, message, 0, inspector) is { } verdict)
            {
                return verdict;
            }
        }

        return null;
    }

    // A mailbox file (RFC 4155) is mails with a line "From …" before each.
    private static ReadOnlyMemory<byte> NextOfMailbox(ref ReadOnlyMemory<byte> rest)
    {
        var start = rest.Length - rest.Span.TrimStart("\uFEFF\r\n"u8).Length;
        var content = rest[start..];
        var isMailbox = content.Span.StartsWith("From "u8);
        if (isMailbox)
        {
            content = content[(content.Span.IndexOf((byte)'\n') is >= 0 and var line ? line + 1 : content.Length)..];
        }

        var next = isMailbox ? content.Span.IndexOf("\nFrom "u8) : -1;
        var message = next < 0 ? content : content[..(next + 1)];
        rest = content[message.Length..];
        return message;
    }

    private static SampleVerdict? LookAtPart(Piece piece, ReadOnlyMemory<byte> part, int nested, Inspector inspector)
    {
        if (nested > MostNested)
        {
            throw new UnreadableException(Reason.TooDeep);
        }

        var headers = MailHeaders.Read(part.Span);
        var body = part[headers.Length..];
        var types = headers.All("content-type").ToList();
        var boundaries = types.SelectMany(t => t.All("boundary")).Where(b => b.Length is > 0 and <= 200).Distinct(StringComparer.Ordinal).ToList();
        if (boundaries.Count > MostReadings || types.Exists(t => t.Value is "message/partial"))
        {
            throw new UnreadableException(Reason.OddlyPacked);
        }

        foreach (var decoded in Readings(headers, body, inspector.Budget))
        {
            var verdict = boundaries.Count > 0
                ? boundaries.Select(b => LookAtParts(piece, decoded, b, nested, inspector)).FirstOrDefault(v => v is not null)
                : LookAtBody(piece, headers, types, decoded, inspector);
            if (verdict is not null)
            {
                return verdict;
            }
        }

        return null;
    }

    // Two different encodings named: each is tried, for mail readers differ.
    private static IEnumerable<ReadOnlyMemory<byte>> Readings(MailHeaders headers, ReadOnlyMemory<byte> body, Budget budget)
    {
        var encodings = headers.All("content-transfer-encoding").Select(e => e.Value.Split(' ', '(')[0]).DefaultIfEmpty("7bit").Distinct(StringComparer.Ordinal).Take(MostReadings);
        foreach (var encoding in encodings)
        {
            ReadOnlyMemory<byte> decoded = encoding switch
            {
                "base64" => TransferEncodings.Base64(body.Span),
                "quoted-printable" => TransferEncodings.QuotedPrintable(body.Span),
                _ => body,
            };
            budget.Spend(decoded.Length);
            yield return decoded;
        }
    }

    private static SampleVerdict? LookAtParts(Piece piece, ReadOnlyMemory<byte> body, string boundary, int nested, Inspector inspector)
    {
        var parts = Split(body, boundary);

        // what stands before the first boundary is shown by old readers, and may hold an attachment of the old kind
        var preamble = piece.Inner(parts[0], "text before the parts", PieceKind.MailBody);
        if (inspector.Look(preamble, "body.txt") is { } before)
        {
            return before;
        }

        foreach (var part in parts.Skip(1))
        {
            inspector.Budget.SpendEntry();
            if (LookAtPart(piece, part, nested + 1, inspector) is { } verdict)
            {
                return verdict;
            }
        }

        return null;
    }

    // RFC 2046 §5.1.1. What follows the closing line stays with the last part: it is looked at as well.
    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string boundary)
    {
        var delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var parts = new List<ReadOnlyMemory<byte>>();
        var start = 0;
        for (var at = 0; at < body.Length;)
        {
            var found = body.Span[at..].IndexOf(delimiter);
            if (found < 0)
            {
                break;
            }

            at += found;
            var lineEnd = body.Span[at..].IndexOf((byte)'\n');
            var next = lineEnd < 0 ? body.Length : at + lineEnd + 1;
            var tail = body.Span[(at + delimiter.Length)..next].Trim(" \t\r\n"u8);
            if ((at == 0 || body.Span[at - 1] == '\n') && (tail.IsEmpty || tail.SequenceEqual("--"u8)))
            {
                parts.Add(body[start..at]);
                start = next;
            }

            at = next;
        }

        parts.Add(body[start..]);
        return parts;
    }

    private static SampleVerdict? LookAtBody(Piece piece, MailHeaders headers, List<MailField> types, ReadOnlyMemory<byte> body, Inspector inspector)
    {
        var names = headers.All("content-disposition").SelectMany(d => d.All("filename")).Concat(types.SelectMany(t => t.All("name"))).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        foreach (var other in names.Skip(1))
        {
            if (inspector.LookAtName(piece.Inner(default, other), other) is { } named)
            {
                return named;
            }
        }

        var type = types.Count > 0 ? types[0].Value : "text/plain";
        var isShown = names.Count == 0 && type.StartsWith("text/", StringComparison.Ordinal);
        var name = names.Count > 0 ? names[0] : type switch
        {
            "text/html" => "body.html",
            "message/rfc822" => "message.eml",
            _ when isShown => "body.txt",
            _ => "attachment",
        };
        return inspector.Look(piece.Inner(body, name, isShown ? PieceKind.MailBody : PieceKind.File), name);
    }
}
