using System.Collections.Concurrent;

namespace Infohub.Bench;

/// <summary>Times of one kind of request, in milliseconds.</summary>
internal sealed class Times
{
    private readonly ConcurrentBag<double> all = [];

    public int Count => all.Count;

    public void Add(TimeSpan time) => all.Add(time.TotalMilliseconds);

    public double At(double share)
    {
        var sorted = all.Order().ToArray();
        return sorted.Length == 0 ? double.PositiveInfinity : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    public override string ToString() => $"p50 {At(0.5):N1} p95 {At(0.95):N1} p99 {At(0.99):N1} ms ({Count})";
}
