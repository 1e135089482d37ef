using System.Text;
using Infohub.Observables.Scanning;

namespace Infohub.Observables;

/// <summary>
/// Masking (defanging) for people, so that no mail program, browser or finger follows a hostile link, and its reversal. Text that people
/// read is masked on every channel; machine formats carry the true value.
/// </summary>
public static class Masking
{
    /// <summary>
    /// The masked form of a true value: <c>hxxps://evil[.]example/path</c>, <c>203[.]0[.]113[.]5</c>, <c>user[@]evil[.]example</c>,
    /// <c>2001[:]db8::1</c>. Values of other kinds, and values that are masked already, come back as they are.
    /// </summary>
    /// <param name="value">A value as <see cref="Finding.Value"/> gives it.</param>
    /// <param name="kind">Its kind.</param>
    public static string Mask(string value, ObservableKind kind)
    {
        switch (kind)
        {
            case ObservableKind.IPv4 or ObservableKind.IPv4Network or ObservableKind.Domain:
                return value.Contains('[', StringComparison.Ordinal) ? value : value.Replace(".", "[.]", StringComparison.Ordinal);
            case ObservableKind.IPv6 or ObservableKind.IPv6Network:
                var colon = value.Contains('[', StringComparison.Ordinal) ? -1 : value.IndexOf(':', StringComparison.Ordinal);
                return colon < 0 ? value : $"{value[..colon]}[:]{value[(colon + 1)..]}";
            case ObservableKind.Email:
                var at = value.LastIndexOf('@');
                return at < 0 || value.Contains("[@]", StringComparison.Ordinal) ? value : $"{value[..at]}[@]{Mask(value[(at + 1)..], ObservableKind.Domain)}";
            case ObservableKind.Url:
                return MaskText(value);
            default:
                return value;
        }
    }

    /// <summary>
    /// Masks every live URL, domain name, address, network and e-mail address that <see cref="LiveLinks"/> finds, and leaves every other
    /// character as it is. Of a URL the scheme and the dots of the host are masked, of an e-mail address the at sign and the dots of the
    /// domain, of an IPv6 address the first colon. A host in which one sign is masked already counts as masked.
    /// </summary>
    /// <remarks>
    /// For every text <c>t</c>: <c>MaskText(MaskText(t)) == MaskText(t)</c>, and <c>LiveLinks.Find(MaskText(t))</c> is empty. For every
    /// text without masked values, that is with <c>Unmask(t) == t</c>: <c>Unmask(MaskText(t)) == t</c>.
    /// </remarks>
    public static string MaskText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Rewrite(text, toLive: false);
    }

    /// <summary>
    /// Makes every masked form that belongs to a recognised value live: <c>[.]</c>, <c>(dot)</c>, <c>[@]</c>, <c>[:]</c>, <c>hxxp</c>,
    /// <c>h[tt]p</c>, <c>meow</c> and the like. Brackets that belong to no value stay, so that prose and patterns are not damaged.
    /// </summary>
    public static string Unmask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Rewrite(text, toLive: true);
    }

    private static string Rewrite(string text, bool toLive)
    {
        StringBuilder? to = null;
        var copied = 0;
        var scanner = new Scanner(text);
        while (scanner.Next(out var hit))
        {
            if (toLive ? !hit.IsLink : !Masks.IsLive(text, hit))
            {
                continue;
            }

            to ??= new StringBuilder(text.Length + 64);
            to.Append(text.AsSpan(copied, hit.Start - copied));
            if (toLive)
            {
                Masks.AppendLive(to, text, hit);
            }
            else
            {
                Masks.AppendMasked(to, text, hit);
            }

            copied = hit.End;
        }

        return to is null ? text : to.Append(text.AsSpan(copied)).ToString();
    }
}
