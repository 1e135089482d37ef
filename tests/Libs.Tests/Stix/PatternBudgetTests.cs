using System.Text.Json;
using Infohub.Stix.Patterns;

namespace Infohub.Libs.Tests.Stix;

/// <summary>One evaluation has one budget, and all of it draws from there. What was made to hang ends when it is spent, and says so.</summary>
public sealed class PatternBudgetTests
{
    private static readonly string Endless = new string('a', 5_000) + "!";

    [Fact]
    public void An_ordinary_pattern_costs_little()
    {
        var found = Match("[x:v = 'b' OR x:v LIKE '%b%']", "abc");
        Assert.Equal((true, false), (found.IsMatch, found.GaveUp));
        Assert.InRange(found.Steps, 1, 500);
    }

    [Fact]
    public void Regular_expressions_have_a_time_for_all_values_together()
    {
        // Each has 50 ms, which would be a hundred seconds.
        var found = Match("[x:v MATCHES '^(?=a)(a+)+$']", [.. Enumerable.Repeat(Endless, 2_000)]);
        Spent(found);
        Assert.InRange(found.Steps, PatternMatcher.MostSteps, 2L * PatternMatcher.MostSteps);
    }

    [Theory]
    [InlineData("[x:v MATCHES '^(?=a)(a+)+$']", false, true)]
    [InlineData("[x:v NOT MATCHES '^(?=a)(a+)+$']", false, true)]
    [InlineData("[x:v MATCHES '^(?=a)(a+)+$' OR x:v LIKE '%!']", true, false)]
    [InlineData("[x:v MATCHES '^(?=a)(a+)+$' AND x:v LIKE '%?']", false, true)]
    [InlineData("[x:v LIKE '%?' AND x:v MATCHES '^(?=a)(a+)+$']", false, false)]
    public void What_an_expression_had_no_time_for_is_not_decided(string pattern, bool met, bool gaveUp)
    {
        var found = Match(pattern, Endless);
        Assert.Equal((met, gaveUp), (found.IsMatch, found.GaveUp));
    }

    [Fact]
    public void LIKE_looks_at_each_character_few_times_and_ends_where_it_is_made_to_look_again()
    {
        var few = Match($"[x:v LIKE '{string.Concat(Enumerable.Repeat("%a", 60))}b']", new string('a', 50_000));
        Assert.False(few.IsMatch || few.GaveUp);
        Assert.InRange(few.Steps, 50_000, 200_000);
        Spent(Match($"[x:v LIKE '%{new string('a', 50_000)}b%']", new string('a', 1_000_000)));
        Spent(Match($"[x:v LIKE '%{new string('a', 500)}b%']", [.. Enumerable.Repeat(new string('a', 2_000), 1_000)]));
    }

    [Fact]
    public void References_that_name_each_other_are_not_followed_for_ever()
    {
        var names = string.Join(',', Enumerable.Range(0, 10).Select(i => $"\"x--{i}\""));
        var objects = $"{{{string.Join(',', Enumerable.Range(0, 10).Select(i => $"\"x--{i}\":{{\"type\":\"x\",\"x_refs\":[{names}],\"v\":1}}"))}}}";
        var path = string.Concat(Enumerable.Repeat("x_refs[*].", 30));
        Spent(Of($"[x:{path}v = 2]").Match([At(objects)]));
        Spent(Of($"[EXISTS x:{path}w]").Match([At(objects)]));
        Assert.True(Of($"[x:{path}v = 1]").Match([At(objects)]).IsMatch);
        Assert.True(Of($"[x:{string.Concat(Enumerable.Repeat("x_refs[9].", 9_000))}v = 1]").Match([At(objects)]).IsMatch);
    }

    [Fact]
    public void A_path_of_thousands_of_steps_is_followed_and_qualifiers_are_not_heaped_up()
    {
        Assert.False(Match($"[x:a{string.Concat(Enumerable.Repeat(".a", 40_000))} = 1]", "a").IsMatch);
        foreach (var qualifier in (string[])[" WITHIN 1 SECONDS", " REPEATS 1 TIMES"])
        {
            // As deep as a pattern can be.
            var pattern = "[x:v = 'a']" + qualifier;
            for (var i = 0; i < Pattern.Deepest; i++)
            {
                pattern = $"({pattern} AND [x:v = 'b'] OR [x:v = 'a']){qualifier}";
            }

            Assert.True(Match(pattern, "a").IsMatch);
            Assert.False(Pattern.TryParse(pattern + qualifier, out _, out var fault));
            Assert.Equal("9.5.1", fault.Clause);
        }
    }

    [Fact]
    public void Comparisons_draw_from_it_by_what_they_look_at()
    {
        var many = Enumerable.Range(0, 4_000).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Spent(Match($"[{string.Join(" OR ", Enumerable.Repeat("x:v > 'z'", 6_000))}]", many));
        var set = Match($"[x:v IN ({string.Join(',', many.Select(m => $"'x{m}'"))})]", many);
        Assert.False(set.IsMatch || set.GaveUp);
        Spent(Of("([x:v = 1] FOLLOWEDBY [x:v = 2] FOLLOWEDBY [x:v = 3]) WITHIN 0.5 SECONDS").Match(
            [.. Enumerable.Range(0, 3_000).Select(i => At($"{{\"x--1\":{{\"type\":\"x\",\"v\":{(i % 2) + 1}}}}}", i))]));
    }

    [Fact]
    public void Text_that_heaps_up_marks_is_compared_as_it_is()
    {
        var heap = "a" + new string('\u0301', 500_000) + new string('\u0323', 500_000);
        Assert.True(Match("[x:v != 'a']", heap).IsMatch);
        Assert.True(Match("[x:v LIKE '%']", heap).IsMatch);
        Assert.True(Match("[x:v LIKE '\u00e9\ud83d\ude02']", "e\u0301\ud83d\ude02").IsMatch);
        Assert.True(Match("[x:v > '\uffee']", "\ud83d\ude02").IsMatch);
        Assert.True(Match("[x:v < '\ud83d\ude02']", "\uffee").IsMatch);
    }

    [Theory]
    [InlineData("[x:v_hex = h'0aff']", "0AF", false)]
    [InlineData("[x:v_hex = h'0aff']", "0AFG", false)]
    [InlineData("[x:v_hex = h'0aff']", "0AFF", true)]
    [InlineData("[x:v_hex = b'Cv8=']", "0aff", true)]
    [InlineData("[x:v_bin = b'Cv8=']", "Cv8", false)]
    [InlineData("[x:v_bin = b'Cv8=']", "Cv8=", true)]
    [InlineData("[x:v_bin = b'C\nv8\r\n=']", "Cv8=", true)]
    [InlineData("[x:v IN ('b', 'a')]", "a", true)]
    [InlineData("[x:v IN (1, 2.5)]", "1", false)]
    [InlineData("[x:v_bin IN (b'AAAA', h'0aff')]", "Cv8=", true)]
    // The standard's own: a text and bytes are compared letter by letter and byte by byte.
    [InlineData("[x:v_bin = 'this is a test']", "dGhpcyBpcyBhIHRlc3Q=", true)]
    [InlineData("[x:v_bin != 'this is a test']", "dGhpcyBpcyBhIHRlc3Q=", false)]
    [InlineData("[x:v_bin = 'dGhpcyBpcyBhIHRlc3Q=']", "dGhpcyBpcyBhIHRlc3Q=", false)]
    [InlineData("[x:v_bin = h'7468697320697320612074657374']", "dGhpcyBpcyBhIHRlc3Q=", true)]
    [InlineData("[x:v_bin LIKE 'this%' AND x:v_bin MATCHES '^this' AND x:v_bin IN ('this is a test')]", "dGhpcyBpcyBhIHRlc3Q=", true)]
    [InlineData("[x:v_hex MATCHES '^\\\\xff\\\\xd8']", "ffd8ffe0", true)]
    [InlineData("[x:v_hex = 'ffd8']", "ffd8", false)]
    [InlineData("[x:v_bin = '\u0100']", "AA==", false)]
    [InlineData("[x:v_bin != '\u0100']", "AA==", true)]
    [InlineData("[x:v = h'666f6f']", "foo", true)]
    public void Bytes_and_sets_are_read_without_faults(string pattern, string value, bool met) =>
        Assert.Equal(met, Of(pattern).Match([At($"{{\"x--0\":{{\"type\":\"x\",\"{pattern[3..pattern.IndexOf(' ', StringComparison.Ordinal)]}\":{JsonSerializer.Serialize(value)}}}}}")]).IsMatch);

    /// <summary>What PCRE writes otherwise than the framework (§9.6.1).</summary>
    [Theory]
    [InlineData("^[[:alpha:]]+[[:digit:]_-]*$", "abc-19_", true)]
    [InlineData("^[[:alpha:]]+$", "abc1", false)]
    [InlineData("^[^[:space:][]+$", "a]b", true)]
    [InlineData("^[][:punct:]]$", "]", true)]
    [InlineData("^[[a]$", "[", true)]
    [InlineData("[[:]", ":", true)]
    [InlineData("^[^a[:]+$", "b", true)]
    [InlineData("^[a[:]x[w:]$", ":xw", true)]
    [InlineData("^[\\Q^ab\\E]$", "b", true)]
    [InlineData("^[\\Q^ab\\E]$", "c", false)]
    [InlineData("^a\\vb$", "a\nb", true)]
    [InlineData("\\Qa.b*\\E$", "xa.b*", true)]
    [InlineData("\\Qa.b*\\E$", "xaxbb", false)]
    [InlineData("^a\\hb\\H$", "a\tbc", true)]
    [InlineData("^a\\Rb$", "a\r\nb", true)]
    [InlineData("^\\x{61}\\x62\\N$", "abc", true)]
    [InlineData("^(?P<one>a)(?P=one)$", "aa", true)]
    [InlineData("^\\[\\]\\(\\\\$", "[](\\", true)]
    public void Expressions_are_those_of_Perl(string expression, string value, bool met) =>
        Assert.Equal(met, Match($"[x:v MATCHES '{expression.Replace("\\", "\\\\", StringComparison.Ordinal)}']", value).IsMatch);

    [Fact]
    public void A_time_of_many_digits_draws_from_it_by_its_length()
    {
        var many = Enumerable.Range(0, 3_000).Select(_ => "2026-01-01T00:00:00Z").ToArray();
        Spent(Match($"[{string.Join(" OR ", Enumerable.Repeat($"x:v > t'2026-01-01T00:00:00.{new string('1', 900)}Z'", 100))}]", many));
    }

    [Theory]
    [InlineData("[[:^alpha:]]")]
    [InlineData("[[:nothing:]]")]
    [InlineData("a++")]
    [InlineData("(?>a")]
    public void What_the_framework_would_read_otherwise_is_refused(string expression)
    {
        Assert.True(Pattern.TryParse($"[x:v MATCHES '{expression}']", out var pattern, out _));
        Assert.False(PatternMatcher.TryCreate(pattern, out _, out var fault));
        Assert.Equal("9.6.1", fault.Clause);
    }

    private static void Spent(PatternMatch found)
    {
        Assert.Equal((false, true), (found.IsMatch, found.GaveUp));
        Assert.True(found.Steps > PatternMatcher.MostSteps, $"{found.Steps}");
    }

    /// <summary>One observation, with an object for each value.</summary>
    private static PatternMatch Match(string pattern, params string[] values) =>
        Of(pattern).Match([At($"{{{string.Join(',', values.Select((v, i) => $"\"x--{i}\":{{\"type\":\"x\",\"v\":{JsonSerializer.Serialize(v)}}}"))}}}")]);

    private static PatternMatcher Of(string text)
    {
        Assert.True(Pattern.TryParse(text, out var pattern, out var fault), $"{fault}");
        Assert.True(PatternMatcher.TryCreate(pattern, out var matcher, out fault), $"{fault}");
        return matcher;
    }

    private static Observed At(string objects, int seconds = 0)
    {
        using var read = JsonDocument.Parse(objects);
        var at = DateTimeOffset.UnixEpoch.AddSeconds(-seconds);
        return new Observed(at, at, 1, read.RootElement.EnumerateObject().ToDictionary(o => o.Name, o => o.Value.Clone(), StringComparer.Ordinal));
    }
}
