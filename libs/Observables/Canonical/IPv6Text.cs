using System.Globalization;
using System.Net;
using System.Text;

namespace Infohub.Observables.Canonical;

/// <summary>The text of an IPv6 address after RFC 5952; the runtime's own prints <c>::1:3</c> as <c>::0.1.0.3</c>.</summary>
internal static class IPv6Text
{
    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return $"::ffff:{address.MapToIPv4()}";
        }

        var bytes = address.GetAddressBytes();
        var (start, length) = LongestZeros(bytes);
        var text = new StringBuilder(39);
        for (var group = 0; group < 8; group++)
        {
            if (group == start)
            {
                text.Append("::");
                group += length - 1;
                continue;
            }

            var separator = text.Length > 0 && text[^1] != ':' ? ":" : "";
            text.Append(CultureInfo.InvariantCulture, $"{separator}{(bytes[2 * group] << 8) | bytes[(2 * group) + 1]:x}");
        }

        return text.ToString();
    }

    /// <summary>RFC 5952 §4.2: the longest run of at least two zero groups, the first of equals.</summary>
    private static (int Start, int Length) LongestZeros(byte[] bytes)
    {
        var (best, longest, run) = (-1, 1, 0);
        for (var group = 0; group < 8; group++)
        {
            run = bytes[2 * group] == 0 && bytes[(2 * group) + 1] == 0 ? run + 1 : 0;
            if (run > longest)
            {
                (best, longest) = (group - run + 1, run);
            }
        }

        return (best, longest);
    }
}
