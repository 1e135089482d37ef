using Infohub.Intelligence.Scoring;
using Infohub.Intelligence.Sightings;
using Infohub.Intelligence.Values;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Microsoft.Extensions.Configuration;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>A score is a reckoning that adds up, moves one way only with each kind of evidence, and never rises by time alone.</summary>
public sealed class ScoreTests
{
    private const long Now = 1_772_000_000_000_000;

    private static readonly ScoreSettings Settings = new();

    [Fact]
    public void Lines_add_up_to_the_score_and_say_what_counts()
    {
        var evidence = Some(ObservableKind.Domain) with
        {
            Named = [Said(1, 3, "admiralty:b2"), Said(2, 9), Said(3, 20)],
            Sightings = [Seen(4, 0), Seen(5, 1), Against(6, SightingKind.FalsePositive)],
        };
        var score = Score.Of(evidence, Settings, Now);
        Assert.Equal(score.Value, score.Lines.Sum(l => l.Points));
        // 60 of 100 for B2 (70), two further organisations, three days of 42 gone, two sightings, one false positive.
        Assert.Equal([42, 14, 0, 8, -20, 0], score.Lines.Select(l => l.Points));
        Assert.Equal("B2", score.Lines[0].Args[0]);
    }

    [Theory]
    [InlineData("F6", 50, null)]
    [InlineData("A1", 90, null, "admiralty:a1")]
    [InlineData("B2", 70, null, "Admiralty:B2")]
    [InlineData("B6", 60, null, "admiralty-scale:source-reliability=\"b\"")]
    [InlineData("E5", 10, null, "admiralty-scale:source-reliability=\"e\"", "admiralty-scale:information-credibility=\"5\"")]
    [InlineData("F2", 62, 75)]
    [InlineData("A3", 70, 50, "admiralty:a6")]
    [InlineData("F1", 75, 100)]
    [InlineData("F5", 25, 0)]
    [InlineData("F6", 50, 101, "admiralty:zz", "admiralty:b22")]
    public void Grades_are_read_of_tags_and_of_confidence(string grade, int worth, int? confidence, params string[] tags)
    {
        var read = Grade.Of(tags, confidence);
        Assert.Equal((grade, worth), (read.ToString(), read.Worth(50)));
    }

    [Fact]
    public void Nothing_revoked_or_expired_or_on_a_warning_list_is_worth_anything()
    {
        var fresh = Some() with { Named = [Said(1, 0)], Sightings = [Seen(2, 0)] };
        Assert.True(Score.Of(fresh, Settings, Now).Value > 30);
        Assert.Equal(0, Score.Of(fresh with { OnWarningList = true }, Settings, Now).Value);
        Assert.Equal(0, Score.Of(fresh with { Named = [Said(1, 0) with { IsRevoked = true }] }, Settings, Now).Value);
        Assert.Equal(0, Score.Of(fresh with { Named = [Said(1, 0) with { ValidUntil = Now }] }, Settings, Now).Value);
        Assert.Equal(0, Score.Of(Some(), Settings, Now).Value);
    }

    [Fact]
    public void What_is_said_to_have_expired_counts_until_somebody_sees_it_again()
    {
        var expired = Some() with { Named = [Said(1, 5)], Sightings = [Against(2, SightingKind.Expired, 3)] };
        var before = Score.Of(expired with { Sightings = [] }, Settings, Now).Value;
        Assert.Equal(Math.Max(before - 20, 0), Score.Of(expired, Settings, Now).Value);
        Assert.True(Score.Of(expired with { Sightings = [.. expired.Sightings, Seen(3, 1)] }, Settings, Now).Value > before);
    }

    [Fact]
    public void More_never_lowers_and_time_never_raises()
    {
        var random = new Random(20261127);
        for (var round = 0; round < 4000; round++)
        {
            var evidence = Any(random);
            var score = Score.Of(evidence, Settings, Now);
            Assert.InRange(score.Value, 0, 100);
            Assert.Equal(score.Value, score.Lines.Sum(l => l.Points));
            Assert.Equal(score.Value, Score.Of(evidence with { Named = [.. evidence.Named.Reverse()], Sightings = [.. evidence.Sightings.Reverse()] }, Settings, Now).Value);
            Assert.True(Score.Of(evidence with { Sightings = [.. evidence.Sightings, Seen(random.Next(6), random.Next(60))] }, Settings, Now).Value >= score.Value);
            Assert.True(Score.Of(evidence with { Named = [.. evidence.Named, AnyNaming(random) with { IsRevoked = false }] }, Settings, Now).Value >= score.Value);
            Assert.True(Score.Of(evidence with { Sightings = [.. evidence.Sightings, Against(random.Next(6), SightingKind.FalsePositive)] }, Settings, Now).Value <= score.Value);
            Assert.True(Score.Of(evidence with { Sightings = [.. evidence.Sightings, Against(random.Next(6), SightingKind.Expired, random.Next(60))] }, Settings, Now).Value <= score.Value);
            var older = evidence with { Sightings = [.. evidence.Sightings.Select(s => s.Kind == SightingKind.Seen && random.Next(2) == 0 ? s with { LastAt = s.LastAt - (random.Next(90) * Micros.Day) } : s)] };
            Assert.True(Score.Of(older, Settings, Now).Value <= score.Value);
            var last = score.Value;
            for (var day = 1; day < 200; day += 1 + random.Next(20))
            {
                var later = Score.Of(evidence, Settings, Now + (day * Micros.Day)).Value;
                Assert.True(later <= last);
                last = later;
            }
        }
    }

    [Fact]
    public void It_tells_the_day_from_which_it_stands_under_a_number()
    {
        var evidence = Some(ObservableKind.IPv4) with { Named = [Said(1, 0)] };
        var under = Score.UnderAt(evidence, Settings, Now, 20)!.Value;
        Assert.True(Score.Of(evidence, Settings, under).Value < 20);
        Assert.True(Score.Of(evidence, Settings, under - Micros.Day).Value >= 20);
        Assert.Equal(0, (under - Now) % Micros.Day);
        Assert.Null(Score.UnderAt(Some(ObservableKind.Sha256) with { Named = [Said(1, 0)] }, Settings with { HalfLives = new Dictionary<ObservableKind, int> { [ObservableKind.Sha256] = 36_500 } }, Now, 20));
        Assert.Equal(Now, Score.UnderAt(Some(), Settings, Now, 20));
    }

    [Fact]
    public void An_address_decays_within_days_a_name_within_weeks_and_a_hash_hardly()
    {
        int After(ObservableKind kind, int days) => Score.Of(Some(kind) with { Named = [Said(1, days)] }, Settings, Now).Value;
        Assert.Equal([30, 15, 4], [After(ObservableKind.IPv4, 0), After(ObservableKind.IPv4, 10), After(ObservableKind.IPv4, 30)]);
        Assert.Equal(15, After(ObservableKind.Domain, 42));
        Assert.True(After(ObservableKind.Sha256, 365) >= 25);
    }

    [Fact]
    public void Detection_needs_an_indicator_an_item_that_may_be_used_and_the_score()
    {
        var evidence = Some() with { Named = [Said(1, 0)], ForDetection = new HashSet<string> { "I1" } };
        bool Uses(Evidence of) => Detection.Of(of, Score.Of(of, Settings, Now), Settings, Now).Use;
        Assert.True(Uses(evidence));
        Assert.False(Uses(evidence with { ForDetection = new HashSet<string> { "I2" } }));
        Assert.False(Uses(evidence with { OnWarningList = true }));
        Assert.False(Uses(evidence with { Named = [Said(1, 30)] }));
        Assert.False(Uses(evidence with { Named = [Said(1, 0) with { SaysBad = false }] }));
        Assert.False(Uses(evidence with { Named = [Said(1, 0) with { IsRevoked = true }] }));
        Assert.False(Uses(evidence with { Sightings = [Against(2, SightingKind.FalsePositive)] }));
        // The item that still stands is not the one that may be used.
        Assert.False(Uses(evidence with { Named = [Said(1, 0) with { IsRevoked = true }, Said(2, 0)] }));
    }

    [Fact]
    public void Settings_are_read_and_nonsense_ends_the_start()
    {
        static IConfiguration With(string name, string value) => new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Intelligence:Scoring:" + name, (string?)value)]).Build();
        Assert.Equal(45, ScoreSettings.From(With("DetectFrom", "45")).DetectFrom);
        Assert.Equal(7, ScoreSettings.From(With("HalfLife:Domain", "7")).HalfLifeOf("Domain"));
        Assert.Equal(90, ScoreSettings.From(With("DetectFrom", "")).HalfLifeOf("mutex:name"));
        Assert.Throws<InvalidOperationException>(() => ScoreSettings.From(With("DetectFrom", "0")));
        Assert.Throws<InvalidOperationException>(() => ScoreSettings.From(With("HalfLife:IPv4", "soon")));
        Assert.Throws<InvalidOperationException>(() => ScoreSettings.From(With("BestSource", "101")));
    }

    private static Evidence Some(ObservableKind kind = ObservableKind.Domain) => new(new ObjectValue(kind.ToString(), "shop.example"), [], []);

    private static Naming Said(long source, int daysAgo, params string[] tags) =>
        new("indicator--" + source, source, "I" + source, Tlp.Green, Now - (daysAgo * Micros.Day)) { SaysBad = true, Tags = tags };

    private static Sighting Seen(long organisation, int daysAgo) => new("", SightingKind.Seen, 1, Now - (daysAgo * Micros.Day), Now - (daysAgo * Micros.Day), organisation, "I1", Tlp.Green);

    private static Sighting Against(long organisation, SightingKind kind, int daysAgo = 0) => Seen(organisation, daysAgo) with { Kind = kind };

    private static Evidence Any(Random random) => Some((ObservableKind)random.Next(17)) with
    {
        Named = [.. Enumerable.Range(0, random.Next(5)).Select(_ => AnyNaming(random))],
        Sightings = [.. Enumerable.Range(0, random.Next(7)).Select(_ => Against(random.Next(6), (SightingKind)(1 + random.Next(3)), random.Next(60)))],
        OnWarningList = random.Next(20) == 0,
    };

    private static Naming AnyNaming(Random random) => Said(random.Next(-2, 5), random.Next(100), random.Next(3) == 0 ? [$"admiralty:{"abcdef"[random.Next(6)]}{1 + random.Next(6)}"] : []) with
    {
        SaysBad = random.Next(4) > 0,
        IsRevoked = random.Next(6) == 0,
        ValidUntil = random.Next(3) == 0 ? Now + (random.Next(-10, 120) * Micros.Day) : Micros.Never,
        Confidence = random.Next(2) == 0 ? random.Next(101) : null,
    };
}
