using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Ui;

namespace Infohub.Intelligence.Graph;

/// <summary>What is drawn so far: each thing once, and no more beside where it begins than is asked for.</summary>
/// <param name="most">Nodes beside those with which it begins.</param>
/// <param name="now">In microseconds.</param>
internal sealed class Drawing(int most, long now)
{
    private readonly Dictionary<string, GraphNode> nodes = new(StringComparer.Ordinal);
    private readonly HashSet<GraphEdge> edges = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<string> starts = [];

    private Tlp strictest = Tlp.Clear;
    private bool isEmbargoed;

    public DrawnGraph Done(bool orMore) => new([.. nodes.Values], [.. edges], starts, seen.Count, orMore) { Label = strictest, IsEmbargoed = isEmbargoed };

    /// <summary>What says that things belong together counts also where it is no node: a relationship, a report, an object of two values.</summary>
    public void Hear(IEnumerable<SaidObject> links)
    {
        foreach (var link in links)
        {
            strictest = link.Label > strictest ? link.Label : strictest;
            isEmbargoed |= link.EmbargoUntil > now;
        }
    }

    public string Begin(GraphNode node)
    {
        starts.Add(node.Id);
        nodes[node.Id] = node;
        return node.Id;
    }

    /// <summary>The node's id; an edge to what found no place is left out.</summary>
    public string Add(GraphNode node)
    {
        if (nodes.TryGetValue(node.Id, out var known))
        {
            nodes[node.Id] = known with { Label = node.Label < known.Label ? node.Label : known.Label, Objects = [.. known.Objects.Union(node.Objects, StringComparer.Ordinal)], IsEmbargoed = known.IsEmbargoed || node.IsEmbargoed };
            return node.Id;
        }

        if (seen.Add(node.Id) && seen.Count <= most)
        {
            nodes[node.Id] = node;
        }

        return node.Id;
    }

    /// <returns>Whether both ends are drawn.</returns>
    public bool Link(string from, string to, string word)
    {
        if (from == to || !nodes.ContainsKey(from) || !nodes.ContainsKey(to))
        {
            return false;
        }

        edges.Add(new GraphEdge(from, to, word));
        return true;
    }

    /// <summary>An object; an observable of one value is that value.</summary>
    public GraphNode Of(SaidObject said) => said is { Modified: 0, Values: [var only] }
        ? Of(only.Kind, only.Value, said.Label, said.EmbargoUntil) with { Objects = [said.Id] }
        : new GraphNode(
            "object:" + said.Id, GraphKinds.Of(said.Type), ObjectTypes.Name(said.Type), Masking.MaskText(said.Name.Length > 0 ? said.Name : said.Values.Count > 0 ? said.Values[0].Value : ""), said.Label,
            "/intelligence/objects/" + said.Id, "object=" + said.Id)
        { Objects = [said.Id], IsEmbargoed = said.EmbargoUntil > now };

    public GraphNode Of(string kind, string value, Tlp label, long embargoUntil)
    {
        var masked = TypedValue.Masked(new ObjectValue(kind, value));
        var ask = Enum.TryParse<ObservableKind>(kind, out var known) ? "value=" + Uri.EscapeDataString(masked) : "";
        return new GraphNode($"value:{kind}:{masked}", GraphKinds.Values, ask.Length > 0 ? ValueKind.Name(known) : kind, masked, label, ask.Length > 0 ? "/intelligence/value?" + ask : "", ask) { IsEmbargoed = embargoUntil > now };
    }

    public GraphNode Of(Card item) => new("item:" + item.Uid, GraphKinds.Items, "Item", Masking.MaskText(item.Title), item.Label, "/items/" + item.Uid, "item=" + item.Uid) { IsEmbargoed = item.EmbargoUntil > now };

    /// <summary>What an object names, beside itself.</summary>
    public void AddValues(string node, SaidObject said)
    {
        foreach (var (kind, value) in said.Values)
        {
            Link(node, Add(Of(kind, value, said.Label, said.EmbargoUntil)), "names");
        }
    }
}
