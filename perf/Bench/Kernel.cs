using Infohub.Community.Public;
using Infohub.Library.Access;
using Infohub.Markings;

namespace Infohub.Bench;

/// <summary>Decisions a second on one core: a member of 12 circles, items as the world mixes them, each with its own audience of 1 to 3 parts.</summary>
internal static class Kernel
{
    public static int Run()
    {
        var report = new Report();
        Measure(report);
        return report.Print("Kernel");
    }

    public static void Measure(Report report)
    {
        var pick = new Random(5);
        var viewer = new ViewerFacts { Community = true, OrgParts = true, PersonParts = true, Own = true, Session = true, Org = 77, Person = 385, Ceiling = 4, Now = 1000, AnonymousTag = 9 };
        var mine = Enumerable.Range(1, 12).Select(c => new MemberRow(c * 16, 77, 0, 0)).ToArray();
        var cases = Enumerable.Range(0, 1024).Select(n => Case(pick, n, mine)).ToArray();
        foreach (var channel in (Channel[])[Channel.List, Channel.Page, Channel.Machine])
        {
            Count(cases, viewer, channel, 200_000);
            var processor = Environment.CpuUsage.TotalTime;
            var full = Count(cases, viewer, channel, 10_000_000);
            var seconds = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            Report.Note($"kernel, {channel}: {full * 100.0 / 10_000_000:N0} % shown");
            report.AtLeast($"kernel, {channel}", 10 / seconds, "million decisions a second of a processor", 5);
        }
    }

    private static int Count((ItemFacts Item, VersionFacts Version, LawTables Tables)[] cases, ViewerFacts viewer, Channel channel, int times)
    {
        var full = 0;
        for (var i = 0; i < times; i++)
        {
            ref var one = ref cases[i & 1023];
            full += LawCode.Decide(viewer, one.Item, one.Version, channel, one.Tables) > Disclosure.Nothing ? 1 : 0;
        }

        return full;
    }

    private static (ItemFacts, VersionFacts, LawTables) Case(Random pick, int n, MemberRow[] mine)
    {
        var kind = pick.Next(100);
        var (label, parts) = kind switch
        {
            < 58 => (1, (PartRow[])[new PartRow(n, PartKind.Community, 0, 0)]),
            < 83 => (2, [new PartRow(n, PartKind.Circle, pick.Next(1, 201), 0)]),
            < 95 => (3, [.. Enumerable.Range(0, pick.Next(1, 4)).Select(_ => new PartRow(n, PartKind.Organisation, pick.Next(1, 1000), 0))]),
            _ => (4, [new PartRow(n, PartKind.Person, pick.Next(1, 5000), pick.Next(1, 1000))]),
        };
        var item = new ItemFacts { Seq = n, State = 1, Label = label, Version = 1, AudienceId = n, OrgId = pick.Next(1, 1000), PersonId = pick.Next(1, 5000), SharedAt = 100 };
        return (item, new VersionFacts { Version = 1, Label = label, AudienceId = n, SharedAt = 100 }, LawTables.Empty with { Parts = parts, Members = mine });
    }
}
