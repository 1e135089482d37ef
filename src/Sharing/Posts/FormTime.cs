using System.Globalization;
using Infohub.Platform.Data;

namespace Infohub.Sharing.Posts;

/// <summary>Times as a field of a form has them, in UTC to the minute; empty where there is none.</summary>
internal static class FormTime
{
    public static string Show(long micros) => micros is 0 or Micros.Never ? "" : Micros.ToTime(micros).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <returns>Microseconds; 0 for none, -1 for what is no time.</returns>
    public static long Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Micros.From(time) : text is { Length: > 0 } ? -1 : 0;
}
