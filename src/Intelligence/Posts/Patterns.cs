using System.Globalization;
using System.Text.Json;
using Infohub.Observables;

namespace Infohub.Intelligence.Posts;

/// <summary>Values as STIX has them: the observable, and the pattern that finds it.</summary>
internal static class Patterns
{
    /// <summary>Null for what no pattern looks for.</summary>
    public static string? Of(Finding value) => value.Kind switch
    {
        ObservableKind.IPv4 => Equal("ipv4-addr:value", value.Value),
        ObservableKind.IPv6 => Equal("ipv6-addr:value", value.Value),
        ObservableKind.IPv4Network => $"[ipv4-addr:value ISSUBSET '{value.Value}']",
        ObservableKind.IPv6Network => $"[ipv6-addr:value ISSUBSET '{value.Value}']",
        ObservableKind.Domain => Equal("domain-name:value", value.Value),
        ObservableKind.Url => Equal("url:value", value.Value),
        ObservableKind.Email => Equal("email-addr:value", value.Value),
        ObservableKind.FileName => Equal("file:name", value.Value),
        ObservableKind.RegistryKey => Equal("windows-registry-key:key", value.Value),
        _ => Hash(value.Kind) is { } name ? Equal($"file:hashes.{(name == "MD5" ? name : "'" + name + "'")}", value.Value) : null,
    };

    /// <summary>Null for what is no observable of STIX.</summary>
    public static (string Type, Action<Utf8JsonWriter> Write)? Observable(Finding value) => value.Kind switch
    {
        ObservableKind.IPv4 or ObservableKind.IPv4Network => ("ipv4-addr", json => json.WriteString("value", value.Value)),
        ObservableKind.IPv6 or ObservableKind.IPv6Network => ("ipv6-addr", json => json.WriteString("value", value.Value)),
        ObservableKind.Domain => ("domain-name", json => json.WriteString("value", value.Value)),
        ObservableKind.Url => ("url", json => json.WriteString("value", value.Value)),
        ObservableKind.Email => ("email-addr", json => json.WriteString("value", value.Value)),
        ObservableKind.FileName => ("file", json => json.WriteString("name", value.Value)),
        ObservableKind.RegistryKey => ("windows-registry-key", json => json.WriteString("key", value.Value)),
        ObservableKind.Asn when long.TryParse(value.Value.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => ("autonomous-system", json => json.WriteNumber("number", number)),
        _ => Hash(value.Kind) is { } name ? ("file", json =>
        {
            json.WriteStartObject("hashes");
            json.WriteString(name, value.Value);
            json.WriteEndObject();
        }
        ) : null,
    };

    private static string? Hash(ObservableKind kind) => kind switch
    {
        ObservableKind.Md5 => "MD5",
        ObservableKind.Sha1 => "SHA-1",
        ObservableKind.Sha256 => "SHA-256",
        ObservableKind.Sha512 => "SHA-512",
        _ => null,
    };

    private static string Equal(string path, string value) => $"[{path} = '{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";
}
