namespace Infohub.Platform.Data;

/// <summary>The two databases that the hub runs on; every statement runs on both unless a twin says otherwise.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>Time as it is stored: microseconds since 1970-01-01 UTC.</summary>
public static class Micros
{
    /// <summary>Later than anything that happens.</summary>
    public const long Never = 9_000_000_000_000_000;

    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * 10);

    public static long Now(this TimeProvider clock) => From(clock.GetUtcNow());
}
