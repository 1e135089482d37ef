using System.Text.Json;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Data;

namespace Infohub.Intelligence.Knowledge;

/// <param name="Code">As in <c>T1566</c>; empty where it has none.</param>
/// <param name="Items">In how many items of the span that the viewer may read it is named.</param>
internal sealed record MatrixTechnique(string Id, string Code, string Name, long Items)
{
    /// <summary>Techniques of which this one is the parent.</summary>
    public IReadOnlyList<MatrixTechnique> Parts { get; init; } = [];

    /// <summary>Of itself and its parts.</summary>
    public long All => Items + Parts.Sum(p => p.Items);
}

/// <param name="Name">Of the tactic; empty for techniques without one.</param>
internal sealed record MatrixColumn(string Name, IReadOnlyList<MatrixTechnique> Techniques);

/// <param name="Chains">The kill chains that techniques stand in, each with a name for people.</param>
/// <param name="Chain">The one that is shown.</param>
/// <param name="Columns">In the order of the matrix, where one is known.</param>
/// <param name="Most">The greatest number of items of one technique with its parts.</param>
internal sealed record Matrix(IReadOnlyList<(string Chain, string Name)> Chains, string Chain, IReadOnlyList<MatrixColumn> Columns, long Most);

/// <summary>Techniques by tactics, with what the viewer may read of each: made of the objects and items that they may read, and of nothing else.</summary>
internal sealed class DrawMatrix(ObjectShelf shelf, TermCounts counts)
{
    private const int MostObjects = 4000;

    /// <summary>Techniques that no tactic is told of.</summary>
    public const string NoChain = "other";

    public async Task<Matrix> RunAsync(Viewer viewer, string? chain, int days, string sector, CancellationToken stop)
    {
        var found = (await shelf.NewestAsync(viewer, Channel.List, new ObjectQuery { Types = ["attack-pattern", "x-mitre-tactic", "x-mitre-matrix"], Take = MostObjects }, long.MaxValue, stop)).Objects;
        var read = found.Where(f => f.GoneAt == 0).DistinctBy(f => (f.Type, f.Uid)).Select(f => Read(viewer, f)).OfType<Said>().Where(r => !r.IsOut).ToList();
        var techniques = read.Where(r => r.Type == "attack-pattern").ToList();
        // A post names a technique by its code alone: where it is described the description stands for it.
        var described = techniques.Where(t => t.Phases.Count > 0).Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
        techniques.RemoveAll(t => t.Phases.Count == 0 && described.Contains(t.Code));
        var items = await counts.OfAsync(viewer, ObservableKind.Technique, techniques.ConvertAll(t => t.Code), days, sector, stop);
        var named = techniques.Zip(items, (t, n) => (Read: t, Technique: new MatrixTechnique(t.Id, t.Code, t.Name, t.Code.Length == 0 ? 0 : n))).ToList();
        var chains = Chains(read, techniques);
        var shown = chains.Exists(c => c.Chain == chain) ? chain! : chains.Count > 0 ? chains[0].Chain : NoChain;
        var columns = Columns(read, named, shown);
        return new Matrix(chains, shown, columns, columns.SelectMany(c => c.Techniques).Select(t => t.All).DefaultIfEmpty().Max());
    }

    private static List<(string Chain, string Name)> Chains(List<Said> read, List<Said> techniques)
    {
        var matrices = read.Where(r => r.Type == "x-mitre-matrix").ToList();
        var chains = techniques.SelectMany(t => t.Phases).Select(p => p.Chain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(c => (c, matrices.Find(m => ChainOf(m) == c)?.Name ?? c.Replace('-', ' '))).ToList();
        return techniques.Exists(t => t.Phases.Count == 0) ? [.. chains, (NoChain, "")] : chains;
    }

    /// <summary>ATT&amp;CK calls the chain of its matrix <c>ics-attack</c> <c>mitre-ics-attack</c>, and that of <c>enterprise-attack</c> <c>mitre-attack</c>.</summary>
    private static string ChainOf(Said matrix) => matrix.Code == "enterprise-attack" ? "mitre-attack" : "mitre-" + matrix.Code;

    private static List<MatrixColumn> Columns(List<Said> read, List<(Said Read, MatrixTechnique Technique)> named, string chain)
    {
        if (chain == NoChain)
        {
            return [new MatrixColumn("", Nested([.. named.Where(n => n.Read.Phases.Count == 0).Select(n => n.Technique)]))];
        }

        var order = read.Where(r => r.Type == "x-mitre-matrix" && ChainOf(r) == chain).SelectMany(m => m.Refs).ToList();
        var tactics = read.Where(r => r.Type == "x-mitre-tactic" && (order.Count == 0 || order.Contains(r.Id))).DistinctBy(t => t.ShortName).ToDictionary(t => t.ShortName, StringComparer.Ordinal);
        return
        [
            .. named.SelectMany(n => n.Read.Phases.Where(p => p.Chain == chain).Select(p => (p.Phase, n.Technique))).GroupBy(p => p.Phase)
                .OrderBy(p => tactics.TryGetValue(p.Key, out var tactic) && order.IndexOf(tactic.Id) is >= 0 and var at ? at : int.MaxValue).ThenBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => new MatrixColumn(tactics.GetValueOrDefault(p.Key)?.Name ?? p.Key.Replace('-', ' '), Nested([.. p.Select(t => t.Technique)]))),
        ];
    }

    private static List<MatrixTechnique> Nested(List<MatrixTechnique> techniques)
    {
        var parts = techniques.Where(t => t.Code.Contains('.', StringComparison.Ordinal)).ToLookup(t => t.Code[..t.Code.IndexOf('.', StringComparison.Ordinal)]);
        var parents = techniques.Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. techniques.Where(t => !t.Code.Contains('.', StringComparison.Ordinal) || !parents.Contains(t.Code[..t.Code.IndexOf('.', StringComparison.Ordinal)]))
                .Select(t => t with { Parts = [.. parts[t.Code].OrderBy(p => p.Code, StringComparer.Ordinal)] }).OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    private static Said? Read(Viewer viewer, PlacedObject placed)
    {
        using var read = ShownObject.Open(viewer, placed);
        if (read is null)
        {
            return null;
        }

        var root = read.Json;
        var said = new Said(placed.Type, Text(root, "id"), Text(root, "name"), Text(root, "x_mitre_shortname"), IsTrue(root, "revoked") || IsTrue(root, "x_mitre_deprecated"));
        return said with
        {
            Code = Each(root, "external_references").Where(r => Text(r, "source_name").StartsWith("mitre-", StringComparison.Ordinal)).Select(r => Text(r, "external_id")).FirstOrDefault() ?? "",
            Phases = [.. Each(root, "kill_chain_phases").Select(p => (Text(p, "kill_chain_name"), Text(p, "phase_name")))],
            Refs = [.. Each(root, "tactic_refs").Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)],
        };
    }

    private static string Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool IsTrue(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static IEnumerable<JsonElement> Each(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private sealed record Said(string Type, string Id, string Name, string ShortName, bool IsOut)
    {
        public string Code { get; init; } = "";

        public IReadOnlyList<(string Chain, string Phase)> Phases { get; init; } = [];

        public IReadOnlyList<string> Refs { get; init; } = [];
    }
}
