using Infohub.Stix.Vocabularies;
using static Infohub.Stix.Model.Declaring;

namespace Infohub.Stix.Model;

/// <summary>Extensions of observables that the standard itself defines (STIX 2.1 §3.10).</summary>
internal static class ObservableExtensions
{
    private static readonly StixStructure DataStream = new("alternate-data-stream-type", "6.7.3", [Must(Text("name")), Hashes(), Size("size")]);

    private static readonly StixStructure PeHeader = new("windows-pe-optional-header-type", "6.7.6",
    [
        Hex("magic_hex"), Whole("major_linker_version"), Whole("minor_linker_version"), Size("size_of_code"), Size("size_of_initialized_data"), Size("size_of_uninitialized_data"),
        Whole("address_of_entry_point"), Whole("base_of_code"), Whole("base_of_data"), Whole("image_base"), Whole("section_alignment"), Whole("file_alignment"),
        Whole("major_os_version"), Whole("minor_os_version"), Whole("major_image_version"), Whole("minor_image_version"), Whole("major_subsystem_version"),
        Whole("minor_subsystem_version"), Hex("win32_version_value_hex"), Size("size_of_image"), Size("size_of_headers"), Hex("checksum_hex"), Hex("subsystem_hex"),
        Hex("dll_characteristics_hex"), Size("size_of_stack_reserve"), Size("size_of_stack_commit"), Size("size_of_heap_reserve"), Size("size_of_heap_commit"),
        Hex("loader_flags_hex"), Whole("number_of_rva_and_sizes"), Hashes(),
    ],
    [Beside()]);

    private static readonly StixStructure PeSection = new("windows-pe-section-type", "6.7.6", [Must(Text("name")), Size("size"), Real("entropy", 0, 8), Hashes()]);

    public static StixStructure[] OfFile { get; } =
    [
        new("archive-ext", "6.7.2", [Must(List(Ref("contains_refs", "file", "directory"))), Text("comment")]),
        new("ntfs-ext", "6.7.3", [Text("sid"), Parts("alternate_data_streams", DataStream)], [Beside()]),
        new("pdf-ext", "6.7.4", [Text("version"), Flag("is_optimized"), Map("document_info_dict", MapValues.Text), Text("pdfid0"), Text("pdfid1")], [Beside()]),
        new("raster-image-ext", "6.7.5", [Whole("image_height"), Whole("image_width"), Whole("bits_per_pixel"), Map("exif_tags", MapValues.TextOrInteger)], [Beside()]),
        new("windows-pebinary-ext", "6.7.6",
        [
            Must(Word("pe_type", OpenVocabularies.WindowsPeBinaryType)), Text("imphash"), Hex("machine_hex"), Size("number_of_sections"), Time("time_date_stamp", TimePrecision.Seconds),
            Hex("pointer_to_symbol_table_hex"), Size("number_of_symbols"), Size("size_of_optional_header"), Hex("characteristics_hex"), Hashes("file_header_hashes"),
            Part("optional_header", PeHeader), Parts("sections", PeSection),
        ],
        [Beside("pe_type")]),
    ];

    public static StixStructure[] OfNetworkTraffic { get; } =
    [
        new("http-request-ext", "6.12.2",
        [
            Must(Text("request_method", TextForm.LowerCase)), Must(Text("request_value")), Text("request_version", TextForm.LowerCase), Map("request_header", MapValues.Texts),
            Whole("message_body_length"), Ref("message_body_data_ref", "artifact"),
        ]),
        new("icmp-ext", "6.12.3", [Must(Hex("icmp_type_hex")), Must(Hex("icmp_code_hex"))]),
        new("socket-ext", "6.12.4",
        [
            Must(Word("address_family", Enumerations.NetworkSocketAddressFamily)), Flag("is_blocking"), Flag("is_listening"), Map("options", MapValues.Integer),
            Word("socket_type", Enumerations.NetworkSocketType), Size("socket_descriptor"), Whole("socket_handle"),
        ]),
        new("tcp-ext", "6.12.5", [Hex("src_flags_hex"), Hex("dst_flags_hex")], [Beside()]),
    ];

    public static StixStructure[] OfProcess { get; } =
    [
        new("windows-process-ext", "6.13.2",
        [
            Flag("aslr_enabled"), Flag("dep_enabled"), Text("priority", TextForm.Priority), Text("owner_sid"), Text("window_title"), Map("startup_info"),
            Word("integrity_level", Enumerations.WindowsIntegrityLevel),
        ],
        [Beside()]),
        new("windows-service-ext", "6.13.3",
        [
            Text("service_name"), List(Text("descriptions")), Text("display_name"), Text("group_name"), Word("start_type", Enumerations.WindowsServiceStartType),
            List(Ref("service_dll_refs", "file")), Word("service_type", Enumerations.WindowsServiceType), Word("service_status", Enumerations.WindowsServiceStatus),
        ],
        [Beside()]),
    ];

    public static StixStructure[] OfUserAccount { get; } =
    [
        new("unix-account-ext", "6.16.2", [Whole("gid"), List(Text("groups")), Text("home_dir"), Text("shell")], [Beside()]),
    ];
}
