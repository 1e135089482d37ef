namespace Infohub.Stix.Model;

/// <summary>The relationships that the standard defines, as it does with each object (STIX 2.1 §3.7, §4, §6; summed up in appendix B).</summary>
public static class Relationships
{
    private const string EveryObservable = "*";

    /// <summary>Source, types of relationship, targets.</summary>
    private static readonly HashSet<(string Source, string Type, string Target)> Defined = Read("""
        attack-pattern: delivers: malware
        attack-pattern: targets: identity location vulnerability
        attack-pattern: uses: malware tool
        campaign: attributed-to: intrusion-set threat-actor
        campaign: compromises: infrastructure
        campaign: originates-from: location
        campaign: targets: identity location vulnerability
        campaign: uses: attack-pattern infrastructure malware tool
        course-of-action: investigates: indicator
        course-of-action: mitigates: attack-pattern indicator malware tool vulnerability
        course-of-action: remediates: malware vulnerability
        domain-name: resolves-to: domain-name ipv4-addr ipv6-addr
        identity: located-at: location
        indicator: indicates: attack-pattern campaign infrastructure intrusion-set malware threat-actor tool
        indicator: based-on: observed-data
        infrastructure: communicates-with: infrastructure ipv4-addr ipv6-addr domain-name url
        infrastructure: consists-of: infrastructure observed-data *
        infrastructure: controls: infrastructure malware
        infrastructure: delivers: malware
        infrastructure: has: vulnerability
        infrastructure: hosts: tool malware
        infrastructure: located-at: location
        infrastructure: uses: infrastructure
        intrusion-set: attributed-to: threat-actor
        intrusion-set: compromises hosts owns: infrastructure
        intrusion-set: originates-from: location
        intrusion-set: targets: identity location vulnerability
        intrusion-set: uses: attack-pattern infrastructure malware tool
        ipv4-addr: belongs-to: autonomous-system
        ipv4-addr: resolves-to: mac-addr
        ipv6-addr: belongs-to: autonomous-system
        ipv6-addr: resolves-to: mac-addr
        malware: authored-by: threat-actor intrusion-set
        malware: beacons-to exfiltrates-to: infrastructure
        malware: communicates-with: ipv4-addr ipv6-addr domain-name url
        malware: controls variant-of: malware
        malware: downloads drops: malware tool file
        malware: exploits: vulnerability
        malware: originates-from: location
        malware: targets: identity infrastructure location vulnerability
        malware: uses: attack-pattern infrastructure malware tool
        malware-analysis: characterizes av-analysis-of static-analysis-of dynamic-analysis-of: malware
        threat-actor: attributed-to impersonates: identity
        threat-actor: compromises hosts owns: infrastructure
        threat-actor: located-at: location
        threat-actor: targets: identity location vulnerability
        threat-actor: uses: attack-pattern infrastructure malware tool
        tool: delivers drops: malware
        tool: has: vulnerability
        tool: targets: identity infrastructure location vulnerability
        tool: uses: infrastructure
        """);

    /// <summary>Whether the standard defines the relationship between objects of these types. Others may be made; <c>related-to</c> joins any two.</summary>
    public static bool Knows(string sourceType, string relationshipType, string targetType) => relationshipType switch
    {
        "related-to" => true,
        "derived-from" or "duplicate-of" => sourceType == targetType,
        _ => Defined.Contains((sourceType, relationshipType, targetType))
            || (Standard.Find(targetType)?.Family == ObjectFamilies.Observable && Defined.Contains((sourceType, relationshipType, EveryObservable))),
    };

    private static HashSet<(string Source, string Type, string Target)> Read(string table) =>
    [
        .. from line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let parts = line.Split(": ")
           from type in parts[1].Split(' ')
           from target in parts[2].Split(' ')
           select (parts[0], type, target),
    ];
}
