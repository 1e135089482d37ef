using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Infohub.Platform.Refusals;

namespace Infohub.Platform.Ui;

/// <summary>The three languages of the product and their tags.</summary>
public static class Languages
{
    public const string English = "en";
    public const string Traditional = "zh-Hant";
    public const string Simplified = "zh-Hans";

    public static IReadOnlyList<string> All { get; } = [English, Traditional, Simplified];

    /// <summary>What the language calls itself.</summary>
    public static string NameOf(string language) => language switch
    {
        Traditional => "繁體中文",
        Simplified => "简体中文",
        _ => "English",
    };

    /// <summary>The nearest of the three to a BCP 47 tag, or null.</summary>
    public static string? Nearest(string? tag)
    {
        var t = (tag ?? "").Trim().ToLowerInvariant();
        return t switch
        {
            _ when t.StartsWith("zh-hans", StringComparison.Ordinal) || t is "zh-cn" or "zh-sg" or "zh-my" => Simplified,
            _ when t.StartsWith("zh", StringComparison.Ordinal) || t.StartsWith("yue", StringComparison.Ordinal) => Traditional,
            _ when t.StartsWith("en", StringComparison.Ordinal) => English,
            _ => null,
        };
    }
}

/// <summary>All texts of all modules: the English sentence is the key (Texts/zh-Hant.json, Texts/zh-Hans.json of each module).</summary>
public sealed class WordBook
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> books;

    public WordBook(IEnumerable<Assembly> modules)
    {
        var all = Languages.All.ToDictionary(l => l, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var assembly in modules)
        {
            foreach (var language in Languages.All)
            {
                using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.Texts.{language}.json");
                if (stream is null)
                {
                    continue;
                }

                foreach (var (english, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream, JsonSerializerOptions.Strict)!)
                {
                    all[language][english] = text;
                }
            }
        }

        books = all.ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public bool Knows(string language, string english) => books.TryGetValue(language, out var book) && book.ContainsKey(english);

    public string Find(string language, string english) =>
        books.TryGetValue(language, out var book) && book.TryGetValue(english, out var text) ? text : english;
}

/// <summary>The words of one request, in its reader's language: <c>@T["Share"]</c>.</summary>
public sealed class Words(WordBook book)
{
    /// <summary>One of <see cref="Languages.All"/>.</summary>
    public string Language { get; set; } = Languages.English;

    /// <summary>The culture for dates and numbers.</summary>
    public CultureInfo Culture => CultureInfo.GetCultureInfo(Language switch
    {
        Languages.Traditional => "zh-HK",
        Languages.Simplified => "zh-CN",
        _ => "en-GB",
    });

    /// <summary>The sentence in the reader's language; <c>{0}</c> are filled with the arguments, sentences among them in that language too.</summary>
    public string this[string english, params object?[] args]
    {
        get
        {
            var text = book.Find(Language, english);
            return args.Length == 0 ? text : string.Format(Culture, text, Array.Exists(args, a => a is Sentence) ? [.. args.Select(a => a is Sentence inner ? Of(inner) : a)] : args);
        }
    }

    /// <summary>One or many: English has two forms, Chinese one (the entry of the plural form).</summary>
    public string Count(long count, string one, string many, params object?[] more) =>
        this[count == 1 && Language == Languages.English ? one : many, [count, .. more]];

    /// <summary>Names one after another: Chinese has a comma of its own for them.</summary>
    public string List(IEnumerable<string> names) => string.Join(Language == Languages.English ? ", " : "、", names);

    /// <summary>The name of an organisation or circle in the reader's language: its Chinese one where there is one.</summary>
    public string Name(string name, string chinese) => Language != Languages.English && chinese.Length > 0 ? chinese : name;

    /// <summary>A refusal's sentence.</summary>
    public string Of(Refusal refusal) => this[refusal.Sentence, refusal.Args];

    /// <summary>What was kept to be said. Its gaps are looked at before they are filled: it may be of another version of the house.</summary>
    public string Of(Sentence said) => Sentence.Fill(Culture, book.Find(Language, said.Template), [.. said.Args.Select(a => a is Sentence inner ? Of(inner) : a)]);

    /// <summary>For <c>lang</c> on the page: English where the book does not know all of it, such as another server's words; null for what is in the page's own language.</summary>
    public string? TongueOf(Sentence said) => Language == Languages.English || Knows(said) ? null : Languages.English;

    private bool Knows(Sentence said) => book.Knows(Language, said.Template) && said.Args.OfType<Sentence>().All(Knows);
}
