using Infohub.Community.Public;
using Infohub.Intelligence.Correlation;
using Infohub.Intelligence.Values;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Observables;
using Infohub.Platform.Keys;
using Infohub.Platform.Refusals;
using Infohub.Stix.Identifiers;

namespace Infohub.Intelligence.Public;

/// <summary>
/// What belongs together, asked anew each time of what the viewer may read (law R7, R10): the same value, what holds it and what it holds, and what objects and reports say of both. Nothing is kept pair by pair.
/// </summary>
public sealed class Correlate(ObjectShelf shelf, Holdings holdings, KeyRing keys)
{
    /// <summary>Objects that name a value; above it is common, and the newest only are looked at.</summary>
    public const int MostSaid = 200;

    /// <summary>Related values, and related objects.</summary>
    public const int MostRelated = 200;

    /// <summary>Objects around a value that are looked at.</summary>
    private const int MostNear = 300;

    /// <summary>What refers to the objects that name the value, and what these refer to in turn.</summary>
    private const int MostLinks = 500;

    /// <summary>What names more than this relates everything to everything.</summary>
    private const int MostTogether = 200;

    /// <summary>The one value that a text is, masked or live.</summary>
    public static Outcome<Finding> Read(string? text) =>
        (text ?? "").Trim() is { Length: > 0 and <= 4096 } value && Extractor.Find(value, new ExtractOptions { MaxFindings = 2 }) is [var only] && only.Start == 0 && only.Length == value.Length
            ? only
            : Refusal.Invalid("value-none", "This is not one value. Write an address, a name, a link, a hash, a CVE or the like, masked or live.", "value");

    /// <summary>By which row of the law's table it goes to a viewer: a person's page, or a machine.</summary>
    internal static Channel ChannelOf(Viewer viewer) => viewer.Kind == ViewerKind.Person ? Channel.List : MachineChannel.Of(viewer);

    public async Task<Correlated> OfAsync(Viewer viewer, ObservableKind kind, string value, CancellationToken stop)
    {
        var channel = ChannelOf(viewer);
        var around = new Surroundings(kind, value);
        var asked = new ObjectValue(kind.ToString(), value);
        var near = around.Keys(keys).ToList();
        // Neither waits for the other.
        var both = await Task.WhenAll(
            FindAsync(viewer, channel, [ValueKeys.Of(keys, asked)], MostSaid + 1, stop), near.Count == 0 ? Task.FromResult<List<PlacedObject>>([]) : FindAsync(viewer, channel, near, MostNear, stop));
        var (exact, nearby) = (both[0], both[1]);
        // Under the key of a host stands also what names a link or an address on it.
        var found = Reading.Current(viewer, exact.Take(MostSaid)).ToLookup(o => o.Values.Contains((asked.Kind, asked.Value)));
        var said = found[true].ToList();
        // Nor do these: what is one source's own is shown in any case.
        var (referred, cards) = (ReferringAsync(viewer, channel, said, stop), CardsAsync(viewer, channel, [], said.Where(s => !s.IsCommon), stop));
        await Task.WhenAll(referred, cards);
        var (referring, items) = (await referred, await cards);
        // What a post says no more its newest report does not name.
        said.RemoveAll(o => o.IsCommon && !referring.Exists(r => r.ItemSeq == o.ItemSeq && r.References.Any(x => x.Target == o.Id)));
        var web = new Web(asked);
        web.AddTogether(said);
        web.AddNear(found[false], around);
        web.AddNear(Reading.Current(viewer, nearby), around);
        await AddLinksAsync(viewer, channel, said, referring, web, stop);
        return new Correlated
        {
            Kind = kind,
            Value = value,
            Said = said,
            IsCommon = exact.Count > MostSaid,
            Items = await CardsAsync(viewer, channel, items, said.Concat(web.Objects.Select(o => o.Object)), stop),
            Values = web.Values,
            Objects = web.Objects,
            Links = referring,
            IsTooWide = around.IsTooWide,
        };
    }

    /// <summary>Reports, relationships and the like that refer to what names the value.</summary>
    private async Task<List<SaidObject>> ReferringAsync(Viewer viewer, Channel channel, List<SaidObject> said, CancellationToken stop) =>
        said.Count == 0 ? [] : Reading.Current(viewer, await FindAsync(viewer, channel, [.. said.Select(s => ValueKeys.OfReference(keys, s.Id)).Distinct()], MostLinks, stop));

    /// <summary>What is known already, and the cards of all other items that carry some objects.</summary>
    private async Task<Dictionary<long, Card>> CardsAsync(Viewer viewer, Channel channel, Dictionary<long, Card> known, IEnumerable<SaidObject> of, CancellationToken stop)
    {
        var items = of.Select(o => o.ItemSeq).Where(i => !known.ContainsKey(i)).Distinct().ToList();
        return items.Count == 0 ? known : new((await holdings.CardsAsync(viewer, channel, items, stop)).Concat(known));
    }

    /// <summary>What stands at the other end of the links.</summary>
    private async Task AddLinksAsync(Viewer viewer, Channel channel, List<SaidObject> said, List<SaidObject> referring, Web web, CancellationToken stop)
    {
        var own = said.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var ways = new List<(string Target, Why Why)>();
        foreach (var link in referring)
        {
            var refers = link.References.Where(r => own.Contains(r.Target)).Select(r => r.Property).FirstOrDefault();
            if (refers is null)
            {
                continue;
            }

            var why = link.Relation.Length > 0 ? new Why(Nearness.Relation, link.Relation) : new Why(Nearness.Report, link.Name);
            if (link.References.Count <= MostTogether)
            {
                ways.AddRange(link.References.Where(r => !own.Contains(r.Target)).Select(r => (r.Target, why)));
            }

            if (link.Relation.Length == 0)
            {
                web.AddObject(link, new Why(Nearness.Refers, refers));
            }
        }

        ways.AddRange(said.SelectMany(s => s.References).Where(r => !own.Contains(r.Target)).Select(r => (r.Target, new Why(Nearness.Refers, r.Property))));
        var targets = ways.Select(w => w.Target).Distinct(StringComparer.Ordinal).Take(MostLinks).SelectMany(id => StixIdentifier.TryParse(id, out var read) ? [(read.Type, read.Uuid)] : Array.Empty<(string, Guid)>()).ToList();
        var ends = targets.Count == 0 ? [] : Reading.Current(viewer, (await shelf.OfIdsAsync(viewer, channel, targets, new ObjectQuery { Take = MostLinks * 2 }, stop)).Objects);
        var whys = ways.ToLookup(w => w.Target, w => w.Why, StringComparer.Ordinal);
        foreach (var end in ends)
        {
            web.AddEnd(end, whys[end.Id].Distinct());
        }
    }

    private async Task<List<PlacedObject>> FindAsync(Viewer viewer, Channel channel, IReadOnlyCollection<long> wanted, int take, CancellationToken stop) =>
        [.. (await shelf.FindAsync(viewer, channel, wanted, new ObjectQuery { Take = take }, stop)).Select(f => f.Object).DistinctBy(o => o.Place)];
}
