using System.Text.Json;
using Infohub.Stix.Markings;

namespace Infohub.Stix.Validation;

/// <summary>That what is marked is there (STIX 2.1 §7.2.3).</summary>
internal static class GranularMarkingRules
{
    /// <summary>Each selector may lead through the whole object: bytes × selectors that are looked up, some hundred milliseconds.</summary>
    public const long MostWork = 1L << 29;

    public static void Check(Walk walk, JsonElement root, JsonElement markings)
    {
        if (markings.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        walk.Enter("granular_markings");
        var (index, work) = (0, 0L);
        foreach (var marking in markings.EnumerateArray())
        {
            walk.Enter(index++);
            if (marking.ValueKind == JsonValueKind.Object && marking.TryGetProperty("selectors"u8, out var selectors) && selectors.ValueKind == JsonValueKind.Array)
            {
                work += (long)walk.Bytes * selectors.GetArrayLength();
                if (work > MostWork)
                {
                    walk.Error("limit", "there are too many selectors for an object of this size");
                    walk.Leave();
                    break;
                }

                Selectors(walk, root, selectors);
            }

            walk.Leave();
        }

        walk.Leave();
    }

    private static void Selectors(Walk walk, JsonElement root, JsonElement selectors)
    {
        walk.Enter("selectors");
        var index = 0;
        foreach (var item in selectors.EnumerateArray())
        {
            walk.Enter(index++);
            if (item.ValueKind == JsonValueKind.String)
            {
                var selector = Selector.Parse(item.GetString());
                if (selector is null)
                {
                    walk.Error("STIX 2.1 §7.2.3", "this is no selector: names and [n], parted by points");
                }
                else if (!selector.Selects(root))
                {
                    walk.Error("STIX 2.1 §7.2.3", "what is selected is not there");
                }
            }

            walk.Leave();
        }

        walk.Leave();
    }
}
