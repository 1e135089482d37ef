using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infohub.Platform.Refusals;

/// <summary>What was said to somebody, kept so that it can be said again in the language of whoever looks: English with gaps, and what fills them.</summary>
/// <param name="Template">English, translated by Words at the door; <c>{0}</c> stands for an argument. Where there are none, the text as it is.</param>
/// <param name="Args">What fills it: texts, whole numbers, and further sentences.</param>
public sealed record Sentence(string Template, params object[] Args)
{
    private const int Deepest = 8;

    /// <summary>Characters of one that is filled, and of each that fills another.</summary>
    private const int Longest = 20_000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Sentence Nothing { get; } = new("");

    public bool IsEmpty => Template.Length == 0;

    /// <summary>English, for machines and the command line.</summary>
    public override string ToString() => Fill(CultureInfo.InvariantCulture, Template, Args);

    /// <summary>A translation with its gaps filled. Gaps have no form of their own, and what would grow past all measure stays unfilled: what is kept may be older than what is read with, or another server's words.</summary>
    public static string Fill(CultureInfo culture, string text, object[] args)
    {
        var filled = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '{' && at + 2 < text.Length && text[at + 2] == '}' && text[at + 1] - '0' is var gap && gap >= 0 && gap < args.Length)
            {
                filled.Append(Convert.ToString(args[gap], culture));
                at += 2;
            }
            else
            {
                filled.Append(text[at]);
            }

            if (filled.Length > Longest)
            {
                return text;
            }
        }

        return filled.ToString();
    }

    /// <summary>As it is kept in a text: itself where nothing fills it, else a list in JSON. In English, cut off, where that is longer than there is room for.</summary>
    public string Kept(int most = int.MaxValue)
    {
        var kept = Args.Length == 0 && !Template.StartsWith('[') ? Template : JsonSerializer.Serialize(Parts(), Readable);
        return kept.Length <= most ? kept : Cut(ToString(), most);
    }

    /// <summary>What is a list is the house's own alone: words from outside that begin like one are set in.</summary>
    private static string Cut(string english, int most)
    {
        var text = english.StartsWith('[') ? " " + english : english;
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    /// <summary>What was kept. What was kept in English before there was more is a sentence of which nothing else is known.</summary>
    public static Sentence Read(string kept)
    {
        if (!kept.StartsWith('['))
        {
            return new Sentence(kept);
        }

        try
        {
            using var json = JsonDocument.Parse(kept, new JsonDocumentOptions { MaxDepth = Deepest });
            return Of(json.RootElement) ?? new Sentence(kept);
        }
        catch (JsonException)
        {
            // Another server's words, or some that were cut off.
            return new Sentence(kept);
        }
    }

    private object[] Parts() => [Template, .. Args.Select(a => a switch { Sentence inner => inner.Parts(), int or long => a, _ => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "" })];

    private static Sentence? Of(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String
            ? new Sentence(list[0].GetString()!, [.. list.EnumerateArray().Skip(1).Select(a => a.ValueKind switch
            {
                JsonValueKind.Array when Of(a) is { } inner => inner,
                JsonValueKind.Number when a.TryGetInt64(out var number) => number,
                JsonValueKind.String => (object)a.GetString()!,
                _ => a.GetRawText(),
            })])
            : null;
}
