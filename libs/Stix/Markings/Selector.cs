using System.Globalization;
using System.Text.Json;

namespace Infohub.Stix.Markings;

/// <summary>Which part of an object a granular marking is of (STIX 2.1 §7.2.3): names and <c>[n]</c>, parted by points.</summary>
public sealed class Selector
{
    private Selector(string text, IReadOnlyList<SelectorStep> steps) => (Text, Steps) = (text, steps);

    /// <summary>As it is written, for example <c>external_references.[0].source_name</c>.</summary>
    public string Text { get; }

    /// <summary>The way to the part.</summary>
    public IReadOnlyList<SelectorStep> Steps { get; }

    /// <summary>Reads a selector. Never throws.</summary>
    /// <returns>The selector, or null where it is none.</returns>
    public static Selector? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var steps = new List<SelectorStep>();
        foreach (var part in text.Split('.'))
        {
            if (part.StartsWith('['))
            {
                if (!part.EndsWith(']') || !int.TryParse(part.AsSpan(1, Math.Max(0, part.Length - 2)), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    return null;
                }

                steps.Add(new SelectorStep(null, index));
            }
            else if (part.Length == 0)
            {
                return null;
            }
            else
            {
                steps.Add(new SelectorStep(part, 0));
            }
        }

        return steps[0].Name is null ? null : new Selector(text, steps);
    }

    /// <summary>Whether the part is there.</summary>
    public bool Selects(JsonElement of)
    {
        foreach (var step in Steps)
        {
            if (step.Name is { } name)
            {
                if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out of))
                {
                    return false;
                }
            }
            else if (of.ValueKind != JsonValueKind.Array || step.Index >= of.GetArrayLength())
            {
                return false;
            }
            else
            {
                of = of[step.Index];
            }
        }

        return true;
    }

    /// <summary>Whether what the other selects is this part, or within it.</summary>
    public bool Holds(Selector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Steps.Count <= other.Steps.Count && Steps.Zip(other.Steps).All(p => p.First == p.Second);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A step of a selector.</summary>
/// <param name="Name">Of a property or an entry; null where it is a place in a list.</param>
/// <param name="Index">The place in the list, from 0.</param>
public readonly record struct SelectorStep(string? Name, int Index);
