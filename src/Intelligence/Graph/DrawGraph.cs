using Infohub.Community.Public;
using Infohub.Intelligence.Bundles;
using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Knowledge;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Graph;

/// <summary>Where a graph begins: a value, an object, an item, or some objects; the first that is named.</summary>
/// <param name="Value">Masked or live.</param>
/// <param name="Object">An object's id.</param>
/// <param name="Item">An item's address.</param>
/// <param name="Chosen">Ids of objects.</param>
internal sealed record GraphAsk(string Value, string Object, string Item, ChosenObjects Chosen)
{
    /// <summary>Of the neighbours of one node as many as find a place at first, or as many as there may be.</summary>
    public bool All { get; init; }

    public bool IsEmpty => Value.Length == 0 && Object.Length == 0 && Item.Length == 0 && Chosen.Ids.Count == 0;
}

/// <summary>What belongs to something, as nodes and edges: made of the pages of values and objects, which read under the law (R7, R10), and of nothing else.</summary>
internal sealed class DrawGraph(Correlate correlate, OpenObject open, FindObjects find, ObjectShelf shelf, Surrounding around)
{
    public const int Few = 100;
    public const int Most = 500;

    /// <summary>What may not be read is not found, as what there is not.</summary>
    public Task<Outcome<DrawnGraph>> RunAsync(Viewer viewer, GraphAsk ask, CancellationToken stop)
    {
        var drawing = new Drawing(ask.All || ask.Value.Length + ask.Object.Length == 0 ? Most : Few, viewer.Facts.Now);
        return ask.Value.Length > 0 ? OfValueAsync(viewer, ask.Value, drawing, stop)
            : ask.Object.Length > 0 ? OfObjectAsync(viewer, ask.Object, drawing, stop)
            : ask.Item.Length > 0 ? OfItemAsync(viewer, ask.Item, drawing, stop)
            : OfChosenAsync(viewer, ask.Chosen, drawing, stop);
    }

    private async Task<Outcome<DrawnGraph>> OfValueAsync(Viewer viewer, string text, Drawing drawing, CancellationToken stop)
    {
        var read = Correlate.Read(text);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var told = await correlate.OfAsync(viewer, read.Value.Kind, read.Value.Value, stop);
        var label = told.Said.Count > 0 ? told.Said.Min(s => s.Label) : Tlp.Clear;
        drawing.Hear(told.Said.Concat(told.Links));
        var start = drawing.Begin(drawing.Of(told.Kind.ToString(), told.Value, label, told.Said.Select(s => s.EmbargoUntil).DefaultIfEmpty().Max()));
        foreach (var said in told.Said)
        {
            // What only is the value is the node that stands there.
            var node = drawing.Add(drawing.Of(said));
            drawing.Link(node, start, "names");
            if (told.Items.GetValueOrDefault(said.ItemSeq) is { Shows: Disclosure.Full } item)
            {
                drawing.Link(drawing.Add(drawing.Of(item)), node, "carries");
            }
        }

        foreach (var of in told.Objects)
        {
            drawing.Link(drawing.Add(drawing.Of(of.Object)), start, WhyWords.Of(of.Whys[0]));
        }

        foreach (var near in told.Values)
        {
            drawing.Link(drawing.Add(drawing.Of(near.Kind, near.Value, near.Label, near.EmbargoUntil)), start, WhyWords.Of(near.Whys[0]));
        }

        return drawing.Done(told.IsCommon || told.Values.Count == Correlate.MostRelated || told.Objects.Count == Correlate.MostRelated);
    }

    private async Task<Outcome<DrawnGraph>> OfObjectAsync(Viewer viewer, string id, Drawing drawing, CancellationToken stop)
    {
        var opened = await open.RunAsync(viewer, id, stop);
        if (opened.Refusal is { } refusal)
        {
            return refusal;
        }

        var said = opened.Value.Current;
        drawing.Hear(opened.Value.Links.Append(said));
        var start = drawing.Begin(drawing.Of(said));
        if (opened.Value.Items.GetValueOrDefault(said.ItemSeq) is { Shows: Disclosure.Full } item)
        {
            drawing.Link(drawing.Add(drawing.Of(item)), start, "carries");
        }

        drawing.AddValues(start, said);
        foreach (var relation in opened.Value.Relations)
        {
            var other = drawing.Add(drawing.Of(relation.Other));
            drawing.Link(relation.IsFrom ? start : other, relation.IsFrom ? other : start, WordOf(relation.Word));
        }

        return drawing.Done(opened.Value.Relations.Count >= OpenObject.MostRelations);
    }

    private async Task<Outcome<DrawnGraph>> OfItemAsync(Viewer viewer, string uid, Drawing drawing, CancellationToken stop)
    {
        var page = await find.PageAsync(viewer, Channel.List, new ObjectSearch("", null, uid), long.MaxValue, Most, stop);
        var carried = Reading.Current(viewer, page.Objects).DistinctBy(o => o.Id).ToList();
        if (carried.Count == 0 || await around.ItemAsync(viewer, carried[0].ItemSeq, stop) is not { } item)
        {
            return Refusal.NotFound;
        }

        var start = drawing.Begin(drawing.Of(item));
        foreach (var said in carried.Where(c => c.Relation.Length == 0))
        {
            drawing.Link(start, drawing.Add(drawing.Of(said)), "carries");
        }

        await around.JoinAsync(viewer, carried, drawing, stop);
        return drawing.Done(page.Next is not null);
    }

    private async Task<Outcome<DrawnGraph>> OfChosenAsync(Viewer viewer, ChosenObjects chosen, Drawing drawing, CancellationToken stop)
    {
        var asked = chosen.Ids.Take(Most).ToHashSet();
        var found = asked.Count == 0 ? [] : Reading.Current(viewer, (await shelf.OfIdsAsync(viewer, Channel.List, asked, new ObjectQuery { Take = Most * 2 }, stop)).Objects).DistinctBy(o => o.Id).ToList();
        if (found.Count == 0)
        {
            return Refusal.NotFound;
        }

        foreach (var said in found.Where(f => f.Relation.Length == 0))
        {
            drawing.Begin(drawing.Of(said));
        }

        await around.JoinAsync(viewer, found, drawing, stop);
        return drawing.Done(chosen.Ids.Count > Most);
    }

    private static string WordOf(string word) => word.EndsWith("_refs", StringComparison.Ordinal) || word.EndsWith("_ref", StringComparison.Ordinal) ? "refers to" : word.Replace('-', ' ');
}
