using Infohub.Stix.Patterns;

namespace Infohub.Libs.Tests.Stix;

/// <summary>The grammar of STIX 2.1 §9: what it takes, how it prints, and where it says that something is wrong.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("[ipv4-addr:value = '203.0.113.7']")]
    [InlineData("[ipv4-addr:value ISSUBSET '198.51.100.0/24' OR ipv6-addr:value NOT ISSUPERSET '2001:db8::/48']")]
    [InlineData("[file:hashes.'SHA-256' IN ('aa', 'bb') AND file:size >= 1024 AND NOT EXISTS file:parent_directory_ref.path]")]
    [InlineData("[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' LIKE '%curl/7._%']")]
    [InlineData("[email-message:to_refs[*].value = 'ann@example.org'] FOLLOWEDBY [file:name MATCHES '^invoice_[0-9]+\\\\.iso$'] WITHIN 300 SECONDS")]
    [InlineData("([process:pid > -1] AND [process:is_hidden = true]) REPEATS 3 TIMES START t'2026-01-31T08:00:00Z' STOP t'2026-02-01T00:00:00.125Z'")]
    [InlineData("[a:b = 1] AND ([a:b = 2] OR [a:b = 3]) FOLLOWEDBY ([a:b = 4] FOLLOWEDBY [a:b = 5])")]
    [InlineData("[x-part:list[0].b[-2] = -1.5 AND (x-part:c = h'0aff' OR x-part:c != b'Cv8=')]")]
    [InlineData("[x:a IN ()]")]
    public void What_is_printed_canonically_is_read_and_printed_alike(string text) => Assert.Equal(text, Parse(text).ToString());

    [Theory]
    [InlineData("  [ipv4-addr:value=='203.0.113.7'] /* seen\n twice */ ", "[ipv4-addr:value = '203.0.113.7']")]
    [InlineData("(([a:b <> 1]))", "[a:b != 1]")]
    [InlineData("[((a:b = 1 AND a:c = 2) OR a:d = 3)] // the rest", "[a:b = 1 AND a:c = 2 OR a:d = 3]")]
    [InlineData("[a:b = 1] OR [a:b = 2] AND [a:b = 3]", "[a:b = 1] OR [a:b = 2] AND [a:b = 3]")]
    [InlineData("([a:b = 1] OR [a:b = 2]) AND [a:b = 3] WITHIN 5.50 SECONDS", "([a:b = 1] OR [a:b = 2]) AND [a:b = 3] WITHIN 5.5 SECONDS")]
    [InlineData("[a:'b' = +7 AND a:c = .5 AND a:d = 'it\\'s \\\\ here']", "[a:b = 7 AND a:c = 0.5 AND a:d = 'it\\'s \\\\ here']")]
    public void What_says_the_same_prints_the_same(string text, string printed) => Assert.Equal(printed, Parse(text).ToString());

    [Theory]
    [InlineData("", 0, "9.3")]
    [InlineData("ipv4-addr:value = '203.0.113.7'", 0, "9.3")]
    [InlineData("[ipv4-addr:value = 203.0.113.7]", 24, "9.6")]
    [InlineData("[ipv4-addr:value = '203.0.113.7'", 32, "9.6")]
    [InlineData("[ipv4-addr value = '1']", 11, "9.7")]
    [InlineData("[file:hashes.SHA-256 = 'aa']", 13, "9.7")]
    [InlineData("[a:b = 'x' AND c:d = 'y']", 15, "9.5")]
    [InlineData("[a:b = 'x' AND (a:c = 1 OR c:d = 'y') AND c:e = 2]", 42, "9.5")]
    [InlineData("[a:b IN ('x', 5)]", 8, "9.6.1")]
    [InlineData("[ipv4-addr:value ISSUBSET 'quay']", 26, "9.6.1")]
    [InlineData("[ipv4-addr:value ISSUBSET '010.0.0.0/8']", 26, "9.6.1")]
    [InlineData("[NOT a:b = 1]", 5, "9.6")]
    [InlineData("[a:b LIKE 5]", 10, "9.6.1")]
    [InlineData("[a:b > true]", 7, "9.6.1")]
    [InlineData("[a:b IN 1]", 8, "9.6.1")]
    [InlineData("[a:b = 'it\\s']", 7, "9.2")]
    [InlineData("[a:b = 'open]", 7, "9.2")]
    [InlineData("[a:b = 007]", 7, "9.2")]
    [InlineData("[a:b = h'abc']", 7, "9.2")]
    [InlineData("[a:b = b'a b=']", 7, "9.2")]
    [InlineData("[a:b = 99999999999999999999]", 7, "9.2")]
    [InlineData("[a:b = t'2026-02-30T00:00:00Z']", 7, "9.2")]
    [InlineData("[a:b = t'2026-02-03T00:00:00+08:00']", 7, "9.2")]
    [InlineData("[a:b = 1] WITHIN 0 SECONDS", 17, "9.5.1")]
    [InlineData("[a:b = 1] WITHIN 5", 18, "9.5.1")]
    [InlineData("[a:b = 1] REPEATS 0 TIMES", 18, "9.5.1")]
    [InlineData("[a:b = 1] WITHIN 5 SECONDS WITHIN 9 SECONDS", 27, "9.5.1")]
    [InlineData("[a:b = 1] REPEATS 2 TIMES WITHIN 5 SECONDS REPEATS 3 TIMES", 43, "9.5.1")]
    [InlineData("[a:b = 1] [a:b = 2]", 10, "9.3")]
    [InlineData("[a:b[x] = 1]", 5, "9.7")]
    [InlineData("[a:b = 1] /* open", 10, "9.3")]
    public void What_is_wrong_is_told_with_its_place_and_clause(string text, int position, string clause)
    {
        Assert.False(Pattern.TryParse(text, out _, out var fault));
        Assert.Equal((position, clause), (fault.Position, fault.Clause));
    }

    [Fact]
    public void Depth_and_length_have_limits()
    {
        Assert.True(Pattern.TryParse(Deep(Pattern.Deepest), out _, out _));
        Assert.False(Pattern.TryParse(Deep(Pattern.Deepest + 1), out _, out var deep));
        Assert.Equal(Pattern.Deepest, deep.Position);
        // Brackets between them begin nothing anew.
        Assert.False(Pattern.TryParse(string.Concat(Enumerable.Repeat("([a:b = 1] AND ", 5000)), out _, out _));
        Assert.False(Pattern.TryParse(new string(' ', Pattern.LongestText + 1), out _, out var longText));
        Assert.Equal(Pattern.LongestText, longText.Position);

        static string Deep(int depth) => new string('(', depth) + "[a:b = 1]" + new string(')', depth);
    }

    [Fact]
    public void Any_tree_is_read_back_from_its_print()
    {
        var random = new Random(9);
        for (var i = 0; i < 5000; i++)
        {
            var root = AnyObservation(random, 3);
            var printed = new Pattern(root).ToString();
            Assert.True(Pattern.TryParse(printed, out var read, out var fault), $"{printed}: {fault}");
            Assert.Equal(printed, read.ToString());
            Assert.Equal(root, read.Root);
        }
    }

    [Fact]
    public void Any_cut_or_change_of_a_pattern_is_read_or_refused_and_nothing_else()
    {
        var random = new Random(10);
        const string signs = "[]()'\\=<>!:.*,+-0a\u00e9 \n/htb";
        var read = 0;
        for (var i = 0; i < 20000; i++)
        {
            var text = new System.Text.StringBuilder(new Pattern(AnyObservation(random, 2)).ToString());
            for (var n = random.Next(1, 4); n > 0 && text.Length > 0; n--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, random.Next(1, text.Length - at + 1)),
                    1 => text.Insert(at, signs[random.Next(signs.Length)]),
                    _ => text.Replace(text[at], signs[random.Next(signs.Length)], at, 1),
                };
            }

            if (Pattern.TryParse(text.ToString(), out var pattern, out var fault))
            {
                read++;
                Assert.Equal(pattern, Parse(pattern.ToString()));
            }
            else
            {
                Assert.InRange(fault.Position, 0, text.Length);
            }
        }

        Assert.InRange(read, 500, 15000);
    }

    [Theory]
    [InlineData("[a:b = 1 AND a:c = 2]", "[a:c = 2 AND a:b = 1 AND a:b = 1]", true)]
    [InlineData("[a:b IN (1, 2)]", "[a:b = 2 OR a:b = 1]", true)]
    [InlineData("[(a:b = 1 OR a:c = 2) AND a:d = 3]", "[a:b = 1 AND a:d = 3 OR a:d = 3 AND a:c = 2]", true)]
    [InlineData("[a:b = 1 OR a:b = 1 AND a:c = 2]", "[a:b = 1]", true)]
    [InlineData("[a:b NOT = 1]", "[a:b != 1]", true)]
    [InlineData("[a:b NOT > 1]", "[a:b <= 1]", false)]
    [InlineData("[a:b NOT IN (2, 1, 2)]", "[a:b NOT IN (1, 2)]", true)]
    [InlineData("[a:b = 1] OR ([a:b = 2] OR [a:b = 1])", "[a:b = 2] OR [a:b = 1]", true)]
    [InlineData("[a:b = 1] AND [a:b = 1]", "[a:b = 1]", false)]
    [InlineData("[a:b = 1] AND [a:b = 2]", "[a:b = 2] AND [a:b = 1]", true)]
    [InlineData("[a:b = 1] FOLLOWEDBY [a:b = 2]", "[a:b = 2] FOLLOWEDBY [a:b = 1]", false)]
    [InlineData("([a:b = 1] FOLLOWEDBY [a:b = 2]) FOLLOWEDBY [a:b = 3]", "[a:b = 1] FOLLOWEDBY ([a:b = 2] FOLLOWEDBY [a:b = 3])", true)]
    [InlineData("[a:b = 1] REPEATS 1 TIMES", "[a:b = 1]", true)]
    [InlineData("[a:b = 1] WITHIN 5 SECONDS", "[a:b = 1]", false)]
    [InlineData("[a:b = h'0AFF']", "[a:b = h'0aff']", true)]
    public void What_is_equivalent_has_one_form(string one, string other, bool equivalent) =>
        Assert.Equal(equivalent, Parse(one).Normalize() == Parse(other).Normalize());

    [Fact]
    public void The_one_form_of_the_one_form_is_itself_also_where_it_would_be_large()
    {
        var random = new Random(11);
        for (var i = 0; i < 1000; i++)
        {
            var normal = new Pattern(AnyObservation(random, 2)).Normalize();
            Assert.Equal(normal.ToString(), normal.Normalize().ToString());
        }

        var wide = "[" + string.Join(" AND ", Enumerable.Range(0, 40).Select(i => $"(a:b{i} = 1 OR a:c{i} = 2)")) + "]";
        Assert.Equal(wide, Parse(wide).Normalize().ToString());
    }

    [Theory]
    [InlineData("[ipv4-addr:value = '203.0.113.7']", "ipv4-addr value 203.0.113.7 +")]
    [InlineData("[ipv4-addr:value ISSUBSET '203.0.113.0/24' OR file:hashes.'SHA-256' IN ('aa', 'bb')]", "ipv4-addr value 203.0.113.0/24 net +;file hashes.'SHA-256' aa +;file hashes.'SHA-256' bb +")]
    [InlineData("[file:name = 'a' AND file:size > 5] OR [url:value = 'b'] REPEATS 2 TIMES", "file name a;url value b")]
    [InlineData("[file:name NOT = 'a' AND file:name LIKE 'b%']", "")]
    public void The_values_that_are_asked_for_are_drawn_out(string text, string values) =>
        Assert.Equal(values, string.Join(';', Parse(text).SimpleComparisons().Select(c => $"{c.ObjectType} {c.Path} {c.Value}{(c.IsNetwork ? " net" : "")}{(c.Suffices ? " +" : "")}")));

    private static Pattern Parse(string text)
    {
        Assert.True(Pattern.TryParse(text, out var pattern, out var fault), $"{text}: {fault}");
        return pattern;
    }

    private static Observation AnyObservation(Random random, int depth)
    {
        if (depth > 0 && random.Next(2) == 0)
        {
            var join = (ObservationJoin)random.Next(3);
            // A join in a join alike is one join, so that what is printed is what was there.
            return new JoinedObservations(join, [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => AnyObservation(random, depth - 1))]);
        }

        Observation single = new SingleObservation(AnyComparison(random, 2));
        return random.Next(4) switch
        {
            0 => new QualifiedObservation(single, new Within(random.Next(1, 100) / 4.0)),
            1 => new QualifiedObservation(single, new Repeats(random.Next(1, 9))),
            2 => new QualifiedObservation(new QualifiedObservation(new QualifiedObservation(single, new Within(random.Next(1, 9))), new Repeats(2)), new Within(random.Next(9, 99))),
            _ => single,
        };
    }

    private static Comparison AnyComparison(Random random, int depth)
    {
        if (depth > 0 && random.Next(2) == 0)
        {
            return new JoinedComparisons(random.Next(2) == 0, [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => AnyComparison(random, depth - 1))]);
        }

        // One type of object, so that AND may join them.
        var path = new ObjectPath("x-a", [new PropertyStep(random.Next(2) == 0 ? "name" : "it's - odd"), .. random.Next(3) switch
        {
            0 => (PathStep[])[new IndexStep(random.Next(9))],
            1 => [new AnyStep(), new PropertyStep("deep")],
            _ => [],
        }]);
        Literal literal = random.Next(6) switch
        {
            0 => new IntegerLiteral(random.NextInt64(long.MinValue, long.MaxValue)),
            1 => new FloatLiteral((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30))),
            2 => new BytesLiteral(new byte[] { 1, (byte)random.Next(256), 3 }, random.Next(2) == 0),
            3 => new TimestampLiteral(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 120, TimeSpan.Zero), "2026-01-02T03:04:05.12Z"),
            _ => new StringLiteral(new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => "a'\\ \u4e2d[]%"[random.Next(8)])])),
        };
        return random.Next(5) switch
        {
            0 => new ExistsTest(path, random.Next(2) == 0),
            1 => new PropertyTest(path, TestOperator.In, new SetLiteral([literal, literal]), random.Next(2) == 0),
            2 => new PropertyTest(path, (TestOperator)random.Next((int)TestOperator.Like, (int)TestOperator.IsSuperset + 1), new StringLiteral("192.0.2.0/24"), random.Next(2) == 0),
            _ => new PropertyTest(path, (TestOperator)random.Next((int)TestOperator.LessOrEqual + 1), literal, random.Next(2) == 0),
        };
    }
}
