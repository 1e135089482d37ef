using System.Buffers;
using Infohub.Community.Public;
using Infohub.Community.Viewers;
using Infohub.Exchange.Taxii;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Stix.Markings;

namespace Infohub.Exchange.Remotes;

/// <summary>What is sent next.</summary>
/// <param name="Objects">In their order.</param>
/// <param name="Markings">Definitions of labels, before the first object of all.</param>
/// <param name="HasMore">Whether more stand behind them.</param>
/// <param name="LastPlace">Where it goes on.</param>
internal sealed record PushPage(IReadOnlyList<PlacedObject> Objects, IReadOnlyList<string> Markings, MarkingStyle Style, bool HasMore, long LastPlace)
{
    /// <summary>Places that were held in an embargo which is over, and are in this page.</summary>
    public IReadOnlyList<long> Freed { get; init; } = [];

    /// <summary>Null where there is nothing to send.</summary>
    public ReadOnlyMemory<byte>? Envelope()
    {
        if (Objects.Count == 0)
        {
            return null;
        }

        var into = new ArrayBufferWriter<byte>(Objects.Sum(o => o.Bytes.Length + 256) + 1024);
        into.Write("{\"objects\":["u8);
        var isFirst = true;
        foreach (var marking in Markings)
        {
            Begin();
            into.Write(TlpMarkings.Find(marking)!.ToUtf8());
        }

        foreach (var placed in Objects)
        {
            Begin();
            MarkedJson.Write(placed, Style, into);
        }

        into.Write("]}"u8);
        return into.WrittenMemory;

        void Begin()
        {
            into.Write(isFirst ? ""u8 : ","u8);
            isFirst = false;
        }
    }
}

/// <summary>
/// Pages of what a key reads, for another server: without what came from there, and without what is under an embargo, for sending is passing on (law section 2). That waits at its place until the embargo is over.
/// </summary>
internal sealed class PushPages(Database database, ViewerSource viewers, CollectionList collections, CollectionReader reader)
{
    private const int Most = 200;

    /// <summary>Null where the key is no longer live, or has the collection no more.</summary>
    public async Task<PushPage?> NextAsync(Remote remote, RemoteCollection of, CancellationToken stop)
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

        if (await FreedAsync(key, own, of, stop) is { Count: > 0 } freed)
        {
            return new PushPage([.. freed.Select(f => f.Object).OfType<PlacedObject>().Where(o => o.Source != remote.SourceId)], [], root.Style, true, of.Place) { Freed = [.. freed.Select(f => f.Place)] };
        }

        var page = await reader.BehindAsync(key, own, of.Place, Most, stop);
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

        var markings = of.Place > 0 ? (IReadOnlyList<string>)[] : [.. Labels.All.Where(l => l <= own.Ceiling).SelectMany(l => MarkedJson.Markings(l, root.Style))];
        return new PushPage([.. page.Objects.Where(o => o.EmbargoUntil <= key.Facts.Now && o.Source != remote.SourceId)], markings, root.Style, page.HasMore, page.LastPlace);
    }

    /// <summary>What was held and is free now; null beside a place at which nothing is read any more: what changed its readers stands at the end.</summary>
    private async Task<List<(long Place, PlacedObject? Object)>> FreedAsync(Viewer key, ObjectCollection own, RemoteCollection of, CancellationToken stop)
    {
        var places = await database.ReadAsync(
            sql => sql.ListAsync(
                $"select place from remote_held where collection_id = @id and until <= @now order by place limit {Most}", static r => r.Long(0), stop, ("id", of.Id), ("now", key.Facts.Now)),
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
