using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Infohub.Platform.Processes;

/// <summary>What a tool said when it ended.</summary>
public sealed record ToolResult(int Code, string Output, string Errors);

/// <summary>
/// The one place that starts another program: by its full path, with a list of arguments (no shell reads them), an environment of its own and a time limit.
/// </summary>
public static class Tool
{
    private const int LongestText = 64 * 1024;

    private static readonly string[] Places = ["/usr/lib/postgresql", "/usr/pgsql"];

    /// <summary>The newest PostgreSQL tool of this name in the places where distributions put them, or null.</summary>
    public static string? FindPostgres(string name) =>
        Places.Where(Directory.Exists)
            .SelectMany(p => Directory.GetDirectories(p))
            .OrderByDescending(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 0)
            .Select(d => Path.Combine(d, "bin", name))
            .Concat(["/usr/bin/" + name, "/usr/local/bin/" + name])
            .FirstOrDefault(File.Exists);

    /// <param name="program">A full path.</param>
    /// <param name="arguments">Each as it is: nothing is split or expanded.</param>
    /// <param name="environment">All that the program gets beside a fixed language.</param>
    /// <param name="limit">Then it is ended.</param>
    /// <param name="stop">Ends it too.</param>
    public static async Task<ToolResult> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, TimeSpan limit, CancellationToken stop)
    {
        if (!Path.IsPathFullyQualified(program))
        {
            throw new ArgumentException("A program is named by its full path.", nameof(program));
        }

        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment.Clear();
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(limit);
#pragma warning disable RS0030 // this is the one way
        using var process = Process.Start(start) ?? throw new InvalidOperationException("It did not start: " + Path.GetFileName(program));
#pragma warning restore RS0030
        process.StandardInput.Close();
        var output = TakeAsync(process.StandardOutput);
        var errors = TakeAsync(process.StandardError);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ToolResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Reads all, keeps the beginning: a pipe that nobody empties would stop the program.</summary>
    private static async Task<string> TakeAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is var read and > 0)
        {
            text.Append(buffer, 0, Math.Min(read, LongestText - text.Length));
        }

        return text.ToString();
    }
}
