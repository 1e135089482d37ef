using System.Text.Json;
using Infohub.Stix.Validation;
using Infohub.Stix.Vocabularies;
using static Infohub.Stix.Model.CommonParts;
using static Infohub.Stix.Model.Declaring;

namespace Infohub.Stix.Model;

/// <summary>Domain objects (STIX 2.1 §4).</summary>
internal static class DomainObjects
{
    private static readonly Constraint[] Seen = [NotBefore("first_seen", "last_seen")];

    public static StixType[] All { get; } =
    [
        Domain("attack-pattern", "4.1.1", [Must(Text("name")), Description, Aliases, KillChainPhases], rule: DomainRules.AttackPattern),
        Domain("campaign", "4.2.1", [Must(Text("name")), Description, Aliases, Time("first_seen"), Time("last_seen"), Text("objective")], Seen),
        Domain("course-of-action", "4.3.1", [Must(Text("name")), Description, Special("action", ValueKind.Reserved)]),
        Domain("grouping", "4.4.1", [Name, Description, Must(Word("context", OpenVocabularies.GroupingContext)), Must(List(Ref("object_refs", ObjectFamilies.All)))]),
        Domain("identity", "4.5.1",
        [
            Must(Text("name")), Description, List(Text("roles")), Word("identity_class", OpenVocabularies.IdentityClass), Words("sectors", OpenVocabularies.IndustrySector),
            Text("contact_information"),
        ]),
        Domain("incident", "4.6.1", [Must(Text("name")), Description]),
        Domain("indicator", "4.7.1",
        [
            Name, Description, Words("indicator_types", OpenVocabularies.IndicatorType), Must(Text("pattern")), Must(Word("pattern_type", OpenVocabularies.PatternType)),
            Text("pattern_version"), Must(Time("valid_from")), Time("valid_until"), KillChainPhases,
        ],
        [After("valid_from", "valid_until"), Should(Any("name")), Should(Any("description"))], IndicatorRules.Check),
        Domain("infrastructure", "4.8.1",
            [Must(Text("name")), Description, Words("infrastructure_types", OpenVocabularies.InfrastructureType), Aliases, KillChainPhases, Time("first_seen"), Time("last_seen")], Seen),
        Domain("intrusion-set", "4.9.1",
        [
            Must(Text("name")), Description, Aliases, Time("first_seen"), Time("last_seen"), List(Text("goals")), Word("resource_level", OpenVocabularies.AttackResourceLevel),
            Word("primary_motivation", OpenVocabularies.AttackMotivation), Words("secondary_motivations", OpenVocabularies.AttackMotivation),
        ],
        Seen),
        Domain("location", "4.10.1",
        [
            Name, Description, Real("latitude", -90, 90), Real("longitude", -180, 180), Real("precision"), Word("region", OpenVocabularies.Region), Text("country", TextForm.Country),
            Text("administrative_area", TextForm.Subdivision), Text("city"), Text("street_address"), Text("postal_code"),
        ],
        [Any("region", "country", "latitude"), Needs("latitude", "longitude"), Needs("longitude", "latitude"), Needs("precision", "latitude", "longitude"), Should(Needs("latitude", "precision"))]),
        Domain("malware", "4.11.1",
        [
            Name, Description, Words("malware_types", OpenVocabularies.MalwareType), Must(Flag("is_family")), Aliases, KillChainPhases, Time("first_seen"), Time("last_seen"),
            List(Ref("operating_system_refs", "software")), Words("architecture_execution_envs", OpenVocabularies.ProcessorArchitecture),
            Words("implementation_languages", OpenVocabularies.ImplementationLanguage), Words("capabilities", OpenVocabularies.MalwareCapabilities),
            List(Ref("sample_refs", "file", "artifact")),
        ],
        Seen, DomainRules.Malware),
        Domain("malware-analysis", "4.12.1",
        [
            Must(Text("product", TextForm.LowerHyphened)), Text("version"), Ref("host_vm_ref", "software"), Ref("operating_system_ref", "software"),
            List(Ref("installed_software_refs", "software")), Text("configuration_version"), List(Text("modules")), Text("analysis_engine_version"), Text("analysis_definition_version"),
            Time("submitted"), Time("analysis_started"), Time("analysis_ended"), Text("result_name"), Word("result", OpenVocabularies.MalwareResult),
            List(Ref("analysis_sco_refs", ObjectFamilies.Observable)), Ref("sample_ref", "file", "network-traffic", "artifact"),
        ],
        [Any("result", "analysis_sco_refs")]),
        Domain("note", "4.13.1", [Text("abstract"), Must(Text("content")), List(Text("authors")), Must(List(Ref("object_refs", ObjectFamilies.All)))]),
        Domain("observed-data", "4.14.1",
        [
            Must(Time("first_observed")), Must(Time("last_observed")), Must(Whole("number_observed", 1, 999_999_999)), Special("objects", ValueKind.Container),
            List(Ref("object_refs", ObjectFamilies.Observable | ObjectFamilies.Relationship)),
        ],
        [NotBefore("first_observed", "last_observed"), Any("objects", "object_refs"), Not("objects", "object_refs")], DomainRules.ObservedData),
        Domain("opinion", "4.15.1", [Text("explanation"), List(Text("authors")), Must(Word("opinion", Enumerations.Opinion)), Must(List(Ref("object_refs", ObjectFamilies.All)))]),
        Domain("report", "4.16.1",
            [Must(Text("name")), Description, Words("report_types", OpenVocabularies.ReportType), Must(Time("published")), Must(List(Ref("object_refs", ObjectFamilies.All)))]),
        Domain("threat-actor", "4.17.1",
        [
            Must(Text("name")), Description, Words("threat_actor_types", OpenVocabularies.ThreatActorType), Aliases, Time("first_seen"), Time("last_seen"),
            Words("roles", OpenVocabularies.ThreatActorRole), List(Text("goals")), Word("sophistication", OpenVocabularies.ThreatActorSophistication),
            Word("resource_level", OpenVocabularies.AttackResourceLevel), Word("primary_motivation", OpenVocabularies.AttackMotivation),
            Words("secondary_motivations", OpenVocabularies.AttackMotivation), Words("personal_motivations", OpenVocabularies.AttackMotivation),
        ],
        Seen),
        Domain("tool", "4.18.1", [Must(Text("name")), Description, Words("tool_types", OpenVocabularies.ToolType), Aliases, KillChainPhases, Text("tool_version")]),
        Domain("vulnerability", "4.19.1", [Must(Text("name")), Description], rule: DomainRules.Vulnerability),
    ];

    private static StixType Domain(string name, string clause, StixProperty[] properties, Constraint[]? constraints = null, Action<Walk, JsonElement>? rule = null) =>
        new(name, clause, ObjectFamilies.Domain, [.. OfDomain, .. properties], constraints) { Rule = rule };
}
