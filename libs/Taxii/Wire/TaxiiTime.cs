using System.Globalization;

namespace Infohub.Taxii.Wire;

/// <summary>Times of TAXII 2.1 (§2): RFC 3339, in UTC, to the microsecond.</summary>
public static class TaxiiTime
{
    /// <summary>For example <c>2026-03-01T08:00:00.000001Z</c>.</summary>
    /// <param name="micros">Microseconds since 1970.</param>
    public static string Write(long micros) => Of(micros).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The version of an object as STIX writes it: with milliseconds, and with more only where there is more.</summary>
    /// <param name="micros">Microseconds since 1970.</param>
    public static string WriteVersion(long micros) => micros % 1000 == 0 ? Of(micros).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : Write(micros);

    /// <summary>Reads RFC 3339 with any number of digits behind the second, which are cut to microseconds, and with any offset.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="micros">Microseconds since 1970.</param>
    public static bool TryRead(string? text, out long micros)
    {
        micros = 0;
        if (text is null || text.Length is < 20 or > 64 || text[10] is not ('T' or 't') || !(text[^1] is 'Z' or 'z' || text[^6] is '+' or '-'))
        {
            return false;
        }

        // The fraction by itself: more digits than the runtime reads are cut, not rounded.
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var end = dot < 0 ? dot : dot + 1;
        while (end > 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var digits = dot < 0 ? "" : text[(dot + 1)..end];
        if ((dot >= 0 && digits.Length == 0)
            || !DateTimeOffset.TryParseExact(dot < 0 ? text : text[..dot] + text[end..], "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
        {
            return false;
        }

        micros = ((whole.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10) + (digits.Length == 0 ? 0 : int.Parse(digits.PadRight(6, '0').AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    private static DateTimeOffset Of(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * 10);
}
