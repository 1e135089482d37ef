using System.Collections.Concurrent;

namespace Infohub.Mutants;

/// <summary>How a mutant ended.</summary>
internal enum Fate
{
    Killed,
    Equivalent,
    Survived,
    NoProgram,
}

/// <summary>Counts, and says what went wrong as it comes.</summary>
internal sealed class Report
{
    // what is judged may print as well: it is not heard
    private readonly TextWriter said = Console.Out;
    private readonly ConcurrentDictionary<(string File, Fate Fate), int> fates = new();
    private int passed;
    private int failed;

    public Report() => Console.SetOut(TextWriter.Null);

    public void Say(string text)
    {
        lock (said)
        {
            said.WriteLine(text);
            said.Flush();
        }
    }

    public void Count(string file, Fate fate) => fates.AddOrUpdate((file, fate), 1, static (_, n) => n + 1);

    public void Pass(string text)
    {
        Interlocked.Increment(ref passed);
        Say($"ok      {text}");
    }

    /// <summary>Passed without a line of its own.</summary>
    public void Noticed() => Interlocked.Increment(ref passed);

    public void Fail(string text)
    {
        Interlocked.Increment(ref failed);
        Say($"NOT OK  {text}");
    }

    /// <summary>The table of files, the sums, and the exit code. What does not compile is no mutant.</summary>
    public int End()
    {
        if (!fates.IsEmpty)
        {
            Say("");
            Say($"{"file",-45} {"mutants",8} {"killed",8} {"equivalent",11} {"survived",9}");
            foreach (var file in fates.Keys.Select(k => k.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                Line(file, fate => fates.GetValueOrDefault((file, fate)));
            }

            Line("all", fate => fates.Where(f => f.Key.Fate == fate).Sum(f => f.Value));
        }

        Say($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private void Line(string name, Func<Fate, int> count) => Say(
        $"{name,-45} {count(Fate.Killed) + count(Fate.Equivalent) + count(Fate.Survived),8} {count(Fate.Killed),8} {count(Fate.Equivalent),11} {count(Fate.Survived),9}");
}
