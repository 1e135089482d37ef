namespace Infohub.Demo.Script;

/// <summary>The hub's clock while a script is loaded: it stands where the script puts it, and afterwards goes as every clock.</summary>
public sealed class ScriptClock(TimeProvider real) : TimeProvider
{
    private long standsAt;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        var ticks = Volatile.Read(ref standsAt);
        return ticks == 0 ? real.GetUtcNow() : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    public void StandAt(DateTimeOffset time) => Volatile.Write(ref standsAt, time.UtcTicks);

    public void Release() => Volatile.Write(ref standsAt, 0);
}
