namespace Infohub.Platform.Data;

/// <summary>Statements that one database was given: what a test or a measurement holds against a bound, where time would tell of the machine.</summary>
internal sealed class StatementCount
{
    private long count;

    public long Value => Interlocked.Read(ref count);

    public void Add() => Interlocked.Increment(ref count);
}
