using System.Text.Json;

namespace Infohub.Mutants;

/// <summary>Mutants that do the same as the original, each with the reason why no test can tell them apart.</summary>
internal sealed record Equivalent(string File, string Member, string Change, string Why)
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string Key => $"{File} | {Member} | {Change}";

    public static IReadOnlyDictionary<string, Equivalent> Read() =>
        JsonSerializer.Deserialize<List<Equivalent>>(Repository.Read("tests/Mutants/equivalent.json"), Form)!.ToDictionary(e => e.Key, StringComparer.Ordinal);
}
