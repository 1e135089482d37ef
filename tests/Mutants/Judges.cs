namespace Infohub.Mutants;

/// <summary>One check: what it is called, and what it found wrong in an assembly, or null.</summary>
internal sealed record Judge(string Name, Func<System.Reflection.Assembly, Task<string?>> FindAsync);

/// <summary>The checks in an order that learns: who found the last one is asked first.</summary>
internal sealed class Judges(IEnumerable<Judge> all)
{
    private readonly List<Judge> order = [.. all];

    public async Task<string?> FindAsync(System.Reflection.Assembly assembly)
    {
        Judge[] now;
        lock (order)
        {
            now = [.. order];
        }

        foreach (var judge in now)
        {
            if (await judge.FindAsync(assembly) is { } wrong)
            {
                lock (order)
                {
                    order.Remove(judge);
                    order.Insert(0, judge);
                }

                return $"{judge.Name}: {wrong}";
            }
        }

        return null;
    }
}
