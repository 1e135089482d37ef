using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Ui;
using Infohub.Sharing.Streams;

namespace Infohub.Sharing.Find;

/// <summary>
/// Filters as they are typed into the search box: <c>kind:question label:green from:"Harbourside Bank" since:30d</c>, with the keys' words in any of the three languages. What is no filter stays a word.
/// </summary>
internal sealed class TypedFilters(Database database, WordBook book)
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["kind"] = "kind",
        ["類別"] = "kind",
        ["类别"] = "kind",
        ["label"] = "label",
        ["tlp"] = "label",
        ["標籤"] = "label",
        ["标签"] = "label",
        ["from"] = "from",
        ["organisation"] = "from",
        ["organization"] = "from",
        ["機構"] = "from",
        ["机构"] = "from",
        ["來自"] = "from",
        ["来自"] = "from",
        ["circle"] = "circle",
        ["圈子"] = "circle",
        ["sector"] = "sector",
        ["界別"] = "sector",
        ["行业"] = "sector",
        ["tag"] = "tag",
        ["主題"] = "tag",
        ["主题"] = "tag",
        ["lang"] = "language",
        ["language"] = "language",
        ["語言"] = "language",
        ["语言"] = "language",
        ["since"] = "since",
        ["時間"] = "since",
        ["时间"] = "since",
        ["unread"] = "unread",
        ["未讀"] = "unread",
        ["未读"] = "unread",
        ["expired"] = "expired",
        ["過期"] = "expired",
        ["过期"] = "expired",
        ["is"] = "is",
        ["是"] = "is",
    };

    private static readonly Dictionary<string, string> States = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bookmarked"] = "bookmarked",
        ["書籤"] = "bookmarked",
        ["书签"] = "bookmarked",
        ["unread"] = "unread",
        ["未讀"] = "unread",
        ["未读"] = "unread",
        ["expired"] = "expired",
        ["過期"] = "expired",
        ["过期"] = "expired",
    };

    private static readonly string[] Yes = ["yes", "true", "1", "是"];

    /// <summary>The filter with all that was typed as such, and with the rest as its words; the same one where nothing was.</summary>
    public async Task<StreamFilter> ReadAsync(Viewer viewer, StreamFilter filter, CancellationToken stop)
    {
        if (!filter.Words.AsSpan().ContainsAny(':', '：'))
        {
            return filter;
        }

        var (words, read) = (new List<string>(), filter);
        foreach (var piece in Pieces(filter.Words))
        {
            var colon = piece.AsSpan().IndexOfAny(':', '：');
            if (colon > 0 && Keys.TryGetValue(piece[..colon], out var key) && await ValueAsync(viewer, key, Unquoted(piece[(colon + 1)..]), stop) is var (of, value))
            {
                read = read.With(of, value);
            }
            else
            {
                words.Add(piece);
            }
        }

        return words.Count == 0 || read != filter ? read.With("q", string.Join(' ', words)) : filter;
    }

    private async Task<(string Key, string Value)?> ValueAsync(Viewer viewer, string key, string text, CancellationToken stop)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var value = key switch
        {
            "kind" => KindOf(text),
            "label" => Labels.TryParse(text, out var label) || Labels.TryParse("TLP:" + text, out label) ? label.Canonical() : null,
            "circle" => (await database.ReadAsync(sql => FilterName.CircleAsync(sql, viewer, text, stop), stop))?.Uid,
            "from" => (await database.ReadAsync(sql => FilterName.OrganisationAsync(sql, text, stop), stop))?.Uid,
            "sector" => Sectors.All.FirstOrDefault(s => Same(s.Code, text) || Languages.All.Any(l => Same(s.In(l), text)))?.Code,
            "language" => Languages.Nearest(text),
            "since" => StreamFilter.SinceOf(text) is null ? null : text,
            "is" => null,
            "tag" => text,
            _ => Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? "yes" : null,
        };
        return key == "is" && States.TryGetValue(text, out var state) ? (state, "yes") : value is null ? null : (key, value);
    }

    /// <summary>A machine tag ends in a quotation mark of its own.</summary>
    private static string Unquoted(string text) => text.StartsWith('"') ? text.Trim('"') : text;

    private string? KindOf(string text) =>
        ItemKind.All.FirstOrDefault(k => Same(ItemKind.Word(k), text) || Languages.All.Any(l => Same(book.Find(l, ItemKind.Name(k)), text))) is > 0 and var kind ? ItemKind.Word(kind) : null;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Words, where what stands in quotes is one, with what stands before it.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"')
            {
                quoted = !quoted;
            }

            if (i == text.Length || (char.IsWhiteSpace(text[i]) && !quoted))
            {
                if (i > start)
                {
                    yield return text[start..i];
                }

                start = i + 1;
            }
        }
    }
}
