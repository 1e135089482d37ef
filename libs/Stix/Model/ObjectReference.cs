using System.Globalization;
using System.Text.Json;
using Infohub.Stix.Identifiers;

namespace Infohub.Stix.Model;

/// <summary>Where an object names another (STIX 2.1 §3.3).</summary>
/// <param name="Path">The place, as a JSON pointer.</param>
/// <param name="Target">The identifier of the object that is named.</param>
public readonly record struct ObjectReference(string Path, string Target)
{
    /// <summary>By the names of properties (§3.1): those that end in <c>_ref</c> or <c>_refs</c>, of the standard or of extensions, and whatever depth they stand in.</summary>
    internal static IEnumerable<ObjectReference> Of(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                var at = index++;
                if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    foreach (var inner in Of(item, $"{path}/{at.ToString(CultureInfo.InvariantCulture)}"))
                    {
                        yield return inner;
                    }
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                var here = $"{path}/{Raw.Escape(member.Name)}";
                foreach (var inner in member.Name.EndsWith("_ref", StringComparison.Ordinal) || member.Name.EndsWith("_refs", StringComparison.Ordinal) ? Named(member.Value, here) : [])
                {
                    yield return inner;
                }

                foreach (var inner in Of(member.Value, here))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<ObjectReference> Named(JsonElement value, string path)
    {
        if (StixIdentifier.TryRead(Raw.Text(value), out _, out _))
        {
            yield return new ObjectReference(path, value.GetString()!);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                var at = index++;
                if (StixIdentifier.TryRead(Raw.Text(item), out _, out _))
                {
                    yield return new ObjectReference($"{path}/{at.ToString(CultureInfo.InvariantCulture)}", item.GetString()!);
                }
            }
        }
    }
}
