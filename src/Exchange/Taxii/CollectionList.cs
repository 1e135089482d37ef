using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Keys;
using Infohub.Taxii.Wire;

namespace Infohub.Exchange.Taxii;

/// <summary>A collection as one viewer has it.</summary>
/// <param name="Id">A UUID that stays, and tells nothing.</param>
/// <param name="Lane">Whose audience; null for all that the viewer may read.</param>
/// <param name="Ceiling">The strictest label in it.</param>
/// <param name="Types">Of its objects; empty for all.</param>
/// <param name="WritesTo">For whom is what is added; null where nothing is.</param>
internal sealed record ObjectCollection(string Id, string Title, string Description, Lane? Lane, Tlp Ceiling, IReadOnlyList<string> Types, Part? WritesTo)
{
    /// <summary>Whose it is, in a word that stays whatever its root and ceiling: <c>everything</c>, <c>community</c>, <c>organisation</c>, <c>circle/UID</c>.</summary>
    public string Of { get; init; } = "";

    public Collection ToWire(bool canRead) => new(Id, Title.Length > 256 ? Title[..256] : Title, Description, canRead, WritesTo is not null, [TaxiiMedia.Stix]);
}

/// <summary>The collections of a viewer: all that they may read, the community's, their own organisation's, and each of their circles', whole or up to a label, with all objects or indicators alone.</summary>
internal sealed class CollectionList(Database database, KeyRing keys)
{
    private static readonly string[] Everything = [];
    private static readonly string[] Indicators = ["indicator"];

    public async Task<IReadOnlyList<ObjectCollection>> OfAsync(Viewer viewer, TaxiiRoot root, CancellationToken stop)
    {
        var circles = await database.ReadAsync(sql => KnownCircles.OwnAsync(sql, viewer, stop), stop);
        var most = viewer.Ceiling < root.Ceiling ? viewer.Ceiling : root.Ceiling;
        var writes = viewer.May(Scopes.Write);
        var list = new List<ObjectCollection>();
        Add("everything", "Everything you may read", "All objects that this key may read.", null, [most], null);
        if (viewer.Facts.Community)
        {
            Add("community", "The community", "What is shared with the whole community.", Lane.Community, [Least(most, Tlp.Green)], writes ? new Part(PartKind.Community) : null);
        }

        if (viewer.Facts.OrgParts)
        {
            Add("organisation", "Your organisation", "What names your organisation, and what was added here for it alone.", Lane.NamesOrganisation(viewer.OrganisationId), [most], writes ? new Part(PartKind.Organisation, viewer.OrganisationId) : null);
        }

        foreach (var circle in circles)
        {
            Add(
                "circle/" + circle.Uid, circle.Name, $"What is shared with the circle {circle.Name}.", Lane.Circle(circle.Id, 0), most > Tlp.Green ? [most, Tlp.Green] : [most],
                writes && !circle.IsClosed ? new Part(PartKind.Circle, circle.Id) : null);
        }

        return list;

        void Add(string of, string title, string description, Lane? lane, Tlp[] ceilings, Part? writesTo)
        {
            foreach (var ceiling in ceilings)
            {
                var upTo = ceilings.Length > 1 ? $", up to {ceiling.Canonical()}" : "";
                list.Add(new ObjectCollection(Id(root, of, ceiling, "all"), title + upTo, description, lane, ceiling, Everything, writesTo) { Of = of });
                list.Add(new ObjectCollection(Id(root, of, ceiling, "indicators"), title + upTo + ": indicators", description + " Indicators only.", lane, ceiling, Indicators, null) { Of = of });
            }
        }
    }

    /// <summary>Null for what is not the viewer's, as for what does not exist (R7): both are looked for alike.</summary>
    public async Task<ObjectCollection?> FindAsync(Viewer viewer, TaxiiRoot root, string id, CancellationToken stop) =>
        (await OfAsync(viewer, root, stop)).FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Made of a keyed hash: it tells nothing, and stays.</summary>
    private string Id(TaxiiRoot root, string of, Tlp ceiling, string kind) => NamedUuid.Of(keys.Hash("taxii-collection", $"{root.Name}/{of}/{ceiling}/{kind}")).ToString("D");

    private static Tlp Least(Tlp one, Tlp other) => one < other ? one : other;
}
