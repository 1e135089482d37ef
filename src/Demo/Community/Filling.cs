using System.Globalization;
using System.Text.RegularExpressions;

namespace Infohub.Demo.Community;

/// <summary>Puts dates, figures and indicators into a story's words.</summary>
internal sealed class Filling(DemoCalendar calendar)
{
    private static readonly Regex Places = new(@"\{(?<what>d|num|ip|sha|url|addresses|names|urls)(?<rest>[^{}]*)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    public string Fill(string text, string story, string language, long at)
    {
        var n = 0;
        return Places.Replace(text, match => Value(match.Groups["what"].Value, match.Groups["rest"].Value, story, language, at, ++n));
    }

    private string Value(string what, string rest, string story, string language, long at, int n) => what switch
    {
        "d" => calendar.Date(at, int.Parse(rest, CultureInfo.InvariantCulture), language),
        "num" => Between(rest, story, n).ToString(CultureInfo.InvariantCulture),
        "ip" => Values.Mask(Values.Address(story, rest.Length == 0 ? 1 : rest[0])),
        "sha" => Values.Hash(story, rest.Length == 0 ? 1 : rest[0]),
        "url" => Values.Mask(Values.Url(story, 1)),
        _ => string.Join('\n', Values.List(what, story, int.Parse(rest[1..], CultureInfo.InvariantCulture)).Select(v => "- " + Values.Mask(v.Value))),
    };

    private static int Between(string rest, string story, int n)
    {
        var ends = rest[1..].Split('-');
        var (low, high) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture));
        return low + Chance.Number(high - low + 1, story, n);
    }
}
