using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Markings;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Taxii;

/// <summary>A page of a collection.</summary>
/// <param name="Objects">In the order in which they were added.</param>
/// <param name="Markings">Definitions of labels: they stand before all objects, as added when they were defined.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
internal sealed record CollectionPage(IReadOnlyList<PlacedObject> Objects, IReadOnlyList<string> Markings, string? Next);

/// <summary>Reads a collection as TAXII asks for it.</summary>
internal sealed class CollectionReader(ObjectShelf shelf, KeyRing keys)
{
    public const int DefaultLimit = 1000;
    public const int MostLimit = 5000;
    private const string List = "taxii";

    /// <summary>When the definitions of TLP 2.0 were made: whoever asks for what is newer has them.</summary>
    public const long MarkingsAdded = 1_664_582_400_000_000;

    /// <summary>The page behind a place that a client may have been given long ago, whatever came or went since.</summary>
    public async Task<Outcome<CollectionPage>> PageAsync(Viewer viewer, TaxiiRoot root, ObjectCollection collection, TaxiiQuery query, CancellationToken stop)
    {
        // Below zero: so many markings were given, and no object yet.
        var place = 0L;
        if (query.Next is { } next)
        {
            if (Cursor.Read(keys, List, next) is not { } read)
            {
                return Refusal.Invalid("cursor", "This address of a next page was not made here. Start from the first page.", "next");
            }

            place = read;
        }

        if (query.SpecVersions.Count > 0 && !query.SpecVersions.Contains("2.1"))
        {
            return new CollectionPage([], [], null);
        }

        // Markings are objects of the collection: they come first, and count.
        var take = Math.Min(query.Limit ?? DefaultLimit, MostLimit);
        var given = (int)Math.Max(0, -place);
        var markings = place > 0 ? [] : Markings(root, collection, query).Skip(given).ToList();
        var types = Types(collection, query);
        if (markings.Count >= take)
        {
            var more = markings.Count > take || (types is not null && await HasMoreAsync(viewer, collection, query, types, stop));
            return new CollectionPage([], markings[..take], more ? Cursor.Write(keys, List, -(given + take)) : null);
        }

        var page = types is null ? new ObjectPage([], false, 0) : await ObjectsAsync(viewer, collection, query, types, Math.Max(0, place), take - markings.Count, stop);
        return new CollectionPage(page.Objects, markings, page.HasMore ? Cursor.Write(keys, List, page.LastPlace) : null);
    }

    /// <summary>Whether the object stands in the collection, whenever it was added: nothing of it is shown.</summary>
    public async Task<bool> HasAsync(Viewer viewer, TaxiiRoot root, ObjectCollection collection, string id, TaxiiVersions versions, CancellationToken stop)
    {
        var any = new TaxiiQuery().OfVersions(versions);
        return Markings(root, collection, any).Contains(id) || (StixIdentifier.TryParse(id, out var read) && (collection.Types.Count == 0 || collection.Types.Contains(read.Type))
            && await shelf.HasAsync(viewer, MachineChannel.Of(viewer), (read.Type, read.Uuid), Asked(viewer, collection, any, collection.Types, 0, 1), stop));
    }

    /// <summary>Whether an object follows the markings.</summary>
    private async Task<bool> HasMoreAsync(Viewer viewer, ObjectCollection collection, TaxiiQuery query, IReadOnlyList<string> types, CancellationToken stop) => query.Ids.Count == 0
        ? await shelf.HasAsync(viewer, MachineChannel.Of(viewer), Asked(viewer, collection, query, types, 0, 1), stop)
        : (await ObjectsAsync(viewer, collection, query, types, 0, 1, stop)).Objects.Count > 0;

    /// <summary>The objects behind a place, as <see cref="PageAsync"/> gives them, for what is sent and not fetched: the page's last place is where it goes on.</summary>
    public Task<ObjectPage> BehindAsync(Viewer viewer, ObjectCollection collection, long place, int take, CancellationToken stop) =>
        ObjectsAsync(viewer, collection, new TaxiiQuery(), collection.Types, place, take, stop);

    /// <summary>Law R10: what is marked more strictly than the object is taken out where the viewer or the collection ends below it; null where nothing is left to see.</summary>
    private static PlacedObject? Seen(Viewer viewer, ObjectCollection collection, TaxiiQuery query, PlacedObject placed)
    {
        if (placed.GoneAt > 0)
        {
            return RevokedObject.CanBe(placed.Type) && !placed.IsCommon ? placed : null;
        }

        return !IsAsked(query.Versions, placed) ? null
            : ShownObject.Bytes(viewer, placed, collection.Ceiling) is { } seen ? placed with { Bytes = seen.ToArray() } : null;
    }

    /// <summary>The versions that are asked for; of what has no time of its own <see cref="IsAsked(TaxiiVersions, PlacedObject)"/> decides.</summary>
    public static VersionFilter Filter(TaxiiVersions versions) => new(versions.Last, versions.First, versions.All, versions.Times);

    /// <summary>What has no time of its own has one version (§3.4.1): that is the first and the last, or the one that it tells.</summary>
    public static bool IsAsked(TaxiiVersions versions, PlacedObject placed) => placed.Modified != 0 || versions.Times.Count == 0 || IsAsked(versions, MarkedJson.Version(placed));

    private static bool IsAsked(TaxiiVersions versions, string time) =>
        versions.All || versions.Last || versions.First || (TaxiiTime.TryRead(time, out var version) && versions.Times.Contains(version));

    private Task<ObjectPage> ObjectsAsync(Viewer viewer, ObjectCollection collection, TaxiiQuery query, IReadOnlyList<string> types, long after, int take, CancellationToken stop)
    {
        var asked = Asked(viewer, collection, query, types, after, take);
        return query.Ids.Count == 0
            ? shelf.PageAsync(viewer, MachineChannel.Of(viewer), asked, stop)
            : shelf.OfIdsAsync(viewer, MachineChannel.Of(viewer), Ids(query, types), asked, stop);
    }

    private static ObjectQuery Asked(Viewer viewer, ObjectCollection collection, TaxiiQuery query, IReadOnlyList<string> types, long after, int take) => new()
    {
        Lane = collection.Lane,
        Ceiling = collection.Ceiling,
        Types = types,
        Versions = Filter(query.Versions),
        Seen = placed => Seen(viewer, collection, query, placed),
        After = after,
        AddedAfter = query.AddedAfter ?? 0,
        Take = take,
    };

    private static List<(string Type, Guid Uid)> Ids(TaxiiQuery query, IReadOnlyList<string> types)
    {
        var ids = new List<(string, Guid)>();
        foreach (var id in query.Ids)
        {
            if (StixIdentifier.TryParse(id, out var read) && (types.Count == 0 || types.Contains(read.Type)))
            {
                ids.Add((read.Type, read.Uuid));
            }
        }

        return ids;
    }

    /// <summary>Null where what is asked for is not of the collection's types.</summary>
    private static IReadOnlyList<string>? Types(ObjectCollection collection, TaxiiQuery query) =>
        query.Types.Count == 0 ? collection.Types
        : collection.Types.Count == 0 ? query.Types
        : collection.Types.Intersect(query.Types, StringComparer.Ordinal).ToList() is { Count: > 0 } both ? both : null;

    private static List<string> Markings(TaxiiRoot root, ObjectCollection collection, TaxiiQuery query) =>
        collection.Types.Count > 0 || (query.Types.Count > 0 && !query.Types.Contains("marking-definition")) || query.AddedAfter >= MarkingsAdded ? []
        : [.. Labels.All.Where(l => l <= collection.Ceiling).SelectMany(l => MarkedJson.Markings(l, root.Style)).Where(m => (query.Ids.Count == 0 || query.Ids.Contains(m)) && IsAsked(query.Versions, TlpMarkings.Find(m)!.Created))];
}
