using System.Globalization;

namespace Infohub.Detection;

/// <summary>What a file says of itself before its values, where its format has comments.</summary>
/// <param name="Label">The strictest label of what is in it, for example <c>TLP:AMBER</c>; empty where nothing is in it.</param>
/// <param name="Expires">From when on it should not be used any more; null where nobody said.</param>
/// <param name="Source">Who gives it.</param>
/// <param name="Terms">One sentence on its use.</param>
public sealed record SheetHead(string Label, DateTimeOffset? Expires = null, string Source = "", string Terms = "")
{
    /// <summary>The lines, each one line, without the sign of a comment before them.</summary>
    public IEnumerable<string> Lines =>
        ((string[])[
            Label,
            Expires is { } end ? "Expires " + end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "",
            Source.Length == 0 ? "" : "Source: " + Source,
            Terms,
        ]).Where(l => l.Length > 0).Select(OneLine.Of);

    internal void WriteTo(TextWriter to, string sign)
    {
        foreach (var line in Lines)
        {
            to.Write(sign);
            to.Write(line);
            to.Write('\n');
        }
    }
}
