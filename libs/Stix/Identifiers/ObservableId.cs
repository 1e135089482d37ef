using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Infohub.Stix.Json;

namespace Infohub.Stix.Identifiers;

/// <summary>Deterministic identifiers of observables (STIX 2.1 §2.9): who says the same of the same thing names it alike.</summary>
public static class ObservableId
{
    private static readonly Guid Namespace = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /// <summary>§6: the properties that make up the identifier. A process has none.</summary>
    private static readonly Dictionary<string, string[]> Contributing = new(StringComparer.Ordinal)
    {
        ["artifact"] = ["hashes", "payload_bin"],
        ["autonomous-system"] = ["number"],
        ["directory"] = ["path"],
        ["domain-name"] = ["value"],
        ["email-addr"] = ["value"],
        ["email-message"] = ["from_ref", "subject", "body"],
        ["file"] = ["hashes", "name", "parent_directory_ref", "extensions"],
        ["ipv4-addr"] = ["value"],
        ["ipv6-addr"] = ["value"],
        ["mac-addr"] = ["value"],
        ["mutex"] = ["name"],
        ["network-traffic"] = ["start", "end", "src_ref", "dst_ref", "src_port", "dst_port", "protocols", "extensions"],
        ["software"] = ["name", "cpe", "swid", "vendor", "version"],
        ["url"] = ["value"],
        ["user-account"] = ["account_type", "user_id", "account_login"],
        ["windows-registry-key"] = ["key", "values"],
        ["x509-certificate"] = ["hashes", "serial_number"],
    };

    /// <summary>Of several hashes the first of these counts; where there is none of them, the first that is written.</summary>
    private static readonly string[] Preferred = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

    /// <summary>For example <c>ipv4-addr--…</c> with a UUID of version 5; null where the object has nothing that makes it up, and a random one is to be used.</summary>
    /// <param name="observable">With its <c>type</c>.</param>
    public static string? Of(JsonElement observable)
    {
        if (observable.ValueKind != JsonValueKind.Object || !observable.TryGetProperty("type", out var type) || type.GetString() is not { } name || !Contributing.TryGetValue(name, out var properties))
        {
            return null;
        }

        var into = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(into))
        {
            json.WriteStartObject();
            foreach (var property in properties)
            {
                if (observable.TryGetProperty(property, out var value))
                {
                    json.WritePropertyName(property);
                    if (property == "hashes" && Hash(value) is { } hash)
                    {
                        json.WriteStartObject();
                        hash.WriteTo(json);
                        json.WriteEndObject();
                    }
                    else
                    {
                        value.WriteTo(json);
                    }
                }
            }

            json.WriteEndObject();
        }

        using var said = JsonDocument.Parse(into.WrittenMemory);
        return said.RootElement.EnumerateObject().Any() ? $"{name}--{Version5(CanonicalJson.Write(said.RootElement))}" : null;
    }

    private static JsonProperty? Hash(JsonElement hashes)
    {
        if (hashes.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var all = hashes.EnumerateObject().ToList();
        foreach (var preferred in Preferred)
        {
            if (all.FindIndex(h => h.Name == preferred) is var at and >= 0)
            {
                return all[at];
            }
        }

        return all.Count > 0 ? all[0] : null;
    }

    /// <summary>RFC 4122 §4.3, with SHA-1.</summary>
    private static Guid Version5(byte[] name)
    {
#pragma warning disable CA5350 // The standard has SHA-1; it keeps nothing secret here.
        var hash = SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. name]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
