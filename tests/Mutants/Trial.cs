using System.Diagnostics;

namespace Infohub.Mutants;

/// <summary>All mutants of one subject before its judges, as many at a time as there are processors.</summary>
internal sealed class Trial(Subject subject, IReadOnlyList<OpenWorld> worlds, IReadOnlyDictionary<string, Equivalent> equivalents, Report report)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private int done;

    public async Task RunAsync()
    {
        var mill = new Mill(subject);
        var (unchanged, errors) = mill.Make(null);
        if (unchanged is null)
        {
            report.Fail($"{subject.Name} does not compile: {errors}");
            return;
        }

        // tests of one thing at once, then questions in memory, then by SQL
        var judges = new Judges(TestJudges.Of(unchanged).Concat(subject.AsksWorlds ? worlds.SelectMany(w => w.Judges()).OrderBy(j => j.Name.EndsWith("SQL", StringComparison.Ordinal)) : []));
        var watch = Stopwatch.StartNew();
        if (await judges.FindAsync(unchanged) is { } wrong)
        {
            report.Fail($"{subject.Name} unchanged is judged wrong: {wrong}");
            return;
        }

        report.Pass($"{subject.Name} unchanged is judged right, in {watch.Elapsed.TotalSeconds:0.0} s");
        watch.Restart();
        var mutants = subject.Mutants;
        await Parallel.ForEachAsync(mutants, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (mutant, _) => await JudgeAsync(mutant, mill, judges));
        report.Say($"        {subject.Name}: {mutants.Count} changes in {watch.Elapsed.TotalSeconds:0} s");
    }

    private async Task JudgeAsync(Mutant mutant, Mill mill, Judges judges)
    {
        if (Interlocked.Increment(ref done) % 100 == 0)
        {
            report.Say($"        {subject.Name}: {done} changes");
        }

        if (mill.Make(mutant).Assembly is not { } assembly)
        {
            report.Count(mutant.File, Fate.NoProgram);
            return;
        }

        var trial = Task.Run(() => judges.FindAsync(assembly));
        // What never ends is noticed by everybody.
        var noticed = await Task.WhenAny(trial, Task.Delay(Patience)) != trial || await trial is not null;
        var named = equivalents.ContainsKey(mutant.Key);
        report.Count(mutant.File, noticed ? Fate.Killed : named ? Fate.Equivalent : Fate.Survived);
        if (noticed == named)
        {
            report.Fail(named ? $"equivalent.json names what is noticed: {mutant.Key}" : $"nobody noticed: {mutant.Key}");
        }
        else if (noticed)
        {
            report.Noticed();
        }
    }
}
