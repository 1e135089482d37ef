using System.Globalization;
using Infohub.Platform.Data;

namespace Infohub.Exchange.Remotes;

/// <summary>Lets each collection whose time has come have its turn, one at a time, for a short while: the other jobs wait meanwhile.</summary>
internal sealed class RunRemotes(PollBook book, PollCollection poll, PushCollection push, RemoteDoor door, TimeProvider clock)
{
    /// <summary>After this no page is begun.</summary>
    private const long Turn = 15 * Micros.Second;

    /// <summary>Turns of one run: none keeps coming back within one while time stands still.</summary>
    private const int Most = 100;

    public async Task<string?> RunAsync(CancellationToken stop)
    {
        var (until, turns) = (clock.Now() + Turn, 0);
        while (turns < Most && clock.Now() < until && await book.TakeAsync(stop) is { } due)
        {
            turns++;
            var client = door.Open(due.Remote);
            await (due.Collection.Pushes ? push.RunAsync(due, client, IsTime, stop) : poll.RunAsync(due, client, IsTime, stop));
        }

        return turns == 0 ? null : turns.ToString(CultureInfo.InvariantCulture) + " turns";

        bool IsTime() => clock.Now() >= until;
    }
}
