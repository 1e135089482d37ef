using Infohub.Mutants;

// Changes the kernel and what it stands on, one small change at a time, and asks the tests and the oracle whether they notice.
//   mutants [SUBJECT...]   all, or: markings masking kernel naming containment
//   mutants --list         only whether the list of equivalent mutants still fits the files
var only = args.Where(a => !a.StartsWith('-')).ToList();
var equivalents = Equivalent.Read();
var subjects = Subject.All.Where(s => only.Count == 0 || only.Contains(s.Name, StringComparer.Ordinal)).ToList();
var report = new Report();
var files = subjects.SelectMany(s => s.Files).ToHashSet(StringComparer.Ordinal);
var keys = subjects.SelectMany(s => s.Mutants).Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
foreach (var stale in equivalents.Values.Where(e => files.Contains(e.File) && !keys.Contains(e.Key)))
{
    report.Fail($"equivalent.json names what is no mutant: {stale.Key}");
}

if (args.Contains("--list", StringComparer.Ordinal))
{
    report.Pass($"{keys.Count} mutants, {equivalents.Count} of them equivalent");
    return report.End();
}

List<OpenWorld> worlds = [];
try
{
    if (subjects.Any(s => s.AsksWorlds))
    {
        foreach (var (size, seed, sample) in new[] { ("small", 1, 0), ("small", 2, 0), ("small", 3, 0), ("small", 4, 0), ("medium", 1, 60_000) })
        {
            worlds.Add(await OpenWorld.OpenAsync(size, seed, sample));
        }
    }

    foreach (var subject in subjects)
    {
        await new Trial(subject, worlds, equivalents, report).RunAsync();
    }
}
finally
{
    foreach (var world in worlds)
    {
        await world.DisposeAsync();
    }
}

return report.End();
