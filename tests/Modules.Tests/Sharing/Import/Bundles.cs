using System.Globalization;
using System.Text;

namespace Infohub.Modules.Tests.Sharing.Import;

/// <summary>Made-up bundles.</summary>
internal static class Bundles
{
    public const string Green2 = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    public const string Amber2 = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
    public const string Red2 = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

    public static string Id(string type, int number) => string.Create(CultureInfo.InvariantCulture, $"{type}--00000000-0000-4000-8000-{number:x12}");

    public static string Indicator(int number, string more = "", string? name = null) =>
        $$"""
        {"type":"indicator","spec_version":"2.1","id":"{{Id("indicator", number)}}","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z",
        "name":"{{name ?? "Server " + number}}","pattern":"[ipv4-addr:value = '198.51.{{number / 250}}.{{number % 250}}']","pattern_type":"stix","valid_from":"2026-02-01T00:00:00Z"{{more}}}
        """;

    public static string Marked(string marking) => $",\"object_marking_refs\":[\"{marking}\"]";

    public static string Report(string name, params string[] refs) =>
        $$"""
        {"type":"report","spec_version":"2.1","id":"{{Id("report", 1)}}","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z","name":"{{name}}",
        "description":"What we saw in February.","published":"2026-02-01T00:00:00Z","object_refs":[{{string.Join(',', refs.Select(r => $"\"{r}\""))}}]}
        """;

    public static MemoryStream Of(params string[] objects) =>
        new(Encoding.UTF8.GetBytes($$"""{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[{{string.Join(',', objects)}}]}"""));
}
