using System.Text.Json;

namespace Infohub.Stix.Model;

/// <summary>A pointer to what is not STIX (STIX 2.1 §2.5).</summary>
/// <param name="SourceName">Of which source it is; empty where it is left out.</param>
/// <param name="ExternalId">The source's name for it, for example <c>CVE-2026-0001</c>.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Description">What it is.</param>
public sealed record ExternalReference(string SourceName, string? ExternalId, string? Url, string? Description)
{
    internal static IReadOnlyList<ExternalReference> Of(JsonElement of)
    {
        if (!of.TryGetProperty("external_references"u8, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var read = new List<ExternalReference>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                read.Add(new ExternalReference(Raw.String(item, "source_name"u8) ?? "", Raw.String(item, "external_id"u8), Raw.String(item, "url"u8), Raw.String(item, "description"u8)));
            }
        }

        return read;
    }
}
