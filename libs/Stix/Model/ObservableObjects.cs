using System.Text.Json;
using Infohub.Stix.Validation;
using Infohub.Stix.Vocabularies;
using static Infohub.Stix.Model.CommonParts;
using static Infohub.Stix.Model.Declaring;

namespace Infohub.Stix.Model;

/// <summary>Cyber-observable objects (STIX 2.1 §6).</summary>
internal static class ObservableObjects
{
    private static readonly string[] Ends = ["ipv4-addr", "ipv6-addr", "mac-addr", "domain-name"];

    private static readonly Constraint Own = Beside("type", "spec_version", "id", "object_marking_refs", "granular_markings", "defanged");

    private static readonly StixStructure MimePart = new("email-mime-part-type", "6.6.2",
        [Text("body"), Ref("body_raw_ref", "artifact", "file"), Text("content_type"), Text("content_disposition")], [Any("body", "body_raw_ref")]);

    private static readonly StixStructure RegistryValue = new("windows-registry-value-type", "6.17.2",
        [Text("name"), Text("data"), Word("data_type", Enumerations.WindowsRegistryDatatype)], [Any("name", "data", "data_type")]);

    private static readonly StixStructure X509V3 = new("x509-v3-extensions-type", "6.18.2",
    [
        Text("basic_constraints"), Text("name_constraints"), Text("policy_constraints"), Text("key_usage"), Text("extended_key_usage"), Text("subject_key_identifier"),
        Text("authority_key_identifier"), Text("subject_alternative_name"), Text("issuer_alternative_name"), Text("subject_directory_attributes"), Text("crl_distribution_points"),
        Text("inhibit_any_policy"), Time("private_key_usage_period_not_before"), Time("private_key_usage_period_not_after"), Text("certificate_policies"), Text("policy_mappings"),
    ],
    [Beside()]);

    public static StixType[] All { get; } =
    [
        Observable("artifact", "6.1.1",
        [
            Text("mime_type", TextForm.MimeType), Bytes("payload_bin"), Text("url", TextForm.Url), Hashes(), Word("encryption_algorithm", Enumerations.EncryptionAlgorithm), Text("decryption_key"),
        ],
        [Any("payload_bin", "url"), Not("payload_bin", "url"), Needs("url", "hashes"), Needs("decryption_key", "encryption_algorithm")]),
        Observable("autonomous-system", "6.2.1", [Must(Whole("number")), Name, Text("rir")]),
        Observable("directory", "6.3.1",
            [Must(Text("path")), Text("path_enc", TextForm.CharacterSet), Time("ctime"), Time("mtime"), Time("atime"), List(Ref("contains_refs", "file", "directory"))]),
        Observable("domain-name", "6.4.1", [Must(Text("value", TextForm.DomainName)), List(Ref("resolves_to_refs", "ipv4-addr", "ipv6-addr", "domain-name"))]),
        Observable("email-addr", "6.5.1", [Must(Text("value", TextForm.EmailAddress)), Text("display_name"), Ref("belongs_to_ref", "user-account")]),
        Observable("email-message", "6.6.1",
        [
            Must(Flag("is_multipart")), Time("date"), Text("content_type"), Ref("from_ref", "email-addr"), Ref("sender_ref", "email-addr"), List(Ref("to_refs", "email-addr")),
            List(Ref("cc_refs", "email-addr")), List(Ref("bcc_refs", "email-addr")), Text("message_id"), Text("subject", TextForm.HeaderText), List(Text("received_lines")),
            Map("additional_header_fields", MapValues.Texts), Text("body"), Parts("body_multipart", MimePart), Ref("raw_email_ref", "artifact"),
        ],
        rule: ObservableRules.EmailMessage),
        Observable("file", "6.7.1",
        [
            Hashes(), Size("size"), Name, Text("name_enc", TextForm.CharacterSet), Hex("magic_number_hex"), Text("mime_type", TextForm.MimeType), Time("ctime"), Time("mtime"), Time("atime"),
            Ref("parent_directory_ref", "directory"), List(Ref("contains_refs", ObjectFamilies.Observable)), Ref("content_ref", "artifact"),
        ],
        [Any("hashes", "name"), Needs("name_enc", "name") with { Clause = "STIX 2.1 §3.1" }], ObservableExtensions.OfFile),
        Observable("ipv4-addr", "6.8.1", [Must(Text("value", TextForm.Ipv4)), List(Ref("resolves_to_refs", "mac-addr")), List(Ref("belongs_to_refs", "autonomous-system"))]),
        Observable("ipv6-addr", "6.9.1", [Must(Text("value", TextForm.Ipv6)), List(Ref("resolves_to_refs", "mac-addr")), List(Ref("belongs_to_refs", "autonomous-system"))]),
        Observable("mac-addr", "6.10.1", [Must(Text("value", TextForm.Mac))]),
        Observable("mutex", "6.11.1", [Must(Text("name"))]),
        Observable("network-traffic", "6.12.1",
        [
            Time("start"), Time("end"), Flag("is_active"), Ref("src_ref", Ends), Ref("dst_ref", Ends), Whole("src_port", 0, 65535), Whole("dst_port", 0, 65535), Must(List(Text("protocols"))),
            Size("src_byte_count"), Size("dst_byte_count"), Size("src_packets"), Size("dst_packets"), Map("ipfix", MapValues.TextOrInteger), Ref("src_payload_ref", "artifact"),
            Ref("dst_payload_ref", "artifact"), List(Ref("encapsulates_refs", "network-traffic")), Ref("encapsulated_by_ref", "network-traffic"),
        ],
        [Any("src_ref", "dst_ref"), NotBefore("start", "end"), Should(Any("src_port")), Should(Any("dst_port"))], ObservableExtensions.OfNetworkTraffic, ObservableRules.NetworkTraffic),
        Observable("process", "6.13.1",
        [
            Flag("is_hidden"), Whole("pid"), Time("created_time"), Text("cwd"), Text("command_line"), Map("environment_variables", MapValues.Text),
            List(Ref("opened_connection_refs", "network-traffic")), Ref("creator_user_ref", "user-account"), Ref("image_ref", "file"), Ref("parent_ref", "process"),
            List(Ref("child_refs", "process")),
        ],
        [Own], ObservableExtensions.OfProcess),
        Observable("software", "6.14.1", [Must(Text("name")), Text("cpe", TextForm.Cpe), Text("swid"), List(Text("languages", TextForm.Language)), Text("vendor"), Text("version")]),
        Observable("url", "6.15.1", [Must(Text("value", TextForm.Url))]),
        Observable("user-account", "6.16.1",
        [
            Text("user_id"), Text("credential"), Text("account_login"), Word("account_type", OpenVocabularies.AccountType), Text("display_name"), Flag("is_service_account"),
            Flag("is_privileged"), Flag("can_escalate_privs"), Flag("is_disabled"), Time("account_created"), Time("account_expires"), Time("credential_last_changed"),
            Time("account_first_login"), Time("account_last_login"),
        ],
        [Own], ObservableExtensions.OfUserAccount),
        Observable("windows-registry-key", "6.17.1",
            [Text("key", TextForm.RegistryKey), Parts("values", RegistryValue), Time("modified_time"), Ref("creator_user_ref", "user-account"), Whole("number_of_subkeys")], [Own]),
        Observable("x509-certificate", "6.18.1",
        [
            Flag("is_self_signed"), Hashes(), Text("version"), Text("serial_number"), Text("signature_algorithm"), Text("issuer"), Time("validity_not_before"), Time("validity_not_after"),
            Text("subject"), Text("subject_public_key_algorithm"), Text("subject_public_key_modulus"), Whole("subject_public_key_exponent"), Part("x509_v3_extensions", X509V3),
        ],
        [Own]),
    ];

    private static StixType Observable(
        string name, string clause, StixProperty[] properties, Constraint[]? constraints = null, StixStructure[]? extensions = null, Action<Walk, JsonElement>? rule = null) =>
        new(name, clause, ObjectFamilies.Observable, [.. OfObservable, .. properties], constraints) { Extensions = extensions ?? [], Rule = rule };
}
