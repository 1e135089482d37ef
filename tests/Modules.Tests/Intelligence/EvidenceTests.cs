using System.Text.Json;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Scoring;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Sharing.Posts;

namespace Infohub.Modules.Tests.Intelligence;

/// <summary>A score is made of what its viewer reads: what is hidden changes none (law R7, R10).</summary>
public sealed class EvidenceTests
{
    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_hidden_item_and_what_is_said_under_it_change_no_score(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        var before = await cast.ScoreAsync(cast.Wong);
        var inside = await cast.ShareAsync(cast.Ka, "TLP:AMBER", "circle:TRANSPORT", p => p with { Tags = ["admiralty:a1"] });
        await cast.SayAsync(cast.Ka, "false-positive", inside);
        await cast.SayAsync(cast.Mei, "seen", inside);

        var outside = await cast.ScoreAsync(cast.Wong);
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(outside));
        var within = await cast.ScoreAsync(cast.Mei);
        Assert.Equal("A1", within.Lines[0].Args[0]);
        Assert.Equal([54, 7, 0, 4, -20, 0], within.Lines.Select(l => l.Points));
        Assert.Equal([30, 0, 0, 0, 0, 0], outside.Lines.Select(l => l.Points));
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Detection_follows_pap_embargo_and_what_the_author_takes_back(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        var amber = await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community", p => p with { Pap = "PAP:AMBER" });
        Assert.False(await UsesAsync(cast, SightingCast.Address));
        Assert.Equal(30, (await cast.ScoreAsync(cast.Wong)).Value);
        await cast.ShareAsync(cast.Ka, "TLP:GREEN", "community", p => p with { Body = "203.0.113.9", Embargo = cast.Ka.Facts.Now + Micros.Day });
        Assert.False(await UsesAsync(cast, "203.0.113.9"));
        cast = await cast.LaterAsync(TimeSpan.FromDays(1));
        Assert.True(await UsesAsync(cast, "203.0.113.9"));
        var open = await cast.ShareAsync(cast.Ka, "TLP:GREEN", "community");
        Assert.True(await UsesAsync(cast, SightingCast.Address));
        cast = await cast.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await hub.Get<WithdrawPost>().RunAsync(cast.Ka, open, "Wrong")).Refusal);
        Assert.False(await UsesAsync(cast, SightingCast.Address));
        Assert.NotEqual(amber, open);
    }

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task A_thousand_values_are_scored_as_each_alone_by_few_statements(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var cast = await SightingCast.ComeAsync(hub);
        await cast.ShareAsync(cast.Mei, "TLP:GREEN", "community");
        await cast.SayAsync(cast.Ka);
        var values = Enumerable.Range(0, 998).Select(i => new Finding(ObservableKind.IPv4, $"10.9.{i / 250}.{i % 250}", 0, 0)).Append(new Finding(ObservableKind.IPv4, SightingCast.Address, 0, 0)).Append(new Finding(ObservableKind.IPv4, "198.51.100.8", 0, 0)).ToList();
        var before = hub.Database.Statements;
        var scores = await hub.Get<Scores>().OfAsync(cast.Wong, Channel.Analysis, values, v => v.Value.EndsWith(".8", StringComparison.Ordinal), default);
        Assert.InRange(hub.Database.Statements - before, 1, 80);

        Assert.Equal((await cast.ScoreAsync(cast.Wong)).Value, scores[998].Points);
        Assert.True(scores[998].UseForDetection);
        Assert.Equal((0, false), (scores[999].Points, scores[999].UseForDetection));
        Assert.All(scores.Take(998), s => Assert.Equal((0, false), (s.Points, s.UseForDetection)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => hub.Get<Scores>().OfAsync(cast.Wong, Channel.Analysis, [.. values, values[0]], _ => false, default));
    }

    private static async Task<bool> UsesAsync(SightingCast cast, string value)
    {
        var evidence = await cast.EvidenceAsync(cast.Wong, value);
        return Detection.Of(evidence, Score.Of(evidence, new ScoreSettings(), cast.Wong.Facts.Now), new ScoreSettings(), cast.Wong.Facts.Now).Use;
    }
}
