using System.Globalization;

namespace Infohub.Bench;

/// <summary>The figures against their bounds: a line at once for each, a table at the end.</summary>
internal sealed class Report
{
    private readonly List<Figure> figures = [];

    public void AtMost(string name, double value, string unit, double bound) => Add(new Figure(name, value, unit, bound, AtLeast: false));

    public void AtLeast(string name, double value, string unit, double bound) => Add(new Figure(name, value, unit, bound, AtLeast: true));

    /// <summary>What has no bound and helps to understand the rest.</summary>
    public static void Note(string text) => Console.WriteLine("    " + text);

    /// <summary>0 where every bound is held.</summary>
    public int Print(string title)
    {
        var missed = figures.Count(f => !f.Holds);
        Console.WriteLine();
        Console.WriteLine($"| {title} | seen | bound | |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var f in figures)
        {
            Console.WriteLine($"| {f.Name} | {Text(f.Value)} {f.Unit} | {(f.AtLeast ? "≥" : "≤")} {Text(f.Bound)} | {(f.Holds ? "pass" : "**miss**")} |");
        }

        Console.WriteLine();
        Console.WriteLine($"{figures.Count - missed} of {figures.Count} held, {missed} missed.");
        return missed == 0 ? 0 : 1;
    }

    private void Add(Figure figure)
    {
        figures.Add(figure);
        Console.WriteLine($"{(figure.Holds ? "pass" : "miss")}  {figure.Name}: {Text(figure.Value)} {figure.Unit} ({(figure.AtLeast ? "at least" : "at most")} {Text(figure.Bound)})");
    }

    private static string Text(double value) => value.ToString(value >= 1000 ? "N0" : value >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture);

    private sealed record Figure(string Name, double Value, string Unit, double Bound, bool AtLeast)
    {
        public bool Holds => AtLeast ? Value >= Bound : Value <= Bound;
    }
}
