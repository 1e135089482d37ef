namespace Infohub.Intelligence.Knowledge;

/// <summary>Types of objects that people look for together.</summary>
/// <param name="Word">In addresses.</param>
/// <param name="Name">In English, a key of the texts.</param>
/// <param name="Types">The standard's names.</param>
internal sealed record ObjectGroup(string Word, string Name, IReadOnlyList<string> Types);

/// <summary>Types of objects for people.</summary>
internal static class ObjectTypes
{
    public static IReadOnlyList<ObjectGroup> Groups { get; } =
    [
        new("indicators", "Indicators", ["indicator"]),
        new("reports", "Reports", ["report", "grouping", "note", "opinion"]),
        new("malware", "Malware", ["malware", "malware-analysis"]),
        new("actors", "Actors", ["threat-actor", "intrusion-set"]),
        new("campaigns", "Campaigns and incidents", ["campaign", "incident"]),
        new("tools", "Tools", ["tool"]),
        new("techniques", "Techniques", ["attack-pattern", "x-mitre-tactic"]),
        new("vulnerabilities", "Vulnerabilities", ["vulnerability"]),
        new("infrastructure", "Infrastructure", ["infrastructure"]),
        new("mitigations", "Mitigations", ["course-of-action"]),
        new(
            "observables", "Observables",
            [
                "artifact", "autonomous-system", "directory", "domain-name", "email-addr", "email-message", "file", "ipv4-addr", "ipv6-addr", "mac-addr", "mutex", "network-traffic", "process", "software", "url",
                "user-account", "windows-registry-key", "x509-certificate", "observed-data",
            ]),
    ];

    /// <summary>All but observables, whose values stand in what names them.</summary>
    public static IReadOnlyList<string> Named { get; } = [.. Groups.Where(g => g.Word != "observables").SelectMany(g => g.Types)];

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["indicator"] = "Indicator",
        ["report"] = "Report",
        ["grouping"] = "Grouping",
        ["note"] = "Note",
        ["opinion"] = "Opinion",
        ["malware"] = "Malware",
        ["malware-analysis"] = "Malware analysis",
        ["threat-actor"] = "Threat actor",
        ["intrusion-set"] = "Intrusion set",
        ["campaign"] = "Campaign",
        ["incident"] = "Incident",
        ["tool"] = "Tool",
        ["attack-pattern"] = "Attack pattern",
        ["vulnerability"] = "Vulnerability",
        ["infrastructure"] = "Infrastructure",
        ["course-of-action"] = "Mitigation",
        ["identity"] = "Identity",
        ["location"] = "Location",
        ["observed-data"] = "Observed data",
        ["relationship"] = "Relationship",
        ["sighting"] = "Sighting",
        ["x-mitre-tactic"] = "Tactic",
    };

    public static ObjectGroup? Find(string? word) => Groups.FirstOrDefault(g => g.Word == word);

    /// <summary>The English name, a key of the texts; of other types the standard's own word.</summary>
    public static string Name(string type) => Names.GetValueOrDefault(type) ?? (Find("observables")!.Types.Contains(type) ? "Observable" : type);
}
