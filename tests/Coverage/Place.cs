using System.Globalization;

namespace Infohub.Coverage;

/// <summary>A second root beside the first: the same files, by links, but programs with marks.</summary>
internal sealed class Place(string root)
{
    private static readonly string[] Projects = ["Platform", "Community", "Library", "Sharing", "Delivery", "Demo", "Web"];
    private static readonly string[] Programs = ["Web", "Answers", "Modules.Tests", "Host.Tests", "Web.Tests"];

    private readonly string there = Path.Combine(root, "artifacts/coverage");

    public string Marks => Path.Combine(there, "marks");

    private string List => Path.Combine(there, "points.tsv");

    public void Make()
    {
        if (Directory.Exists(there))
        {
            Directory.Delete(there, recursive: true);
        }

        Directory.CreateDirectory(there);
        foreach (var name in new[] { "Infohub.slnx", "src", "perf", "docs" })
        {
            File.CreateSymbolicLink(Path.Combine(there, name), Path.Combine(root, name));
        }

        // Node follows links before it asks where it is
        Copy(Path.Combine(root, "tests/Oracle"), Path.Combine(there, "tests/Oracle"));
        Directory.CreateSymbolicLink(Path.Combine(there, "tests/fixtures"), Path.Combine(root, "tests/fixtures"));
        var marker = new Marker(root);
        foreach (var program in Programs)
        {
            Copy(Path.Combine(root, "artifacts/bin", program, "release"), Path.Combine(there, "artifacts/bin", program, "release"));
        }

        var web = Path.Combine(there, "artifacts/bin/Web/release");
        foreach (var project in Projects)
        {
            var name = project == "Web" ? "infohub.dll" : $"Infohub.{project}.dll";
            marker.Mark(project, Path.Combine(web, name));
            foreach (var other in Programs.Select(p => Path.Combine(there, "artifacts/bin", p, "release", name)).Where(f => File.Exists(f) && f != Path.Combine(web, name)))
            {
                File.Copy(Path.Combine(web, name), other, overwrite: true);
            }
        }

        File.WriteAllLines(List, marker.Points.Select(p => $"{p.Project}\t{p.File}\t{p.From}\t{p.To}"));
        File.WriteAllBytes(Marks, new byte[marker.Points.Count]);
    }

    public IEnumerable<(Point Point, bool Reached)> Read()
    {
        var marks = File.ReadAllBytes(Marks);
        return File.ReadLines(List).Select((line, i) => (line.Split('\t') is [var project, var file, var from, var to]
            ? new Point(project, file, int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture))
            : throw new InvalidDataException(line), marks[i] != 0));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
