using System.Text.Json;
using Infohub.Observables;
using Infohub.Stix.Patterns;

namespace Infohub.Intelligence.Values;

/// <summary>A value that an object names, in its canonical form.</summary>
/// <param name="Kind">A kind of <see cref="ObservableKind"/> as a word, or type and property where there is none.</param>
internal readonly record struct ObjectValue(string Kind, string Value);

/// <summary>The values that STIX objects name: of an observable its own, of an indicator those that its pattern asks for, of all others what their external references say.</summary>
internal static class StixValues
{
    private static readonly Dictionary<string, ObservableKind[]> Kinds = new(StringComparer.Ordinal)
    {
        ["ipv4-addr:value"] = [ObservableKind.IPv4, ObservableKind.IPv4Network],
        ["ipv6-addr:value"] = [ObservableKind.IPv6, ObservableKind.IPv6Network],
        ["domain-name:value"] = [ObservableKind.Domain],
        ["url:value"] = [ObservableKind.Url],
        ["email-addr:value"] = [ObservableKind.Email],
        ["file:name"] = [ObservableKind.FileName],
        ["windows-registry-key:key"] = [ObservableKind.RegistryKey],
        ["hashes.MD5"] = [ObservableKind.Md5],
        ["hashes.'SHA-1'"] = [ObservableKind.Sha1],
        ["hashes.'SHA-256'"] = [ObservableKind.Sha256],
        ["hashes.'SHA-512'"] = [ObservableKind.Sha512],
    };

    /// <summary>What else makes an observable known again.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { "mac-addr:value", "mutex:name", "user-account:account_login", "x509-certificate:serial_number", "software:cpe" };

    private static readonly HashSet<ObservableKind> Codes = [ObservableKind.Cve, ObservableKind.Technique];

    public static List<ObjectValue> Of(string type, JsonElement root)
    {
        var values = new List<ObjectValue>();
        if (type == "indicator")
        {
            OfPattern(root, values);
        }
        else
        {
            OfProperties(type, root, values);
        }

        OfExternal(root, values);
        return values;
    }

    /// <summary>A property's value as it is compared, or null where it names nothing.</summary>
    public static ObjectValue? Read(string type, string path, string value)
    {
        if (type == "autonomous-system" && path == "number")
        {
            return new ObjectValue(nameof(ObservableKind.Asn), "AS" + value);
        }

        if (Kinds.TryGetValue(type + ":" + path, out var kinds) || Kinds.TryGetValue(path, out kinds))
        {
            return Canonical(value, kinds);
        }

        return path.StartsWith("hashes.", StringComparison.Ordinal) ? new ObjectValue(path, value.All(char.IsAsciiHexDigit) ? value.ToLowerInvariant() : value)
            : Others.Contains(type + ":" + path) ? new ObjectValue(type + ":" + path, value.ToLowerInvariant())
            : null;
    }

    private static ObjectValue Canonical(string value, ObservableKind[] kinds)
    {
        var found = Extractor.Find(value, new ExtractOptions { Kinds = kinds.ToHashSet(), MaxFindings = 1 });
        return found is [var only] && only.Start == 0 && only.Length == value.Length ? new ObjectValue(only.Kind.ToString(), only.Value) : new ObjectValue(kinds[0].ToString(), value.ToLowerInvariant());
    }

    private static void OfPattern(JsonElement root, List<ObjectValue> values)
    {
        if (!root.TryGetProperty("pattern", out var text) || text.ValueKind != JsonValueKind.String
            || (root.TryGetProperty("pattern_type", out var kind) && !kind.ValueEquals("stix")) || !Pattern.TryParse(text.GetString()!, out var pattern, out _))
        {
            return;
        }

        foreach (var asked in pattern.SimpleComparisons())
        {
            if (Read(asked.ObjectType, asked.Path, asked.Value) is { } value)
            {
                values.Add(value);
            }
        }
    }

    private static void OfProperties(string type, JsonElement root, List<ObjectValue> values)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
            {
                Add(property.Name, property.Value.GetString()!);
            }
            else if (property.Value.ValueKind == JsonValueKind.Number && property.NameEquals("number"))
            {
                Add("number", property.Value.GetRawText());
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && property.NameEquals("hashes"))
            {
                foreach (var hash in property.Value.EnumerateObject().Where(h => h.Value.ValueKind == JsonValueKind.String))
                {
                    Add(hash.Name.All(char.IsAsciiLetterOrDigit) ? "hashes." + hash.Name : $"hashes.'{hash.Name}'", hash.Value.GetString()!);
                }
            }
        }

        void Add(string path, string text)
        {
            if (Read(type, path, text) is { } value)
            {
                values.Add(value);
            }
        }
    }

    /// <summary>CVEs and techniques are values as in any text; other references by their source and id.</summary>
    private static void OfExternal(JsonElement root, List<ObjectValue> values)
    {
        if (!root.TryGetProperty("external_references", out var references) || references.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var reference in references.EnumerateArray())
        {
            if (reference.ValueKind != JsonValueKind.Object || !reference.TryGetProperty("external_id", out var id) || id.ValueKind != JsonValueKind.String
                || !reference.TryGetProperty("source_name", out var source) || source.ValueKind != JsonValueKind.String)
            {
                continue;
            }

            var text = id.GetString()!;
            var found = Extractor.Find(text, new ExtractOptions { Kinds = Codes, MaxFindings = 1 });
            values.Add(found is [var only] && only.Length == text.Length ? new ObjectValue(only.Kind.ToString(), only.Value) : new ObjectValue("external:" + source.GetString()!.ToLowerInvariant(), text));
        }
    }
}
