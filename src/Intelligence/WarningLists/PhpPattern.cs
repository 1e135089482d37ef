using System.Globalization;
using System.Text.RegularExpressions;

namespace Infohub.Intelligence.WarningLists;

/// <summary>A pattern as lists write it for PHP: between two delimiters, flags behind the second, <c>/^adserv\./i</c>; one without delimiters stands for itself.</summary>
/// <param name="Pattern">What stands between the delimiters.</param>
/// <param name="Options">What the flags say.</param>
internal sealed partial record PhpPattern(string Pattern, RegexOptions Options)
{
    /// <summary>All repetitions of a pattern multiplied, for each is written out in the machine.</summary>
    private const long MostRepeats = 2_000;

    /// <summary>With its flags, to stand among others; the end of the line ends a comment in it.</summary>
    public string InGroup => $"(?{Flags}:{Pattern}{(Options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : "")})";

    private string Flags =>
        (Options.HasFlag(RegexOptions.IgnoreCase) ? "i" : "") + (Options.HasFlag(RegexOptions.Multiline) ? "m" : "") + (Options.HasFlag(RegexOptions.Singleline) ? "s" : "")
        + (Options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? "x" : "");

    /// <summary>Null for what is no pattern, or for one that could take more than its share of time or memory.</summary>
    public static PhpPattern? Read(string text)
    {
        var (pattern, flags) = text is ['/' or '#' or '~' or '!' or '@', ..] && text.LastIndexOf(text[0]) is > 0 and var end ? (text[1..end], text[(end + 1)..]) : (text, "");
        var options = RegexOptions.None;
        foreach (var flag in flags)
        {
            RegexOptions? known = flag switch { 'i' => RegexOptions.IgnoreCase, 'm' => RegexOptions.Multiline, 's' => RegexOptions.Singleline, 'x' => RegexOptions.IgnorePatternWhitespace, 'u' or 'D' => RegexOptions.None, _ => null };
            if (known is not { } option)
            {
                return null;
            }

            options |= option;
        }

        // A delimiter within is written with a backslash, which means nothing to .NET before these signs and is harmless.
        return pattern.Length == 0 || Repeats(pattern) > MostRepeats || !Compiles(pattern, options) ? null : new PhpPattern(pattern, options);
    }

    private static long Repeats(string pattern)
    {
        var product = 1L;
        foreach (Match count in Counts().Matches(pattern))
        {
            var most = count.Groups.Values.Skip(1).Where(g => g.Length > 0).Select(g => g.Length > 5 ? MostRepeats + 1 : long.Parse(g.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)).Max();
            product = Math.Min(product * Math.Max(1, most), MostRepeats + 1);
        }

        return product;
    }

    private static bool Compiles(string pattern, RegexOptions options)
    {
        try
        {
            // By itself first: within the group an unmatched bracket would end what is another's.
            return PatternMatcher.Make(pattern, options) is not null && PatternMatcher.Make(new PhpPattern(pattern, options).InGroup, RegexOptions.None) is not null;
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\{(?<least>\d+)(?:,(?<most>\d*))?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counts();
}
