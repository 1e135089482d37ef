using System.Text;

namespace Infohub.Library.Files.Inspection.Mails;

/// <summary>The header of a mail or of one of its parts (RFC 5322 §2.2), with folded lines joined.</summary>
internal sealed class MailHeaders
{
    private const int MostBytes = 1 << 20;
    private const int MostLines = 5_000;
    private const int Sniffed = 8 << 10;

    private static readonly string[] Usual =
    [
        "received", "return-path", "delivered-to", "from", "to", "cc", "subject", "date", "message-id", "mime-version", "content-type",
        "content-transfer-encoding", "reply-to", "sender", "dkim-signature", "authentication-results", "arc-seal", "in-reply-to", "references", "user-agent",
    ];

    private readonly List<(string Name, List<string> Pieces)> lines = [];

    private MailHeaders()
    {
    }

    /// <summary>Where the body begins.</summary>
    public int Length { get; private set; }

    /// <summary>Whether text begins as a mail does: two usual fields, one of them a mail's own.</summary>
    public static bool Begin(ReadOnlySpan<byte> content, string name)
    {
        if (name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".mht", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".mhtml", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var start = content.TrimStart("\uFEFF\r\n"u8);
        start = start.StartsWith("From "u8) ? start[(start.IndexOf((byte)'\n') + 1)..] : start;
        var colon = start.IndexOfAny((byte)':', (byte)'\n', (byte)' ');
        if (colon <= 0 || start[colon] != (byte)':')
        {
            return false;
        }

        var names = Read(start[..Math.Min(start.Length, Sniffed)]).lines.Select(l => l.Name).Distinct(StringComparer.Ordinal).ToList();
        return names.Count(n => Usual.Contains(n, StringComparer.Ordinal)) >= 2 && names.Exists(n => n is "mime-version" or "message-id" or "received" or "from" or "return-path" or "content-transfer-encoding");
    }

    /// <exception cref="UnreadableException">Longer than any honest header.</exception>
    public static MailHeaders Read(ReadOnlySpan<byte> content)
    {
        var headers = new MailHeaders();
        var at = 0;
        for (var count = 0; at < content.Length; count++)
        {
            var end = content[at..].IndexOf((byte)'\n');
            var next = end < 0 ? content.Length : at + end + 1;
            var line = content[at..next].TrimEnd("\r\n"u8);
            at = next;
            if (line.IsEmpty)
            {
                break;
            }

            if (count > MostLines || at > MostBytes)
            {
                throw UnreadableException.Broken;
            }

            headers.Add(Encoding.UTF8.GetString(line));
        }

        headers.Length = at;
        return headers;
    }

    /// <summary>Every value of a field: where it stands twice, mail readers differ in which they believe.</summary>
    public IEnumerable<MailField> All(string name) => lines.Where(l => l.Name == name).Select(l => MailField.Parse(string.Join(' ', l.Pieces)));

    private void Add(string line)
    {
        if (line[0] is ' ' or '\t')
        {
            if (lines.Count > 0)
            {
                lines[^1].Pieces.Add(line.TrimStart());
            }

            return;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            lines.Add((line[..colon].Trim().ToLowerInvariant(), [line[(colon + 1)..].Trim()]));
        }
    }
}
