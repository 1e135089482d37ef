using System.Globalization;
using Infohub.Coverage;

// How many lines of src/ the tests reach.
//   coverage mark             makes artifacts/coverage: the built programs, with marks in them
//   coverage report PERCENT   after they ran: lines reached, by project and by folder; fails below
// Between the two, programs run there with DOTNET_STARTUP_HOOKS naming this assembly and INFOHUB_COVERAGE naming the file of marks.
var place = new Place(Root());
if (args is ["mark"])
{
    place.Make();
    Console.WriteLine(place.Marks);
    return 0;
}

// A line counts as reached when any statement on it was.
var lines = place.Read()
    .SelectMany(p => Enumerable.Range(p.Point.From, p.Point.To - p.Point.From + 1).Select(line => (p.Point.Project, p.Point.File, Line: line, p.Reached)))
    .GroupBy(l => (l.Project, l.File, l.Line), (line, all) => (line.Project, line.File, Reached: all.Any(l => l.Reached)))
    .ToList();
Console.WriteLine($"{"lines of src/",-40} {"all",7} {"reached",8}");
foreach (var room in lines.GroupBy(l => Path.GetDirectoryName(l.File)!).OrderBy(r => r.Key, StringComparer.Ordinal))
{
    Line(room.Key, [.. room.Select(l => l.Reached)]);
}

Console.WriteLine();
foreach (var project in lines.GroupBy(l => l.Project))
{
    Line(project.Key, [.. project.Select(l => l.Reached)]);
}

var share = Line("all", [.. lines.Select(l => l.Reached)]);
var enough = share >= double.Parse(args[1], CultureInfo.InvariantCulture);
Console.WriteLine(enough ? "1 passed, 0 failed" : $"0 passed, 1 failed: below {args[1]} %");
return enough ? 0 : 1;

static double Line(string name, bool[] reached)
{
    var share = 100.0 * reached.Count(r => r) / reached.Length;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {reached.Length,7} {share,7:0.0} %"));
    return share;
}

static string Root()
{
    var here = new DirectoryInfo(AppContext.BaseDirectory);
    while (!File.Exists(Path.Combine(here.FullName, "Infohub.slnx")))
    {
        here = here.Parent ?? throw new DirectoryNotFoundException("Coverage is measured inside of the repository.");
    }

    return here.FullName;
}
