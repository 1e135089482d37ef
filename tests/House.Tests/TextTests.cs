using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infohub.House.Tests;

/// <summary>Every sentence that a person may be shown exists in all three languages.</summary>
public sealed partial class TextTests(ITestOutputHelper output)
{
    private static readonly string[] Languages = ["zh-Hant", "zh-Hans"];

    [Fact]
    public void Every_sentence_has_its_traditional_and_simplified_chinese()
    {
        var books = Languages.ToDictionary(l => l, l => Book(l), StringComparer.Ordinal);
        var missing = Sentences()
            .Select(s => (s.File.Module, s.English, s.Place, Languages: string.Join(", ", Languages.Where(l => !books[l].ContainsKey(s.English)))))
            .Where(m => m.Languages.Length > 0)
            .DistinctBy(m => m.English)
            .OrderBy(m => m.Module, StringComparer.Ordinal)
            .Select(m => $"{m.Module} has no {m.Languages} for {JsonSerializer.Serialize(m.English, Readable)} ({m.Place})")
            .ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} sentences are not translated:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void A_key_is_a_whole_sentence_with_numbered_gaps()
    {
        var built = Sentences().Where(s => s.Interpolated).Select(s => $"{s.Place}: {s.English}").ToList();
        Assert.True(built.Count == 0, "Interpolated sentences cannot be looked up:\n" + string.Join('\n', built));
    }

    [Fact]
    public void A_translation_has_the_gaps_of_its_sentence_and_no_two_books_disagree()
    {
        var wrong = new List<string>();
        foreach (var language in Languages)
        {
            var seen = new Dictionary<string, (string Module, string Text)>(StringComparer.Ordinal);
            foreach (var (module, english, text) in Entries(language))
            {
                if (text.Length == 0 || !Gaps(english).SetEquals(Gaps(text)))
                {
                    wrong.Add($"{module} {language}: {english} | {text}");
                }

                if (!seen.TryAdd(english, (module, text)) && seen[english].Text != text)
                {
                    wrong.Add($"{module} and {seen[english].Module} {language}: {english} | {text} | {seen[english].Text}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_reader_is_addressed_in_one_form()
    {
        var familiar = Languages.SelectMany(l => Entries(l).Where(e => e.Text.Contains('你') || e.Text.Contains('妳')).Select(e => $"{e.Module} {l}: {e.Text}")).ToList();
        Assert.True(familiar.Count == 0, "The reader is 您:\n" + string.Join('\n', familiar));
    }

    [Fact]
    public void Labels_stay_as_the_standard_writes_them()
    {
        var changed = Languages
            .SelectMany(l => Entries(l).Where(e => Labels().Matches(e.English).Any(m => !e.Text.Contains(m.Value, StringComparison.Ordinal))).Select(e => $"{e.Module} {l}: {e.English} | {e.Text}"))
            .ToList();
        Assert.True(changed.Count == 0, "A label is not translated:\n" + string.Join('\n', changed));
    }

    [Fact]
    public void Both_chinese_books_of_a_module_have_the_same_entries()
    {
        var uneven = Repository.Modules.SelectMany(m =>
        {
            var books = Languages.Select(l => Read(m, l).Keys.ToHashSet(StringComparer.Ordinal)).ToList();
            return books[0].Except(books[1], StringComparer.Ordinal).Select(k => $"{m}, only in {Languages[0]}: {k}")
                .Concat(books[1].Except(books[0], StringComparer.Ordinal).Select(k => $"{m}, only in {Languages[1]}: {k}"));
        }).ToList();
        Assert.True(uneven.Count == 0, string.Join('\n', uneven));
    }

    /// <summary>The record shows acts in words: the English book names them as it names other words of the code.</summary>
    [Fact]
    public void Every_act_on_the_record_has_its_name()
    {
        var named = Read("Sharing", "en").Keys.ToHashSet(StringComparer.Ordinal);
        var subjects = named.Where(n => n.Contains('.')).Select(n => n.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        // readings are named after channels, and so are not literals
        var acts = Repository.Under("src/", ".cs").SelectMany(f => CSharpText.Literals(f.Text)).Select(l => l.Value)
            .Where(l => ActPattern().IsMatch(l) && subjects.Contains(l.Split('.')[0])).ToHashSet(StringComparer.Ordinal);
        output.WriteLine($"{acts.Count} acts");
        Assert.True(acts.Count > 70);
        Assert.Equal([NoAct], acts.Except(named));
    }

    /// <summary>A job that reads like an act.</summary>
    private const string NoAct = "keys.used";

    [Fact]
    public void No_entry_is_left_over()
    {
        // entries are also looked up by way of tables of names: it is enough that the sentence stands in a literal or an attribute
        // the English book gives a name to a word of the code
        var said = Repository.Under("src/", ".cs").SelectMany(f => CSharpText.Literals(f.Text)).Select(l => l.Value).ToHashSet(StringComparer.Ordinal);
        said.UnionWith(Sentences().Select(s => s.English));
        said.UnionWith(Entries("en").Select(e => e.English));
        var rest = string.Join('\n', Repository.Under("src/", ".cshtml", ".json").Where(f => !f.Path.Contains("/Texts/", StringComparison.Ordinal)).Select(f => f.Text));
        var unused = Entries(Languages[0]).Where(e => !said.Contains(e.English) && !rest.Contains('"' + e.English + '"', StringComparison.Ordinal)).Select(e => $"{e.Module}: {e.English}").ToList();
        output.WriteLine($"{Book(Languages[0]).Count} entries, {unused.Count} left over");
        Assert.True(unused.Count == 0, "Nothing says these any more:\n" + string.Join('\n', unused));
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where sentences stand, and which argument they are: <c>T["…"]</c>, <c>T.Count(n, "one", "many")</c>, refusals, places of the navigation.</summary>
    private static IEnumerable<Sentence> Sentences() => Repository.Under("src/", ".cs").Concat(Repository.Under("libs/Stix/", ".cs")).Concat(Repository.Under("libs/Taxii/", ".cs")).SelectMany(Faults).Concat(Spoken());

    /// <summary>What the libraries and the gate tell of content and of servers: <c>walk.Error(clause, "…")</c>, <c>new FaultText("…", …)</c>, and whatever else takes such a sentence.</summary>
    private static IEnumerable<Sentence> Faults(SourceFile file)
    {
        foreach (Match call in FaultCalls().Matches(file.Text))
        {
            var arguments = CSharpText.Arguments(file.Text, call.Index + call.Length - 1);
            var which = call.Groups["first"].Success ? 0 : call.Groups["last"].Success ? arguments.Count - 1 : 1;
            foreach (var literal in arguments.Skip(which).Take(1).SelectMany(a => CSharpText.LiteralsOf(file.Text, a)).Where(l => l.Value.Length > 0))
            {
                yield return new Sentence(file, literal.Value, literal.Start, literal.Interpolated);
            }
        }
    }

    private static IEnumerable<Sentence> Spoken()
    {
        // what the command line says is English
        foreach (var file in Repository.Under("src/", ".cs", ".cshtml").Where(f => !f.Path.Contains("/Backups/", StringComparison.Ordinal)))
        {
            foreach (Match call in Calls().Matches(file.Text))
            {
                var arguments = CSharpText.Arguments(file.Text, call.Index + call.Length - 1);
                var which = call.Value switch
                {
                    [.., '=', ' ', '['] => -1,
                    [.., '['] => 0,
                    [.., 'C', 'o', 'u', 'n', 't', '('] or "new Refusal(" => 2,
                    "new(" when file.Text[call.Index + call.Length] == 'R' => 2,
                    _ => 1,
                };
                var spoken = which < 0 ? arguments : arguments.Skip(which).Take(1);
                foreach (var literal in spoken.SelectMany(a => CSharpText.LiteralsOf(file.Text, a)).Where(l => l.Value.Length > 0))
                {
                    yield return new Sentence(file, literal.Value, literal.Start, literal.Interpolated);
                }
            }

            foreach (Match field in file.Path.EndsWith(".cshtml", StringComparison.Ordinal) ? Fields().Matches(file.Text) : Enumerable.Empty<Match>())
            {
                foreach (Match attribute in Attributes().Matches(field.Value).Where(a => !a.Groups[1].Value.Contains('@')))
                {
                    yield return new Sentence(file, System.Net.WebUtility.HtmlDecode(attribute.Groups[1].Value), field.Index, Interpolated: false);
                }
            }
        }
    }

    private static Dictionary<string, string> Book(string language) =>
        Entries(language).GroupBy(e => e.English, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Text, StringComparer.Ordinal);

    private static IEnumerable<(string Module, string English, string Text)> Entries(string language) =>
        Repository.Modules.SelectMany(m => Read(m, language).Select(p => (m, p.Key, p.Value)));

    private static Dictionary<string, string> Read(string module, string language)
    {
        var path = Path.Combine(Repository.Root, "src", module, "Texts", language + ".json");
        return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path), JsonSerializerOptions.Strict)! : [];
    }

    private static HashSet<string> Gaps(string text) => [.. GapPattern().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\b(?:T|[wW]ords)(?:\[|\.Count\()|\bRefusal\.(?:Invalid|Forbidden|Conflict)\(|\bnew Refusal\(|\bnew(?: Refusal)?\((?=RefusalKind\.)|\bReason \w+ = new\(|\bnew (?:Public)?NavEntry\(|\bnew\((?=""/)|string\[\] Names = \[")]
    private static partial Regex Calls();

    [GeneratedRegex(@"\bwalk\.(?:Error|Warn|Tell)\(|\bError\((?=""/)|\bnew (?:StixFault|PatternFault|TaxiiFailure)\(|\b(?:Must|Should|Demand)\(|\((?=TaxiiTrouble\.\w+, "")|(?<first>\bFail<\w+>\(|\bnew (?:FaultText|Sentence)\()|(?<last>\bIs\((?=walk\b))", RegexOptions.ExplicitCapture)]
    private static partial Regex FaultCalls();

    [GeneratedRegex(@"<field\b[^>]*>")]
    private static partial Regex Fields();

    [GeneratedRegex("\\b(?:label|help)=\"([^\"]*)\"")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\b(?:TLP|PAP):[A-Z]+(?:\+STRICT)?")]
    private static partial Regex Labels();

    [GeneratedRegex(@"^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$")]
    private static partial Regex ActPattern();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex GapPattern();

    private sealed record Sentence(SourceFile File, string English, int Position, bool Interpolated)
    {
        public string Place => $"{File.Path}:{File.LineAt(Position)}";
    }
}
