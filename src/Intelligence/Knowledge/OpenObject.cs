using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Stix.Identifiers;

namespace Infohub.Intelligence.Knowledge;

/// <summary>How one object stands to another.</summary>
/// <param name="Word">The relationship's type, or the property that refers.</param>
/// <param name="IsFrom">The opened object is the one that refers.</param>
/// <param name="Other">The other end.</param>
internal sealed record Relation(string Word, bool IsFrom, SaidObject Other);

/// <summary>An object with all that the viewer may know of it.</summary>
/// <param name="Versions">The newest first; of several sources side by side. The first is the one that is shown.</param>
/// <param name="Properties">Of the first, in its order.</param>
/// <param name="Relations">In the order of their words.</param>
/// <param name="Items">What carries all of these.</param>
internal sealed record OpenedObject(
    IReadOnlyList<SaidObject> Versions, IReadOnlyList<KeyValuePair<string, JsonElement>> Properties, IReadOnlyList<Relation> Relations, IReadOnlyDictionary<long, Card> Items)
{
    public SaidObject Current => Versions[0];

    /// <summary>What refers to it: relationships and the like.</summary>
    public IReadOnlyList<SaidObject> Links { get; init; } = [];
}

/// <summary>One object by its id. What may not be read and what does not exist give the same answer (law R7).</summary>
internal sealed class OpenObject(ObjectShelf shelf, Holdings holdings, KeyRing keys)
{
    public const int MostRelations = 500;
    private const int MostVersions = 100;

    public async Task<Outcome<OpenedObject>> RunAsync(Viewer viewer, string id, CancellationToken stop)
    {
        if (!StixIdentifier.TryParse(id, out var named))
        {
            return Refusal.NotFound;
        }

        var found = (await shelf.OfIdsAsync(viewer, Channel.Page, [(named.Type, named.Uuid)], new ObjectQuery { Versions = VersionFilter.Any, Take = MostVersions }, stop)).Objects;
        var standing = found.Where(f => f.GoneAt == 0).OrderByDescending(f => f.Modified).ThenByDescending(f => f.SharedAt).Select(f => (Placed: f, Said: Reading.Any(viewer, f)!)).Where(f => f.Said is not null).ToList();
        if (standing.Count == 0)
        {
            return Refusal.NotFound;
        }

        var versions = standing.ConvertAll(f => f.Said);

        var (relations, links) = await RelationsAsync(viewer, versions[0], stop);
        using var read = ShownObject.Open(viewer, standing[0].Placed)!;
        return new OpenedObject(
            versions, [.. read.Json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.Clone()))], relations,
            await holdings.CardsAsync(viewer, Channel.List, versions.Select(v => v.ItemSeq).Concat(relations.Select(r => r.Other.ItemSeq)), stop))
        {
            Links = links,
        };
    }

    private async Task<(IReadOnlyList<Relation> Relations, IReadOnlyList<SaidObject> Links)> RelationsAsync(Viewer viewer, SaidObject of, CancellationToken stop)
    {
        var referring = Reading.Current(viewer, (await shelf.FindAsync(viewer, Channel.List, [ValueKeys.OfReference(keys, of.Id)], new ObjectQuery { Take = MostRelations }, stop)).Select(f => f.Object)).DistinctBy(o => o.Id).ToList();
        var ways = of.References.Select(r => (r.Target, Word: r.Property, IsFrom: true)).ToList();
        foreach (var link in referring.Where(l => l.Relation.Length > 0))
        {
            ways.AddRange(link.References.Where(r => r.Target != of.Id && r.Property is "source_ref" or "target_ref").Select(r => (r.Target, link.Relation, r.Property == "target_ref")));
        }

        var ids = ways.Select(w => w.Target).Distinct(StringComparer.Ordinal).Take(MostRelations).SelectMany(t => StixIdentifier.TryParse(t, out var id) ? [(id.Type, id.Uuid)] : Array.Empty<(string, Guid)>()).ToList();
        var ends = ids.Count == 0 ? [] : Reading.Current(viewer, (await shelf.OfIdsAsync(viewer, Channel.List, ids, new ObjectQuery { Take = MostRelations * 2 }, stop)).Objects).DistinctBy(o => o.Id).ToDictionary(o => o.Id);
        IReadOnlyList<Relation> relations =
        [
            .. ways.Where(w => ends.ContainsKey(w.Target)).Distinct().Select(w => new Relation(w.Word, w.IsFrom, ends[w.Target]))
                .Concat(referring.Where(l => l.Relation.Length == 0).Select(l => new Relation(l.References.First(r => r.Target == of.Id).Property, false, l)))
                .OrderBy(r => r.Word, StringComparer.Ordinal).ThenBy(r => r.IsFrom).ThenBy(r => r.Other.Name, StringComparer.Ordinal),
        ];
        return (relations, referring);
    }
}
