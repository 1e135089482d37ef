using Infohub.Observables.Canonical;
using Infohub.Observables.Scanning;

namespace Infohub.Observables;

/// <summary>
/// Recognises observables in running text, live (<c>http://evil.example</c>) or masked (<c>hxxp://evil[.]example</c>), in English or
/// Chinese, with any punctuation touching them.
/// </summary>
public static class Extractor
{
    /// <summary>
    /// All findings in the order of the text; they do not overlap: a URL covers its domain, an e-mail address its domain, a network its
    /// address. One pass, in time linear in the length of the text whatever it holds.
    /// </summary>
    /// <param name="text">Any text; it is not changed and need not be well-formed UTF-16.</param>
    /// <param name="options">What to give back; null means everything.</param>
    public static List<Finding> Find(ReadOnlySpan<char> text, ExtractOptions? options = null)
    {
        options ??= new ExtractOptions();
        var findings = new List<Finding>();
        var seen = options.Distinct ? new HashSet<(ObservableKind, string)>() : null;
        var scanner = new Scanner(text);
        while (findings.Count < options.MaxFindings && scanner.Next(out var hit))
        {
            if (options.Kinds?.Contains(hit.Kind) == false)
            {
                continue;
            }

            var value = Values.Of(text, hit);
            if (seen?.Add((hit.Kind, value)) != false)
            {
                findings.Add(new Finding(hit.Kind, value, hit.Start, hit.End - hit.Start));
            }
        }

        return findings;
    }
}
