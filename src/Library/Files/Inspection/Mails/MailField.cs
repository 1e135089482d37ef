using System.Globalization;
using System.Text;

namespace Infohub.Library.Files.Inspection.Mails;

/// <summary>A structured field: its value in small letters and its parameters (RFC 2045 §5.1, RFC 2231).</summary>
internal sealed record MailField(string Value, IReadOnlyList<(string Name, string Value)> Parameters)
{
    public static MailField Parse(string field)
    {
        var pieces = Split(field);
        var raw = pieces.Skip(1).Select(Pair).Where(p => p.Name.Length > 0).ToList();
        return new MailField(pieces[0].Trim().ToLowerInvariant(), [.. raw.GroupBy(p => p.Name.Split('*')[0], StringComparer.Ordinal).SelectMany(Joined)]);
    }

    public IEnumerable<string> All(string name) => Parameters.Where(p => p.Name == name).Select(p => p.Value);

    // A parameter may come whole, and in numbered pieces as well: each reading is one value.
    private static IEnumerable<(string Name, string Value)> Joined(IGrouping<string, (string Name, string Value)> group)
    {
        foreach (var whole in group.Where(p => p.Name == group.Key))
        {
            yield return (group.Key, EncodedWords.Decode(whole.Value));
        }

        var parts = group.Where(p => p.Name != group.Key).ToList();
        if (parts.Count > 0)
        {
            var text = string.Concat(parts.OrderBy(Index).Select(p => p.Name.EndsWith('*') ? Percent(p.Value) : p.Value));
            yield return (group.Key, text);
        }
    }

    private static int Index((string Name, string Value) part) =>
        int.TryParse(part.Name.Split('*')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;

    // charset'language'text: only the text matters, and in it only the letters of an ending
    private static string Percent(string value)
    {
        var quotes = value.Split('\'', 3);
        return Uri.UnescapeDataString(quotes.Length == 3 ? quotes[2] : value);
    }

    private static (string Name, string Value) Pair(string piece)
    {
        var equals = piece.IndexOf('=', StringComparison.Ordinal);
        return equals <= 0 ? ("", "") : (piece[..equals].Trim().ToLowerInvariant(), Unquote(piece[(equals + 1)..].Trim()));
    }

    private static string Unquote(string value)
    {
        if (!value.StartsWith('"'))
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length && value[i] != '"'; i++)
        {
            i += value[i] == '\\' && i + 1 < value.Length ? 1 : 0;
            text.Append(value[i]);
        }

        return text.ToString();
    }

    private static List<string> Split(string field)
    {
        var pieces = new List<string>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && quoted)
            {
                i++;
            }
            else if (field[i] == '"')
            {
                quoted = !quoted;
            }
            else if (field[i] == ';' && !quoted)
            {
                pieces.Add(field[start..i]);
                start = i + 1;
            }
        }

        pieces.Add(field[start..]);
        return pieces;
    }
}
