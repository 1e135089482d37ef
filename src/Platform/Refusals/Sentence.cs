using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infohub.Platform.Refusals;

/// <summary>What was said to somebody, kept so that it can be said again in the language of whoever looks: English with gaps, and what fills them.</summary>
/// <param name="Template">English, translated by Words at the door; <c>{0}</c> stands for an argument. Where there are none, the text as it is.</param>
/// <param name="Args">What fills it: texts, whole numbers, and further sentences.</param>
public sealed record Sentence(string Template, params object[] Args)
{
    private const int Deepest = 8;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Sentence Nothing { get; } = new("");

    public bool IsEmpty => Template.Length == 0;

    /// <summary>English, for machines and the command line.</summary>
    public override string ToString() => Fill(CultureInfo.InvariantCulture, Template, Args);

    /// <summary>A translation with its gaps filled; as it stands where the gaps are not those of the arguments: what is kept may be older than what is read with.</summary>
    public static string Fill(CultureInfo culture, string text, object[] args)
    {
        try
        {
            return args.Length == 0 ? text : string.Format(culture, text, args);
        }
        catch (FormatException)
        {
            return text;
        }
    }

    /// <summary>As it is kept in a text: itself where nothing fills it, else a list in JSON. In English, cut off, where that is longer than there is room for.</summary>
    public string Kept(int most = int.MaxValue)
    {
        var kept = Args.Length == 0 && !Template.StartsWith('[') ? Template : JsonSerializer.Serialize(Parts(), Readable);
        return kept.Length <= most ? kept : ToString() is var english && english.Length <= most ? english : english[..(char.IsHighSurrogate(english[most - 1]) ? most - 1 : most)];
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
