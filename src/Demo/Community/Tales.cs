using System.Text.Json;

namespace Infohub.Demo.Community;

/// <summary>The hand-written part of the demo community: the files of Stories/, read strictly.</summary>
internal static class Tales
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static List<OrganisationTale> Organisations() => Read<OrganisationTale>("organisations");

    public static List<CircleTale> Circles() => Read<CircleTale>("circles");

    public static List<Tale> Items() =>
        [.. ((string[])["warnings", "warnings-zh", "incidents", "questions", "practices", "indicators", "extras"]).SelectMany(Read<Tale>)];

    public static List<VulnerabilityTale> Vulnerabilities() => Read<VulnerabilityTale>("vulnerabilities");

    public static List<CampaignTale> Campaigns() => Read<CampaignTale>("campaigns");

    public static List<SeriesTale> Series() => Read<SeriesTale>("series");

    public static List<PassingTale> Passing() => Read<PassingTale>("passing");

    public static List<GuidanceTale> Guidance() => Read<GuidanceTale>("guidance");

    private static List<T> Read<T>(string name)
    {
        using var stream = typeof(Tales).Assembly.GetManifestResourceStream($"Infohub.Demo.Stories.{name}.json")!;
        return JsonSerializer.Deserialize<List<T>>(stream, Options)!;
    }
}

/// <summary>A page for everybody, or its next version, by language.</summary>
internal sealed record GuidanceTale(string Slug, double DaysAgo, IReadOnlyDictionary<string, IReadOnlyList<string>> Texts);

/// <param name="People">Local part, name, roles, language, parted by bars; the first is the administrator.</param>
internal sealed record OrganisationTale(
    string Key, string Name, string Zh, string Participant, IReadOnlyList<string> Sectors, string About, IReadOnlyList<string> People, string Kind = "member", string State = "active");

internal sealed record CircleTale(
    string Key, string Name, string Zh, string By, string Joining, string As, string Charter, IReadOnlyList<string> Members, bool Listed = true, bool TakesOutside = false,
    string MembersShown = "members", string History = "all");

/// <summary>An item and what happened to it. Days count from now backwards, and from the sharing onwards.</summary>
internal sealed record Tale(string Name, string Kind, string Label, string Audience, string Title, string Body, double DaysAgo, string? By = null)
{
    public string? Key { get; init; }

    public string Language { get; init; } = "en";

    public string Pap { get; init; } = "PAP:GREEN";

    public string Attribution { get; init; } = "named";

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Name, and what is in it: csv, yara, sigma, log or note.</summary>
    public IReadOnlyList<string>? File { get; init; }

    /// <summary>Days after sharing, paragraph.</summary>
    public IReadOnlyList<JsonElement[]> Additions { get; init; } = [];

    /// <summary>Who, days after sharing, what.</summary>
    public IReadOnlyList<JsonElement[]> Comments { get; init; } = [];

    public double? Embargo { get; init; }

    public double? Release { get; init; }

    public double? Expiry { get; init; }

    /// <summary>Hours after sharing, reason.</summary>
    public JsonElement[]? Withdraw { get; init; }

    /// <summary>Hours after sharing, label, audience.</summary>
    public JsonElement[]? Relabel { get; init; }

    /// <summary>Hours after sharing, officer, second officer, reason.</summary>
    public JsonElement[]? Hide { get; init; }

    /// <summary>Hours after which the anonymous author is named.</summary>
    public double? Open { get; init; }

    /// <summary>Reviewers, where it stays a draft.</summary>
    public IReadOnlyList<string>? Draft { get; init; }
}

internal sealed record VulnerabilityTale(string Cve, string Product, string Flaw, string What, string Check, string Remedy, string Technique);

/// <param name="Notes">Title and text of each step.</param>
internal sealed record CampaignTale(
    string Key, string Name, string Language, string Label, string Audience, IReadOnlyList<string> By, double StartsDaysAgo, string Technique, IReadOnlyList<string[]> Notes);

/// <param name="Values">How many indicators each issue lists.</param>
/// <param name="Of">addresses, names or urls.</param>
internal sealed record SeriesTale(
    string Name, string By, string Kind, string Label, string Audience, string Language, double EveryDays, int Issues, int Values, string Of,
    IReadOnlyList<string> Titles, IReadOnlyList<string> Intros, IReadOnlyList<string> Notes, string? Key = null, double? Expiry = null);

/// <param name="On">The item's name.</param>
/// <param name="Hours">After its sharing.</param>
/// <param name="Ask">Who asks, for which part.</param>
/// <param name="Answer">Who answers, after how many hours, whether it is given.</param>
/// <param name="Pass">Who passes on, to which part.</param>
internal sealed record PassingTale(string On, double Hours, string[]? Ask = null, JsonElement[]? Answer = null, string[]? Pass = null);
