using System.Buffers;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Exchange.Taxii;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Stix.Markings;

namespace Infohub.Exchange.Remotes;

/// <summary>One object as it goes out, under its label.</summary>
/// <param name="Place">Where it stands; below zero for definitions of labels, which stand before all objects.</param>
internal sealed record PushObject(string Id, string Version, ReadOnlyMemory<byte> Bytes, long Place);

/// <summary>What is sent next.</summary>
/// <param name="Objects">In their order.</param>
/// <param name="HasMore">Whether more stand behind them.</param>
/// <param name="LastPlace">Where it goes on.</param>
internal sealed record PushPage(IReadOnlyList<PushObject> Objects, bool HasMore, long LastPlace)
{
    /// <summary>Places that were held in an embargo which is over, and are in this page.</summary>
    public IReadOnlyList<long> Freed { get; init; } = [];

    private static ReadOnlySpan<byte> Head => "{\"objects\":["u8;

    private static ReadOnlySpan<byte> Tail => "]}"u8;

    /// <summary>Its beginning, as much as goes in one envelope: one object at least, however large it is.</summary>
    public PushPage Fitting(int objects, long bytes)
    {
        var (count, length) = (0, (long)Head.Length + Tail.Length);
        for (; count < Objects.Count; count++)
        {
            length += Objects[count].Bytes.Length + (count == 0 ? 0 : 1);
            if (count > 0 && (count >= objects || length > bytes))
            {
                break;
            }
        }

        return count == Objects.Count ? this : this with
        {
            Objects = [.. Objects.Take(count)],
            HasMore = true,
            LastPlace = Freed.Count > 0 ? LastPlace : Objects[count - 1].Place,
            Freed = [.. Freed.Where(p => p < Objects[count].Place)],
        };
    }

    public ReadOnlyMemory<byte> Envelope()
    {
        var into = new ArrayBufferWriter<byte>(Objects.Sum(o => o.Bytes.Length + 1) + Head.Length + Tail.Length);
        into.Write(Head);
        for (var i = 0; i < Objects.Count; i++)
        {
            into.Write(i == 0 ? ""u8 : ","u8);
            into.Write(Objects[i].Bytes.Span);
        }

        into.Write(Tail);
        return into.WrittenMemory;
    }
}

/// <summary>
/// Pages of what a key reads, for another server: without what came from there, and without what is under an embargo, for sending is passing on (law section 2). That waits at its place until the embargo is over.
/// </summary>
internal sealed class PushPages(Database database, ViewerSource viewers, CollectionList collections, CollectionReader reader)
{
    /// <summary>Objects that are read at once.</summary>
    public const int Most = 200;

    /// <summary>Null where the key is no longer live, or has the collection no more.</summary>
    public async Task<PushPage?> NextAsync(Remote remote, RemoteCollection of, int take, CancellationToken stop)
    {
        var (name, word) = of.Own.IndexOf('/', StringComparison.Ordinal) is > 0 and var cut ? (of.Own[..cut], of.Own[(cut + 1)..]) : ("", "");
        if (TaxiiRoot.Find(name) is not { } root || await viewers.ForSendingAsync(of.KeyId, remote.OrganisationId, of.Ceiling, stop) is not { } key)
        {
            return null;
        }

        if ((await collections.OfAsync(key, root, stop)).Where(c => c.Of == word && c.Types.Count == 0).MaxBy(c => c.Ceiling) is not { } own)
        {
            return null;
        }

        if (await FreedAsync(key, own, of, take, stop) is { Count: > 0 } freed)
        {
            return new PushPage([.. freed.Select(f => f.Object).OfType<PlacedObject>().Where(o => o.Source != remote.SourceId).Select(o => Out(o, root.Style))], true, of.Place)
            {
                Freed = [.. freed.Select(f => f.Place)],
            };
        }

        var page = await reader.BehindAsync(key, own, Math.Max(0, of.Place), take, stop);
        var held = page.Objects.Where(o => o.EmbargoUntil > key.Facts.Now).ToList();
        if (held.Count > 0)
        {
            await database.WriteAsync(
                tx => tx.RunEachAsync(
                    "insert into remote_held(collection_id, place, until) values (@id, @place, @until) on conflict(collection_id, place) do update set until = excluded.until",
                    [.. held.Select(o => new (string, object?)[] { ("id", of.Id), ("place", o.Place), ("until", o.EmbargoUntil) })],
                    stop),
                stop);
        }

        var objects = page.Objects.Where(o => o.EmbargoUntil <= key.Facts.Now && o.Source != remote.SourceId).Select(o => Out(o, root.Style)).ToList();
        return new PushPage(objects.Count == 0 || of.Place > 0 ? objects : [.. MarkingsBehind(own, root.Style, of.Place), .. objects], page.HasMore, page.LastPlace > 0 ? page.LastPlace : of.Place);
    }

    private static PushObject Out(PlacedObject placed, MarkingStyle style)
    {
        var into = new ArrayBufferWriter<byte>(placed.Bytes.Length + 256);
        MarkedJson.Write(placed, style, into);
        return new PushObject($"{placed.Type}--{placed.Uid}", MarkedJson.Version(placed), into.WrittenMemory, placed.Place);
    }

    /// <summary>Definitions of labels: below zero a place says how many of them went, and no object yet.</summary>
    private static IEnumerable<PushObject> MarkingsBehind(ObjectCollection own, MarkingStyle style, long place) =>
        Labels.All.Where(l => l <= own.Ceiling).SelectMany(l => MarkedJson.Markings(l, style))
            .Select((m, i) => new PushObject(m, "", TlpMarkings.Find(m)!.ToUtf8(), -(i + 1))).Skip((int)-place);

    /// <summary>What was held and is free now; null beside a place at which nothing is read any more: what changed its readers stands at the end.</summary>
    private async Task<List<(long Place, PlacedObject? Object)>> FreedAsync(Viewer key, ObjectCollection own, RemoteCollection of, int take, CancellationToken stop)
    {
        var places = await database.ReadAsync(
            sql => sql.ListAsync(
                $"select place from remote_held where collection_id = @id and until <= @now order by place limit {take}", static r => r.Long(0), stop, ("id", of.Id), ("now", key.Facts.Now)),
            stop);
        var freed = new List<(long, PlacedObject?)>();
        foreach (var place in places)
        {
            var page = await reader.BehindAsync(key, own, place - 1, 1, stop);
            freed.Add((place, page.Objects.FirstOrDefault(o => o.Place == place && o.EmbargoUntil <= key.Facts.Now)));
        }

        return freed;
    }
}
