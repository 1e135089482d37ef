using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Infohub.Stix.Model;

/// <summary>Names and strings as UTF-8, without making strings of them where they have no escapes.</summary>
internal static class Raw
{
    public static ReadOnlySpan<byte> Name(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : raw;
    }

    /// <summary>The string, or nothing where it is none.</summary>
    public static ReadOnlySpan<byte> Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return [];
        }

        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(value.GetString()!) : raw;
    }

    /// <summary>The string of the member, or null where there is none.</summary>
    public static string? String(JsonElement of, ReadOnlySpan<byte> name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The strings of the member that is a list; none where it is not.</summary>
    public static IReadOnlyList<string> Strings(JsonElement of, ReadOnlySpan<byte> name)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var strings = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                strings.Add(item.GetString()!);
            }
        }

        return strings;
    }

    public static bool IsTrue(JsonElement of, ReadOnlySpan<byte> name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A name as a part of a JSON pointer (RFC 6901 §3).</summary>
    public static string Escape(string name) => name.AsSpan().ContainsAny('~', '/') ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) : name;
}
