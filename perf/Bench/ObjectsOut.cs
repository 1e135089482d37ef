using System.Diagnostics;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Bench;

/// <summary>Objects out of what <see cref="Objects"/> filled: pages at any depth, the objects of one value, many values at once; in the process, without HTTP.</summary>
internal static class ObjectsOut
{
    private const int Page = 1000;

    public static async Task<int> RunAsync(BenchOptions options)
    {
        await using var provider = Generate.Services(options.Places, out _);
        var (database, viewers, shelf, keys) = (provider.GetRequiredService<Database>(), provider.GetRequiredService<ViewerSource>(), provider.GetRequiredService<ObjectShelf>(), provider.GetRequiredService<KeyRing>());
        var places = await database.ReadAsync(sql => sql.NumberAsync("select max(place) from object_run", default), default) ?? 0;
        var member = (await viewers.ForScriptAsync(1, default))!;
        var report = new Report();
        Report.Note($"{places:N0} objects");
        // As a hub does: outside the community, in one small circle.
        var narrow = new Viewer(ViewerKind.PartnerHub) { OrganisationId = World.Organisations, Ceiling = Tlp.Amber, Facts = member.Facts with { Community = false, Session = false, PersonParts = false, Own = false, Org = World.Organisations, Ceiling = (int)Tlp.Amber } };
        var broad = (await viewers.ForScriptAsync(World.PersonsEach + 1, default))!;
        var random = new Random(5);
        foreach (var (name, viewer, channel) in ((string, Viewer, Channel)[])[("broad viewer", member, Channel.Machine), ("narrow viewer", narrow, Channel.PartnerHub)])
        {
            var found = 0L;
            var times = await TimeAsync(150, async () => found += (await shelf.PageAsync(viewer, channel, new ObjectQuery { After = random.NextInt64(places), Take = Page }, default)).Objects.Count);
            report.AtMost($"page of {Page:N0} at any depth, {name}, p95", times.At(0.95), "ms", 40);
            Report.Note($"{name}: {times}, {found / 150.0:N0} objects each");
            // What posts carry comes last, and says much that others say too.
            var posts = await TimeAsync(40, async () => _ = await shelf.PageAsync(viewer, channel, new ObjectQuery { After = places - 1 - random.NextInt64(Math.Min(40_000, places / 20)), Take = Page }, default));
            report.AtMost($"page of {Page:N0} where posts stand, {name}, p95", posts.At(0.95), "ms", 40);
            var typical = await TimeAsync(300, async () => found += (await shelf.FindAsync(viewer, channel, [Key(keys, Typical(random.NextInt64(places)))], new ObjectQuery { Take = 100 }, default)).Count);
            report.AtMost($"objects of a value, {name}, p95", typical.At(0.95), "ms", 4);
            var frequent = await TimeAsync(200, async () => found += (await shelf.FindAsync(viewer, channel, [Key(keys, Frequent(random))], new ObjectQuery { Take = 100 }, default)).Count);
            report.AtMost($"objects of a value that is seen often, {name}, p95", frequent.At(0.95), "ms", 25);
        }

        var correlate = provider.GetRequiredService<Correlate>();
        foreach (var (name, viewer) in ((string, Viewer)[])[("member", member), ("member of three circles in four", broad), ("narrow viewer", narrow)])
        {
            var typical = await TimeAsync(300, async () => _ = await correlate.OfAsync(viewer, ObservableKind.IPv4, Typical(random.NextInt64(places)), default));
            report.AtMost($"correlate a value, {name}, p95", typical.At(0.95), "ms", 4);
            Report.Note($"{name}: {typical}");
            var frequent = await TimeAsync(200, async () => _ = await correlate.OfAsync(viewer, ObservableKind.IPv4, Frequent(random), default));
            report.AtMost($"correlate a value that is seen often, {name}, p95", frequent.At(0.95), "ms", 25);
            Report.Note($"{name}: {frequent}");
        }

        var lookUp = provider.GetRequiredService<LookUp>();
        var values = await TimeAsync(60, async () => _ = (await lookUp.RunAsync(member, [.. Enumerable.Range(0, 10_000).Select(i => i % 3 == 0 ? Typical(random.NextInt64(places)) : $"198.51.{i >> 8}.{i & 255}")], default)).Value);
        Report.Note("look-up: " + values);
        report.AtMost("look-up of 10,000 values, p95", values.At(0.95), "ms", 100);
        // Last: it reads the whole index through, and drives out of the memory what was there.
        var occurrences = await database.ReadAsync(sql => sql.NumberAsync("select count(*) from object_key", default), default) ?? 0;
        Report.Note($"{occurrences:N0} keys");
        report.AtMost("resident memory", Process.GetCurrentProcess().WorkingSet64 / 1048576.0, "MB", 600);
        return report.Print("Objects out");
    }

    /// <summary>One that is not among the few.</summary>
    private static string Typical(long n) => ObjectSource.Address((n / 100 * 100) + 18 + (n % 9 * 10));

    /// <summary>One of the addresses of which there are few.</summary>
    private static string Frequent(Random random) => ObjectSource.Address((random.NextInt64(10_000) * 100) + 8);

    private static long Key(KeyRing keys, string address) => ValueKeys.Of(keys, new ObjectValue("IPv4", address));

    private static async Task<Times> TimeAsync(int rounds, Func<Task> work)
    {
        // A hub runs for days: what is made for the processor while it is asked first is not what is measured.
        for (var i = 0; i < rounds; i++)
        {
            await work();
        }

        var times = new Times();
        for (var i = 0; i < rounds; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(begun));
        }

        return times;
    }
}
