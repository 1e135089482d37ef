using Infohub.Stix.Validation;
using Infohub.Stix.Vocabularies;
using static Infohub.Stix.Model.CommonParts;
using static Infohub.Stix.Model.Declaring;

namespace Infohub.Stix.Model;

/// <summary>Meta objects (STIX 2.1 §7).</summary>
internal static class MetaObjects
{
    public static StixType[] All { get; } =
    [
        new("language-content", "7.1.1", ObjectFamilies.Meta,
        [
            CommonParts.Type, SpecVersion, Id, CreatedByRef, Created, Modified, Revoked, Labels, Confidence, ExternalReferences, ObjectMarkingRefs, GranularMarkings, Extensions,
            Must(Ref("object_ref", ObjectFamilies.All)), Time("object_modified"), Must(Special("contents", ValueKind.Translations)),
        ]),
        new("marking-definition", "7.2.1", ObjectFamilies.Meta,
        [
            CommonParts.Type, SpecVersion, Id, CreatedByRef, Created, ExternalReferences, ObjectMarkingRefs, GranularMarkings, Extensions, Name, Text("definition_type"), Map("definition"),
        ]) { Rule = MarkingDefinitionRules.Check },
        new("extension-definition", "7.3.1", ObjectFamilies.Meta,
        [
            CommonParts.Type, SpecVersion, Id, Must(Common(Ref("created_by_ref", "identity"))), Created, Modified, Revoked, Labels, ExternalReferences, ObjectMarkingRefs, GranularMarkings,
            Must(Text("name")), Description, Must(Text("schema")), Must(Text("version")), Must(Words("extension_types", Enumerations.ExtensionType)),
            List(Text("extension_properties", TextForm.PropertyName)),
        ],
        [Should(Any("description"))]) { Rule = ExtensionRules.Definition },
    ];
}
