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
    private readonly ConcurrentDictionary<(long, Channel), long> counts = new();

    /// <summary>Records before the answer is given: what is not on record is not shown.</summary>
    internal async Task RecordAsync(Viewer viewer, Channel channel, IEnumerable<Card> cards, CancellationToken stop)
    {
        var minute = channel == Channel.List ? 0 : clock.Now() / Micros.Minute;
        List<Card>? toRecord = null;
        foreach (var card in cards)
        {
            if (card.Shows < Disclosure.Summary || card.IsAuthor)
            {
                continue;
            }

            if (card.Label < Tlp.Amber)
            {
                if (channel != Channel.List)
                {
                    counts.AddOrUpdate((card.Seq, channel), 1, static (_, n) => n + 1);
                }
            }
            else if (!(channel == Channel.List && card.Listed))
            {
                (toRecord ??= []).Add(card);
            }
        }

        if (toRecord is not null)
        {
            await database.WriteAsync(tx => WriteAsync(tx, viewer, channel, minute, toRecord, stop), stop);
        }
    }

    /// <summary>Writes the counts of CLEAR and GREEN readings that came together since the last time.</summary>
    public async Task<string?> FlushAsync(CancellationToken stop)
    {
        var batch = counts.Keys.Select(k => (Key: k, Times: counts.TryRemove(k, out var n) ? n : 0)).Where(c => c.Times > 0).ToList();
        if (batch.Count == 0)
        {
            return null;
        }

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
        return batch.Count + " counted";
    }

    private static async Task WriteAsync(Tx tx, Viewer viewer, Channel channel, long minute, List<Card> cards, CancellationToken stop)
    {
        foreach (var card in cards)
        {
            var isNew = await tx.RunAsync(
                """
                insert into reading(item_seq, version, person_id, org_id, key_id, channel, minute)
                values (@item, @version, @person, @org, @key, @channel, @minute) on conflict do nothing
                """,
                stop,
                ("item", card.Seq),
                ("version", card.Version),
                ("person", viewer.PersonId),
                ("org", viewer.OrganisationId),
                ("key", viewer.KeyId),
                ("channel", channel),
                ("minute", minute == 0 && channel == Channel.List ? tx.Now / Micros.Minute : minute));
            if (isNew > 0)
            {
                var act = "read." + channel.ToString().ToLowerInvariant();
                tx.Record(new AuditEntry(act, viewer.PersonId, viewer.OrganisationId, viewer.KeyId, "item", card.Uid, "v" + card.Version));
            }
        }
    }
}
