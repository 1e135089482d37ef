using System.Diagnostics;
using System.Runtime.CompilerServices;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Delivery.Inbox;

namespace Infohub.Delivery.Live;

/// <summary>The number of unread notices as it changes; session and rights are asked for again each time (C1).</summary>
internal sealed class LiveCount(LivePulse pulse, ViewerSource viewers, InboxBook inbox)
{
    /// <summary>How long it is quiet at most; revoked rights and released items show by then too.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A number when it changed, null to say that the line stands; ends with the session.</summary>
    public async IAsyncEnumerable<long?> ReadAsync(Viewer session, [EnumeratorCancellation] CancellationToken stop)
    {
        using var seat = pulse.Take(session);
        long? last = null;
        var quiet = Stopwatch.StartNew();
        var due = false;
        while (seat is not null && await viewers.AgainAsync(session, stop) is { } viewer)
        {
            var count = await inbox.UnreadAsync(viewer, stop);
            // Woken by what this viewer may not see, it says nothing, and the next beat comes when it would have come.
            if (count != last || due)
            {
                yield return count == last ? null : count;
                last = count;
                quiet.Restart();
            }

            var left = Beat - quiet.Elapsed;
            due = !await seat.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, stop) || quiet.Elapsed >= Beat;
        }
    }
}
