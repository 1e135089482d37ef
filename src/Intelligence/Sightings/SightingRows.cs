using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.Sightings;

/// <summary>Rows of <c>sighting</c>, which are read under the law of their versions (<see cref="VersionRows"/>).</summary>
internal static class SightingRows
{
    private const string Columns = "x.value_key, x.uid as sighting_uid, x.kind, x.times, x.first_at, x.last_at, x.org_id as sighting_org, x.tag, x.says, x.has_note";

    /// <summary>By keys of values: never at TLP:RED, where no key is kept (R8).</summary>
    public static VersionRowQuery OfValues(IReadOnlyCollection<long> keys) => new("sighting", Columns, "x.value_key <> 0", []) { Of = "x.value_key", Among = keys };

    /// <summary>Of each value one that calls it a false positive.</summary>
    public static VersionRowQuery FalsePositives(IReadOnlyCollection<long> keys) =>
        new("sighting", Columns, "x.value_key <> 0 and x.kind = @kind", [("kind", (int)SightingKind.FalsePositive)]) { Of = "x.value_key", Among = keys, Each = 1 };

    /// <summary>All under one item.</summary>
    public static VersionRowQuery OfItem(ReadableItem item) => new("sighting", Columns, "x.item_seq = @item", [("item", item.Seq)]);

    public static long KeyOf(Row r, int at) => r.Long(at);

    /// <summary>With the value that it is of.</summary>
    public static (ObjectValue Value, Sighting Sighting) Read(Viewer viewer, ReadVersion version, Row r, int at)
    {
        var (uid, organisation) = (r.Text(at + 1), r.Long(at + 6));
        var says = JsonSerializer.Deserialize<SealedSighting>(version.Unseal(SealedSighting.About(uid), r.Bytes(at + 8)))!;
        return (new ObjectValue(says.Kind, says.Value), new Sighting(uid, (SightingKind)r.Int(at + 2), r.Long(at + 3), r.Long(at + 4), r.Long(at + 5), organisation, version.ItemUid, version.Label)
        {
            ByAuthor = r.Long(at + 7) != 0 && !says.ByReader,
            IsSealed = r.Long(at + 7) != 0 && says.ByReader,
            Sector = says.Sector,
            Note = says.Note,
            Mine = TakeBackSighting.IsOwn(viewer, organisation, r.Long(at + 7)),
        });
    }
}
