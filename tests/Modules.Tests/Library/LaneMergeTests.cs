using Infohub.Library.Public;
using Infohub.Library.Search;
using Infohub.Platform.Data;
using Infohub.Sharing.Streams;

namespace Infohub.Modules.Tests.Library;

/// <summary>The newest of many lanes, against a plain reading of all their rows.</summary>
public sealed class LaneMergeTests
{
    private const int Rows = 3000;

    [Theory, MemberData(nameof(TestHub.Engines), MemberType = typeof(TestHub))]
    public async Task Lanes_give_the_newest_of_all_their_rows_wherever_one_begins(Engine engine)
    {
        await using var hub = await TestHub.StartAsync(engine);
        var random = new Random(20261127);
        var rows = new HashSet<(long Kind, long Ref, long Org, long Seq)>();
        while (rows.Count < Rows)
        {
            // Few lanes are busy, most are not.
            var kind = random.Next(4) switch { 0 => 2, 1 => 3, 2 => 4, _ => 7 };
            rows.Add((kind, 1 + (long)(40 * Math.Pow(random.NextDouble(), 3)), kind == 4 ? 1 + random.Next(2) : 0, 1 + random.Next(2 * Rows)));
        }

        await hub.Database.WriteAsync(
            async tx =>
            {
                await tx.RunAsync("delete from item_lane", default);
                await tx.RunEachAsync(
                    "insert into item_lane(kind, ref, ref_org, item_seq, shared_at) values (@kind, @ref, @org, @seq, @seq)",
                    [.. rows.Select(r => new (string, object?)[] { ("kind", r.Kind), ("ref", r.Ref), ("org", r.Org), ("seq", r.Seq) })],
                    default);
            },
            default);
        var found = 0;
        for (var i = 0; i < 60; i++)
        {
            var lanes = Enumerable.Range(0, 1 + random.Next(i % 5 == 0 ? 120 : 12)).Select(_ => AnyLane(random)).Distinct().ToList();
            var (before, take) = (random.Next(3) == 0 ? long.MaxValue : random.Next(2 * Rows), 1 + random.Next(i % 3 == 0 ? 200 : 9));
            List<long> expected = [.. rows.Where(r => r.Seq < before && lanes.Exists(l => Holds(l, r))).Select(r => r.Seq).Distinct().OrderDescending().Take(take)];
            Assert.Equal(expected, await hub.Database.ReadAsync(sql => LaneMerge.NewestAsync(sql, lanes, before, take, default), default));
            found += expected.Count;

            // The same, in windows of any size and begun anew in between.
            var asked = 0;
            var walk = new RememberedWalk((sql, from, many, stop) =>
            {
                asked++;
                return LaneMerge.NewestAsync(sql, lanes, from, many, stop);
            });
            var steps = 0;
            foreach (var _ in Enumerable.Range(0, 2))
            {
                var met = new List<long>();
                for (var from = before; met.Count < take; steps++)
                {
                    var some = await hub.Database.ReadAsync(sql => walk.NextAsync(sql, from, Math.Min(5, take - met.Count), default), default);
                    met.AddRange(some);
                    if (some.Count < Math.Min(5, take - met.Count + some.Count))
                    {
                        break;
                    }

                    from = met[^1];
                }

                Assert.Equal(expected, met);
            }

            Assert.True(asked <= 1 + (steps / 2), $"{asked} of {steps} windows were looked for");
        }

        Assert.InRange(found, 500, int.MaxValue);
    }

    private static Lane AnyLane(Random random)
    {
        var id = 1 + random.Next(40);
        return random.Next(5) switch
        {
            0 => Lane.Circle(id, 0),
            1 => Lane.Circle(id, random.Next(2 * Rows)),
            2 => Lane.NamesOrganisation(id),
            3 => Lane.NamesPerson(id, 1 + random.Next(2)),
            _ => Lane.Originator(id),
        };
    }

    private static bool Holds(Lane lane, (long Kind, long Ref, long Org, long Seq) row) =>
        lane.Kind == row.Kind && lane.Ref == row.Ref && lane.RefOrg == row.Org && row.Seq >= lane.From;
}
