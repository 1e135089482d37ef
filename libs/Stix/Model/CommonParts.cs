using static Infohub.Stix.Model.Declaring;

namespace Infohub.Stix.Model;

/// <summary>Structures and properties that many objects have (STIX 2.1 §2, §3.2, §7.2.3).</summary>
internal static class CommonParts
{
    public static StixStructure ExternalReference { get; } = new("external-reference", "2.5.1",
        [Must(Text("source_name")), Text("description"), Text("url", TextForm.UrlIfCan), Hashes(), Text("external_id")],
        [Any("description", "url", "external_id"), Should(Needs("url", "hashes"))]);

    public static StixStructure KillChainPhase { get; } = new("kill-chain-phase", "2.11",
        [Must(Text("kill_chain_name", TextForm.LowerHyphened)), Must(Text("phase_name", TextForm.LowerHyphened))]);

    public static StixStructure GranularMarking { get; } = new("granular-marking", "7.2.3",
        [Text("lang", TextForm.Language), Ref("marking_ref", "marking-definition"), Must(List(Text("selectors")))],
        [Any("lang", "marking_ref"), Not("lang", "marking_ref")]);

    public static StixProperty Type { get; } = Must(Text("type"));

    public static StixProperty SpecVersion { get; } = Must(Text("spec_version"));

    public static StixProperty Id { get; } = Must(Special("id", ValueKind.Identifier));

    public static StixProperty CreatedByRef { get; } = Common(Ref("created_by_ref", "identity"));

    public static StixProperty Created { get; } = Must(Time("created", TimePrecision.Milliseconds));

    public static StixProperty Modified { get; } = Must(Time("modified", TimePrecision.Milliseconds));

    public static StixProperty Revoked { get; } = Flag("revoked");

    public static StixProperty Labels { get; } = List(Text("labels"));

    public static StixProperty Confidence { get; } = Common(Whole("confidence", 0, 100));

    public static StixProperty Lang { get; } = Common(Text("lang", TextForm.Language));

    public static StixProperty ExternalReferences { get; } = Parts("external_references", ExternalReference);

    public static StixProperty ObjectMarkingRefs { get; } = Common(List(Ref("object_marking_refs", "marking-definition")));

    public static StixProperty GranularMarkings { get; } = Parts("granular_markings", GranularMarking);

    public static StixProperty Extensions { get; } = Special("extensions", ValueKind.Extensions);

    public static StixProperty KillChainPhases { get; } = Parts("kill_chain_phases", KillChainPhase);

    public static StixProperty Name { get; } = Text("name");

    public static StixProperty Description { get; } = Text("description");

    public static StixProperty Aliases { get; } = List(Text("aliases"));

    /// <summary>§3.2, of domain and relationship objects.</summary>
    public static StixProperty[] OfDomain { get; } =
        [Type, SpecVersion, Id, CreatedByRef, Created, Modified, Revoked, Labels, Confidence, Lang, ExternalReferences, ObjectMarkingRefs, GranularMarkings, Extensions];

    /// <summary>§3.2, of observables: they have no versions of their own.</summary>
    public static StixProperty[] OfObservable { get; } = [Type, Text("spec_version"), Id, ObjectMarkingRefs, GranularMarkings, Flag("defanged"), Extensions];

    /// <summary>The names of §3.2: no custom property may take one (§11.2.1).</summary>
    public static StixStructure All { get; } = new("common properties", "3.2", [.. OfDomain, Flag("defanged")]);
}
