using System.Text.Json;

namespace Infohub.Stix.Markings;

/// <summary>Takes parts out of an object's bytes. A list or an object that nothing is left of goes too, for the standard has no empty ones (STIX 2.1 §2.3, §2.12).</summary>
internal sealed class PartCut
{
    private readonly Part root = new();

    public void Add(Selector selector)
    {
        var at = root;
        foreach (var step in selector.Steps)
        {
            if (!at.Parts.TryGetValue(step, out var next))
            {
                at.Parts[step] = next = new Part();
            }

            at = next;
        }

        at.IsGone = true;
    }

    /// <summary>What is left; null where nothing is.</summary>
    public byte[]? From(ReadOnlySpan<byte> json)
    {
        var cuts = new List<(int From, int To)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (Cut(ref reader, root, cuts))
        {
            return null;
        }

        var left = new List<byte>(json.Length);
        var at = 0;
        foreach (var (from, to) in cuts.OrderBy(c => c.From))
        {
            left.AddRange(json[at..from]);
            at = to;
        }

        left.AddRange(json[at..]);
        return [.. left];
    }

    /// <summary>The marking of what is left, by its new places in lists; null where nothing of it is left.</summary>
    public GranularMarking? Follow(GranularMarking marking)
    {
        var selectors = new List<string>();
        foreach (var text in marking.Selectors)
        {
            if (Selector.Parse(text) is { } selector && Follow(selector) is { } moved)
            {
                selectors.Add(moved);
            }
        }

        return selectors.Count == 0 ? null : marking with { Selectors = selectors };
    }

    private string? Follow(Selector selector)
    {
        var (at, moved) = ((Part?)root, new List<string>());
        foreach (var step in selector.Steps)
        {
            var gone = at?.Parts.Count(p => p.Value.IsGone && p.Key.Name is null && p.Key.Index < step.Index) ?? 0;
            moved.Add(step.Name ?? $"[{step.Index - gone}]");
            at = at is not null && at.Parts.TryGetValue(step, out var next) ? next : null;
            if (at is { IsGone: true })
            {
                return null;
            }
        }

        return string.Join('.', moved);
    }

    /// <summary>The reader stands at the beginning of an object or a list, and goes to its end. True where nothing is left in it.</summary>
    private static bool Cut(ref Utf8JsonReader reader, Part part, List<(int From, int To)> cuts)
    {
        var isList = reader.TokenType == JsonTokenType.StartArray;
        var children = new List<(int Start, int End, bool IsGone)>();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            var start = (int)reader.TokenStartIndex;
            var step = isList ? new SelectorStep(null, children.Count) : new SelectorStep(reader.GetString()!, 0);
            if (!isList)
            {
                reader.Read();
            }

            var child = part.Parts.GetValueOrDefault(step);
            if (child is { IsGone: false } && reader.TokenType is (JsonTokenType.StartArray or JsonTokenType.StartObject))
            {
                var within = new List<(int From, int To)>();
                child.IsGone = Cut(ref reader, child, within);
                cuts.AddRange(child.IsGone ? [] : within);
            }
            else
            {
                reader.Skip();
            }

            children.Add((start, (int)reader.BytesConsumed, child is { IsGone: true }));
        }

        var isFirst = true;
        for (var i = 0; i < children.Count; i++)
        {
            isFirst &= children[i].IsGone;
            if (children[i].IsGone)
            {
                // With the comma before it where something is kept before it; else with the comma behind it.
                cuts.Add(isFirst ? (children[i].Start, i + 1 < children.Count ? children[i + 1].Start : children[i].End) : (children[i - 1].End, children[i].End));
            }
        }

        return children.TrueForAll(c => c.IsGone);
    }

    private sealed class Part
    {
        public bool IsGone { get; set; }

        public Dictionary<SelectorStep, Part> Parts { get; } = [];
    }
}
