using System.Collections.Concurrent;
using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;

namespace Infohub.Library.Readings;

/// <summary>Law C2: who was shown what at AMBER and above, by which way and in which minute. CLEAR and GREEN are counted, not listed.</summary>
public sealed class ReadingBook(Database database, TimeProvider clock)
{
    /// <summary>Who opens an item's page again within this time, to write a reply or to look once more, has opened it once.</summary>
    private const long OneOpening = 30 * Micros.Minute;

    /// <summary>Of more openings than these it is not remembered whose they were.</summary>
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<(long, Channel), long> counts = new();

    private readonly ConcurrentDictionary<(long Item, long Person), long> openings = new();

    /// <summary>Readings of which it is not decided yet whether what was made of them is given; null where each is on record at once.</summary>
    private readonly AsyncLocal<ConcurrentQueue<(Viewer Viewer, Channel Channel, List<Card> Cards)>?> held = new();

    /// <summary>The last move of counts from the memory to the store, ended or not.</summary>
    private Task moved = Task.CompletedTask;

    /// <summary>
    /// Whether this viewer's reading of version <c>n</c> on a channel is on record already: in lists once per version, elsewhere once a minute. A condition with the values of <see cref="Values"/>.
    /// </summary>
    internal const string OnRecord =
        """
        exists(select 1 from reading g where g.item_seq = n.item_seq and g.version = n.version and g.person_id = @r_person and g.key_id = @r_key
          and g.channel = @r_channel and g.minute >= @r_minute)
        """;

    /// <summary>Records before the answer is given: what is not on record is not shown.</summary>
    /// <remarks>
    /// Minutes are written once: a card says (<see cref="Card.OnRecord"/>) whether this reading stands there already, so that a list which was shown before writes nothing.
    /// </remarks>
    internal async Task RecordAsync(Viewer viewer, Channel channel, IEnumerable<Card> cards, CancellationToken stop)
    {
        if (held.Value is { } waiting)
        {
            waiting.Enqueue((viewer, channel, [.. cards]));
            return;
        }

        List<Card>? toRecord = null;
        foreach (var card in cards)
        {
            // W7: an anonymous author's own readings would name them.
            if (card.Shows < Disclosure.Summary || (card.IsAuthor && card.IsAnonymous))
            {
                continue;
            }

            if (card.Label < Tlp.Amber)
            {
                // What the author opens is no sign of readers, and no name stands here.
                if (channel != Channel.List && !card.IsAuthor && IsFirst(viewer, channel, card))
                {
                    counts.AddOrUpdate((card.Seq, channel), 1, static (_, n) => n + 1);
                }
            }
            else if (!card.OnRecord)
            {
                (toRecord ??= []).Add(card);
            }
        }

        if (toRecord is not null)
        {
            await database.WriteAsync(tx => WriteAsync(tx, viewer, channel, toRecord, stop), stop);
        }
    }

    /// <summary>Decides whether what was read is given, and records all that was read for it only if so: a receiver that has the same already gets nothing.</summary>
    internal async Task<bool> IfGivenAsync(Func<Task<bool>> decide, CancellationToken stop)
    {
        var waiting = held.Value = new();
        var isGiven = await decide();
        held.Value = null;
        foreach (var (viewer, channel, cards) in isGiven ? waiting : [])
        {
            await RecordAsync(viewer, channel, cards, stop);
        }

        return isGiven;
    }

    private bool IsFirst(Viewer viewer, Channel channel, Card card)
    {
        if (channel != Channel.Page || !viewer.IsPerson)
        {
            return true;
        }

        var (opening, now) = ((card.Seq, viewer.PersonId), clock.Now());
        var before = openings.GetValueOrDefault(opening);
        openings[opening] = now;
        return now - before >= OneOpening;
    }

    internal static (string Name, object? Value)[] Values(Viewer viewer, Channel channel) =>
    [
        ("r_person", viewer.PersonId), ("r_key", viewer.KeyId), ("r_channel", channel), ("r_minute", channel == Channel.List ? 0 : viewer.Facts.Now / Micros.Minute),
    ];

    /// <summary>Readings of an item at CLEAR and GREEN that no flush has written yet: what its originator is told does not wait for the clock.</summary>
    internal long NotYetWritten(long item) => counts.Where(c => c.Key.Item1 == item).Sum(c => c.Value);

    /// <summary>What <paramref name="read"/> finds in the store and in <see cref="NotYetWritten"/> while no count is on its way from one to the other, where it would be found twice.</summary>
    internal async Task<T> UnmovedAsync<T>(Func<Task<T>> read, CancellationToken stop)
    {
        while (true)
        {
            var last = Volatile.Read(ref moved);
            await last.WaitAsync(stop);
            var found = await read();
            if (last == Volatile.Read(ref moved))
            {
                return found;
            }
        }
    }

    /// <summary>Writes the counts of CLEAR and GREEN readings that came together since the last time. A count leaves the memory when it is written; one flush at a time.</summary>
    public async Task<string?> FlushAsync(CancellationToken stop)
    {
        var remembered = openings.ToArray();
        foreach (var old in remembered.Where(o => remembered.Length > MostRemembered || clock.Now() - o.Value >= OneOpening))
        {
            openings.TryRemove(old);
        }

        var batch = counts.ToArray();
        if (batch.Length == 0)
        {
            return null;
        }

        var move = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref moved, move.Task);
        try
        {
            await database.WriteAsync(
                async tx =>
                {
                    foreach (var ((seq, channel), times) in batch)
                    {
                        await tx.RunAsync(
                            """
                            insert into reading_count(item_seq, channel, times) values (@item, @channel, @times)
                            on conflict(item_seq, channel) do update set times = reading_count.times + excluded.times
                            """,
                            stop,
                            ("item", seq),
                            ("channel", channel),
                            ("times", times));
                    }
                },
                stop);
            foreach (var (key, times) in batch)
            {
                var left = counts.AddOrUpdate(key, 0, (_, n) => n - times);
                if (left == 0)
                {
                    // Stays where somebody read in between.
                    counts.TryRemove(new KeyValuePair<(long, Channel), long>(key, 0));
                }
            }
        }
        finally
        {
            move.SetResult();
        }

        return batch.Length + " counted";
    }

    private static async Task WriteAsync(Tx tx, Viewer viewer, Channel channel, List<Card> cards, CancellationToken stop)
    {
        // In one order for all: two lists of one viewer at once would else wait for each other's rows.
        cards = [.. cards.OrderBy(static c => c.Seq)];
        var isNew = await tx.RunEachAsync(
            """
            insert into reading(item_seq, version, person_id, org_id, key_id, channel, minute)
            values (@item, @version, @person, @org, @key, @channel, @minute) on conflict do nothing
            """,
            cards.ConvertAll<(string, object?)[]>(card =>
            [
                ("item", card.Seq), ("version", card.Version), ("person", viewer.PersonId), ("org", viewer.OrganisationId), ("key", viewer.KeyId), ("channel", channel),
                ("minute", tx.Now / Micros.Minute),
            ]),
            stop);
        var act = "read." + channel.ToString().ToLowerInvariant();
        for (var i = 0; i < cards.Count; i++)
        {
            if (isNew[i] > 0)
            {
                tx.Record(new AuditEntry(act, viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", cards[i].Uid, "v" + cards[i].Version));
            }
        }
    }
}
