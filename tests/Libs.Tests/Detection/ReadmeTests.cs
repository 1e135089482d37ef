using System.Runtime.CompilerServices;
using Infohub.Detection;
using Infohub.Observables;

namespace Infohub.Libs.Tests.Detection;

/// <summary>The samples of the library's README, executed; and that there are no others.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_samples_do_what_the_page_says()
    {
        using var to = new StringWriter();
        var indicators = new[] { new Indicator(ObservableKind.Domain, "evil.example") { Title = "A loader", Label = "TLP:GREEN", Number = 7 } };
        PlainList.Write(to, indicators);
        Assert.Equal("evil.example\n", to.ToString());
        SuricataRules.Write(to, indicators, new SheetHead("TLP:GREEN", Expires: null, Source: "Our hub", Terms: "As is."));
        Assert.Contains("sid:1000000028;", to.ToString(), StringComparison.Ordinal);
        RpzZone.Write(to, indicators, new RpzOptions { Serial = 2026112701, Action = RpzAction.NoData });
        Assert.Contains("*.evil.example CNAME *.\n", to.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_of_the_page_is_a_line_of_this_file()
    {
        var here = File.ReadAllText(Here());
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "libs", "Detection", "README.md"));
        var samples = page.Split("```csharp\n").Skip(1).SelectMany(s => s.Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(4, samples.Count);
        Assert.All(samples, line => Assert.Contains(line, here, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
