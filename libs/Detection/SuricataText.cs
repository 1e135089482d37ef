using System.Globalization;
using System.Text;

namespace Infohub.Detection;

/// <summary>Text inside a rule.</summary>
internal static class SuricataText
{
    /// <summary>For <c>content</c>: what means something there, and all that is not printable ASCII, in hexadecimal between bars.</summary>
    public static string Content(string text)
    {
        var to = new StringBuilder(text.Length + 8);
        var hex = false;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var plain = b is > 0x1f and < 0x7f && b is not ((byte)'"' or (byte)';' or (byte)'\\' or (byte)'|' or (byte)':');
            if (plain == hex)
            {
                to.Append('|');
                hex = !hex;
            }
            else if (hex)
            {
                to.Append(' ');
            }

            _ = plain ? to.Append((char)b) : to.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return hex ? to.Append('|').ToString() : to.ToString();
    }

    /// <summary>For <c>msg</c>, where hexadecimal would stand as it is written: readers of rules differ on escapes, so none is needed.</summary>
    public static string Message(string text) =>
        OneLine.Of(text).Replace('"', '\'').Replace(';', ',').Replace('\\', '/').Replace('|', '/').Trim();

    /// <summary>For <c>reference:url,</c>, before which Suricata sets the scheme itself; empty for what is no whole address.</summary>
    public static string Reference(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 || address.Any(c => c is ';' or '"' or '\\' or '|' or ' ' or > '~' or < ' ') ? "" : address[(scheme + 3)..];
    }
}
