using Infohub.Markings;

namespace Infohub.Intelligence.Graph;

/// <summary>Something that is drawn.</summary>
/// <param name="Id">The same for the same thing in every graph.</param>
/// <param name="Kind">A word of <see cref="GraphKinds"/>.</param>
/// <param name="Type">What it is, in English, a key of the texts.</param>
/// <param name="Name">For people, masked (law C3); empty where it has none.</param>
/// <param name="Label">The weakest under which it is said.</param>
/// <param name="Address">Its page; empty where it has none.</param>
/// <param name="Ask">The query of the graph that begins with it; empty where there is none.</param>
internal sealed record GraphNode(string Id, string Kind, string Type, string Name, Tlp Label, string Address, string Ask)
{
    /// <summary>The ids of the objects that it stands for.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Something that says it is under an embargo: nobody exports it (law section 2).</summary>
    public bool IsEmbargoed { get; init; }
}

/// <param name="Word">In English, a key of the texts.</param>
internal sealed record GraphEdge(string From, string To, string Word);

/// <param name="Starts">The nodes with which it begins, by their ids.</param>
/// <param name="Neighbours">How many belong to these; they may be more than are drawn.</param>
/// <param name="OrMore">And there may be more.</param>
internal sealed record DrawnGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, IReadOnlyList<string> Starts, int Neighbours, bool OrMore)
{
    /// <summary>The strictest label of what says that these belong together: a picture shows that too (C4).</summary>
    public Tlp Label { get; init; }

    /// <summary>Something that says so is under an embargo.</summary>
    public bool IsEmbargoed { get; init; }

    public int Drawn => Nodes.Count - Starts.Count;
}
