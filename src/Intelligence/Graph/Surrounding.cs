using Infohub.Community.Public;
using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Keys;

namespace Infohub.Intelligence.Graph;

/// <summary>What stands between objects that are drawn together.</summary>
internal sealed class Surrounding(ObjectShelf shelf, Holdings holdings, KeyRing keys)
{
    private const int MostLinks = 2000;

    /// <summary>The item as the viewer gets it in a list; null where it is not shown in full.</summary>
    public async Task<Card?> ItemAsync(Viewer viewer, long item, CancellationToken stop) =>
        (await holdings.CardsAsync(viewer, Channel.List, [item], stop)).GetValueOrDefault(item) is { Shows: Disclosure.Full } card ? card : null;

    /// <summary>Draws what the objects name, to what they refer, and the relationships between them, whoever says these.</summary>
    public async Task JoinAsync(Viewer viewer, IReadOnlyList<SaidObject> objects, Drawing drawing, CancellationToken stop)
    {
        drawing.Hear(objects);
        var nodes = objects.Where(o => o.Relation.Length == 0).ToDictionary(o => o.Id, o => drawing.Of(o).Id, StringComparer.Ordinal);
        foreach (var said in objects.Where(o => o.Relation.Length == 0))
        {
            drawing.AddValues(nodes[said.Id], said);
            foreach (var (_, target) in said.References)
            {
                drawing.Link(nodes[said.Id], nodes.GetValueOrDefault(target, ""), "refers to");
            }
        }

        var found = await shelf.FindAsync(viewer, Channel.List, [.. nodes.Keys.Select(id => ValueKeys.OfReference(keys, id))], new ObjectQuery { Types = ["relationship"], Take = MostLinks }, stop);
        foreach (var link in Reading.Current(viewer, found.Select(f => f.Object).DistinctBy(o => o.Place)))
        {
            var ends = link.References.ToLookup(r => r.Property, r => nodes.GetValueOrDefault(r.Target, ""), StringComparer.Ordinal);
            if (drawing.Link(ends["source_ref"].FirstOrDefault(""), ends["target_ref"].FirstOrDefault(""), link.Relation.Replace('-', ' ')))
            {
                drawing.Hear([link]);
            }
        }
    }
}
