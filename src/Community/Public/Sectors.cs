using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infohub.Community.Public;

/// <summary>A word of a list that is data: its code and its names in the three languages.</summary>
public sealed record NamedCode(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("en")] string English,
    [property: JsonPropertyName("zh-Hant")] string Traditional,
    [property: JsonPropertyName("zh-Hans")] string Simplified)
{
    /// <summary>The name in one of the three languages.</summary>
    public string In(string language) => language switch
    {
        "zh-Hant" => Traditional,
        "zh-Hans" => Simplified,
        _ => English,
    };
}

/// <summary>The sectors, from Data/sectors.json: each is a circle too (law section 1).</summary>
public static class Sectors
{
    /// <summary>A table expression of SQL: which organisation (<c>org_id</c>) is of which <c>sector</c>, one row each.</summary>
    public const string OfOrganisations = "(select org_id, sector from organisation_sector)";

    public static IReadOnlyList<NamedCode> All { get; } = CodeList.Read("sectors");

    private static readonly FrozenDictionary<string, NamedCode> ByCode = All.ToFrozenDictionary(s => s.Code, StringComparer.Ordinal);

    /// <summary>The sector, or null where there is none of this code.</summary>
    public static NamedCode? Find(string code) => ByCode.GetValueOrDefault(code);
}

/// <summary>The kinds of participants of the programme, from Data/participants.json.</summary>
public static class Participants
{
    public static IReadOnlyList<NamedCode> All { get; } = CodeList.Read("participants");

    public static NamedCode? Find(string code) => All.FirstOrDefault(p => p.Code == code);
}

internal static class CodeList
{
    public static IReadOnlyList<NamedCode> Read(string name)
    {
        using var stream = typeof(CodeList).Assembly.GetManifestResourceStream($"Infohub.Community.Data.{name}.json")!;
        return JsonSerializer.Deserialize<List<NamedCode>>(stream, JsonSerializerOptions.Strict)!;
    }
}
