namespace Infohub.Delivery.Live;

/// <summary>The place of one open stream: woken, or not.</summary>
internal sealed class LiveSeat(LivePulse pulse, long personId, long anonymousTag) : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public long PersonId => personId;

    public long AnonymousTag => anonymousTag;

    public void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
        catch (ObjectDisposedException)
        {
            // Gone in between.
        }
    }

    /// <summary>Until woken, or for this long: false where nobody woke it.</summary>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken stop) => signal.WaitAsync(longest, stop);

    public void Dispose()
    {
        pulse.Leave(this);
        signal.Dispose();
    }
}
