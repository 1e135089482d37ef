using Infohub.Intelligence.Public;
using Infohub.Intelligence.Values;
using Infohub.Markings;

namespace Infohub.Intelligence.Correlation;

/// <summary>What was found around a value, each once, with all the reasons for it.</summary>
internal sealed class Web(ObjectValue asked)
{
    private readonly Dictionary<ObjectValue, (List<Why> Whys, Tlp Label, long Newest, long EmbargoUntil)> values = [];
    private readonly Dictionary<string, (SaidObject Object, List<Why> Whys)> objects = new(StringComparer.Ordinal);

    /// <summary>The best reasons first, then the newest.</summary>
    public IReadOnlyList<RelatedValue> Values =>
        [.. values.Select(v => new RelatedValue(v.Key.Kind, v.Key.Value, [.. v.Value.Whys.OrderBy(RankOf)], v.Value.Label, v.Value.Newest) { EmbargoUntil = v.Value.EmbargoUntil }).OrderBy(v => RankOf(v.Whys[0])).ThenByDescending(v => v.Newest).Take(Correlate.MostRelated)];

    public IReadOnlyList<RelatedObject> Objects =>
        [.. objects.Values.Select(o => new RelatedObject(o.Object, [.. o.Whys.OrderBy(RankOf)])).OrderBy(o => RankOf(o.Whys[0])).ThenByDescending(o => o.Object.At).Take(Correlate.MostRelated)];

    public void AddTogether(IEnumerable<SaidObject> said)
    {
        foreach (var one in said)
        {
            AddValues(one, [new Why(Nearness.Together, "")]);
        }
    }

    public void AddNear(IEnumerable<SaidObject> found, Surroundings around)
    {
        foreach (var one in found)
        {
            foreach (var value in one.Values.Select(v => new ObjectValue(v.Kind, v.Value)))
            {
                if (around.Of(value) is { } how)
                {
                    Add(value, one, new Why(how, ""));
                }
            }
        }
    }

    /// <summary>The other end of a link: its values, or itself where it has none of its own.</summary>
    public void AddEnd(SaidObject end, IEnumerable<Why> whys)
    {
        var all = whys.ToList();
        // What has no versions is an observable, known by its value.
        if (end.Values.Count > 0 && (end.Type == "indicator" || end.Modified == 0))
        {
            AddValues(end, all);
            return;
        }

        foreach (var why in all)
        {
            AddObject(end, why);
        }
    }

    public void AddObject(SaidObject one, Why why)
    {
        if (one.Type is "marking-definition" or "extension-definition" or "language-content" || (one.Type == "identity" && why.How == Nearness.Report))
        {
            return;
        }

        if (!objects.TryGetValue(one.Id, out var known))
        {
            known = objects[one.Id] = (one, []);
        }

        if (!known.Whys.Contains(why))
        {
            known.Whys.Add(why);
        }
    }

    private void AddValues(SaidObject said, IReadOnlyList<Why> whys)
    {
        foreach (var value in said.Values.Select(v => new ObjectValue(v.Kind, v.Value)))
        {
            foreach (var why in whys)
            {
                Add(value, said, why);
            }
        }
    }

    private void Add(ObjectValue value, SaidObject said, Why why)
    {
        if (value == asked)
        {
            return;
        }

        var known = values.GetValueOrDefault(value, ([], said.Label, said.At, said.EmbargoUntil));
        if (!known.Whys.Contains(why))
        {
            known.Whys.Add(why);
        }

        values[value] = (known.Whys, said.Label < known.Label ? said.Label : known.Label, Math.Max(known.Newest, said.At), Math.Max(known.EmbargoUntil, said.EmbargoUntil));
    }

    /// <summary>What is said outright comes before what lies around, and that before what only stands in the same report.</summary>
    private static int RankOf(Why why) => why.How switch
    {
        Nearness.Relation => 0,
        Nearness.Refers => 1,
        Nearness.Together => 2,
        Nearness.Host => 3,
        Nearness.On => 4,
        Nearness.Around => 5,
        Nearness.Within => 6,
        _ => 7,
    };
}
