using System.Globalization;
using System.Text;

namespace Infohub.Stix.Model;

/// <summary>A time as it was written (STIX 2.1 §2.16): no digit is lost, and times are compared to the last one.</summary>
public readonly struct StixTime : IComparable<StixTime>, IEquatable<StixTime>
{
    private readonly string? text;

    private StixTime(string text) => this.text = text;

    /// <summary>As it was written, for example <c>2026-11-27T08:15:00.123456789Z</c>.</summary>
    public string Text => text ?? "0000-01-01T00:00:00Z";

    /// <summary>Reads a time. Never throws.</summary>
    /// <returns>True and the time, or false where it is no time as §2.16.1 has it.</returns>
    public static bool TryParse(string? text, out StixTime time)
    {
        var isTime = text is not null && Moment.TryRead(Encoding.UTF8.GetBytes(text), out _);
        time = isTime ? new StixTime(text!) : default;
        return isTime;
    }

    /// <summary>The time to the millisecond, as §3.2 asks it of <c>created</c> and <c>modified</c> at least; finer where the time is.</summary>
    public static StixTime From(DateTimeOffset time)
    {
        // Readers of other languages take six digits, and no seventh where it says nothing.
        var form = time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : time.Ticks % TimeSpan.TicksPerMicrosecond == 0 ? "yyyy-MM-ddTHH:mm:ss.ffffffZ" : "yyyy-MM-ddTHH:mm:ss.fffffffZ";
        return new StixTime(time.UtcDateTime.ToString(form, CultureInfo.InvariantCulture));
    }

    /// <summary>The time to 100 ns; digits behind are cut, and the second that is inserted now and then is the next one.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        var digits = Text.Length > 20 ? Text[20..^1].PadRight(7, '0')[..7] : "0";
        var minute = DateTime.TryParseExact(Text[..16], "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read) ? read : DateTime.MinValue;
        var ticks = minute.Ticks + (int.Parse(Text.AsSpan(17, 2), NumberStyles.None, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond)
            + (Text.Length > 20 ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0);
        // The inserted second of the last minute there is would be of the year 10000.
        return new DateTimeOffset(Math.Min(ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public int CompareTo(StixTime other) =>
        Moment.TryRead(Encoding.UTF8.GetBytes(Text), out var mine) && Moment.TryRead(Encoding.UTF8.GetBytes(other.Text), out var its) ? mine.Against(its) : 0;

    /// <summary>Whether it is the same time, written alike or not.</summary>
    public bool Equals(StixTime other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StixTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text.AsSpan(0, 19), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether both are the same time.</summary>
    public static bool operator ==(StixTime one, StixTime other) => one.Equals(other);

    /// <summary>Whether they are different times.</summary>
    public static bool operator !=(StixTime one, StixTime other) => !one.Equals(other);

    /// <summary>Whether the first is earlier.</summary>
    public static bool operator <(StixTime one, StixTime other) => one.CompareTo(other) < 0;

    /// <summary>Whether the first is later.</summary>
    public static bool operator >(StixTime one, StixTime other) => one.CompareTo(other) > 0;

    /// <summary>Whether the first is not later.</summary>
    public static bool operator <=(StixTime one, StixTime other) => one.CompareTo(other) <= 0;

    /// <summary>Whether the first is not earlier.</summary>
    public static bool operator >=(StixTime one, StixTime other) => one.CompareTo(other) >= 0;
}
