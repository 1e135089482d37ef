namespace Infohub.Detection;

/// <summary>What comes from people could end a line, and begin another that somebody's firewall obeys.</summary>
internal static class OneLine
{
    /// <summary>With a space for each control character and each of Unicode's ends of lines.</summary>
    public static string Of(string text) =>
        text.Any(Breaks) ? string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = Breaks(from[i]) ? ' ' : from[i];
            }
        }) : text;

    private static bool Breaks(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
