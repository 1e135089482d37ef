using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Markings;
using Infohub.Platform.Http;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Infohub.Intelligence.Graph;

/// <summary>What belongs to a value, an object, an item or some objects: as lists, drawn where there is script, and as JSON for what is drawn on.</summary>
[Access(Allow.Person)]
internal sealed class GraphModel(CurrentViewer current, DrawGraph draw, Words words) : PageModel
{
    /// <summary>As it was written.</summary>
    public string Value { get; private set; } = "";

    public DrawnGraph? Graph { get; private set; }

    public Refusal? Refusal { get; private set; }

    public GraphWire Wire => Of(Graph!);

    /// <summary>The nodes of each kind that there are.</summary>
    public IEnumerable<(string Word, string Name, IReadOnlyList<GraphNode> Nodes)> Kinds =>
        GraphKinds.All.Select(k => (k.Word, k.Name, (IReadOnlyList<GraphNode>)[.. Graph!.Nodes.Where(n => n.Kind == k.Word)]));

    /// <summary>The edges of each node, with the node at the other end.</summary>
    public ILookup<string, (string Word, bool IsFrom, GraphNode Other)> Edges { get; private set; } = null!;

    /// <summary>For whom a picture is a copy.</summary>
    public string Copy => words["Copy for {0}, {1}", current.Viewer.PersonName, current.Viewer.OrganisationName];

    public Task<IActionResult> OnGetAsync(string? value, [FromQuery(Name = "object")] string? id, string? item, [FromQuery(Name = "id")] string[]? chosen, bool all, CancellationToken stop) =>
        ShowAsync(new GraphAsk((value ?? "").Trim(), (id ?? "").Trim(), (item ?? "").Trim(), ChosenObjects.Read(chosen)) { All = all }, stop);

    /// <summary>More objects than an address holds.</summary>
    public Task<IActionResult> OnPostAsync([FromForm(Name = "id")] string[]? chosen, CancellationToken stop) => ShowAsync(new GraphAsk("", "", "", ChosenObjects.Read(chosen)), stop);

    private async Task<IActionResult> ShowAsync(GraphAsk ask, CancellationToken stop)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers.Vary = HeaderNames.Accept;
        var isJson = Request.Headers.Accept == "application/json";
        Value = ask.Value;
        if (ask.IsEmpty && !isJson)
        {
            return Page();
        }

        var drawn = await draw.RunAsync(current.Viewer, ask, stop);
        if (drawn.Refusal is { } refusal)
        {
            Response.StatusCode = Problems.Status(refusal.Kind);
            Refusal = refusal;
            return isJson ? new JsonResult(new { title = words.Of(refusal) }) : refusal.Kind == RefusalKind.NotFound ? NotFound() : Page();
        }

        Graph = drawn.Value;
        if (isJson)
        {
            return new JsonResult(Wire);
        }

        var nodes = Graph.Nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
        Edges = Graph.Edges.SelectMany(e => new[] { (At: e.From, Edge: (e.Word, true, nodes[e.To])), (At: e.To, Edge: (e.Word, false, nodes[e.From])) }).ToLookup(e => e.At, e => e.Edge, StringComparer.Ordinal);
        return Page();
    }

    private GraphWire Of(DrawnGraph graph) => new(
        [.. graph.Nodes.Select(n => new NodeWire(n.Id, n.Kind, words[n.Type], n.Name.Length > 0 ? n.Name : words[n.Type], n.Label.Canonical(), n.Address, n.Ask, n.Objects, n.IsEmbargoed))],
        [.. graph.Edges.Select(e => new EdgeWire(e.From, e.To, words[e.Word]))], graph.Starts, graph.Neighbours, graph.Drawn, graph.OrMore,
        graph.Label.Canonical(), graph.IsEmbargoed);
}

internal sealed record GraphWire(IReadOnlyList<NodeWire> Nodes, IReadOnlyList<EdgeWire> Edges, IReadOnlyList<string> Starts, int Neighbours, int Drawn, bool OrMore, string Label, bool Embargoed);

internal sealed record NodeWire(string Id, string Kind, string Type, string Name, string Label, string Address, string Ask, IReadOnlyList<string> Objects, bool Embargoed);

internal sealed record EdgeWire(string From, string To, string Word);
