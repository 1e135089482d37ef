using System.Text;

namespace Infohub.Demo.Community;

/// <summary>Attachments: text files with true values, for machines.</summary>
internal static class DemoFiles
{
    public static string Text(string kind, Tale tale) => kind switch
    {
        "csv" => Csv(tale),
        "yara" => Yara(tale),
        "sigma" => Sigma(tale),
        "log" => Log(tale),
        _ => tale.Title + "\n\n" + tale.Body + "\n\nGiven to the community by " + tale.By + ". Change what does not fit.\n",
    };

    private static string Csv(Tale tale)
    {
        var of = tale.Body.Contains("{urls:", StringComparison.Ordinal) ? "urls" : tale.Body.Contains("{names:", StringComparison.Ordinal) ? "names" : "addresses";
        var text = new StringBuilder("# ").Append(tale.Label).Append(" as is, for the programme's purposes only\ntype,value,role\n");
        foreach (var (kind, value) in Values.List(of, tale.Name, 18))
        {
            text.Append(kind).Append(',').Append(value).Append(',').Append(Chance.Of<string>(["source", "landing page", "controller", "second stage"], value)).Append('\n');
        }

        return text.ToString();
    }

    private static string Yara(Tale tale) =>
        $$"""
        rule four_string_tables : loader
        {
            meta:
                description = "Loader that keeps its strings in four tables"
                tlp = "{{tale.Label}}"
                hash = "{{Values.Hash(tale.Name, 1)}}"
            strings:
                $table = { 4? 8D 0D ?? ?? ?? ?? 4? 8D 15 ?? ?? ?? ?? 4? 8D 05 ?? ?? ?? ?? 4? 8D 0D }
                $probe = "health-probe/3" ascii
                $zone = "holidays.tbl" wide
            condition:
                uint16(0) == 0x5A4D and filesize < 900KB and $table and 1 of ($probe, $zone)
        }

        """;

    private static string Sigma(Tale tale) =>
        $"""
        title: {tale.Title.Replace(":", "", StringComparison.Ordinal)}
        status: test
        tags:
          - {(tale.Name == "p-rules" ? "attack.t1490" : "attack.t1021.001")}
        logsource:
          category: process_creation
          product: windows
        detection:
          selection:
            Image|endswith: {(tale.Name == "p-rules" ? "'\\vssadmin.exe'" : "'\\powershell.exe'")}
            ParentImage|endswith: {(tale.Name == "p-rules" ? "'\\cmd.exe'" : "'\\explorer.exe'")}
          filter:
            User|contains: 'svc-backup'
          condition: selection and not filter
        falsepositives:
          - administrators at work
        level: high

        """;

    private static string Log(Tale tale)
    {
        var text = new StringBuilder();
        for (var n = 0; n < 24; n++)
        {
            text.Append("03:").Append((2 + n).ToString("D2", System.Globalization.CultureInfo.InvariantCulture)).Append(":11 gateway-4 named: query TXT ")
                .Append(Chance.Sha256(tale.Name + n)[..24]).Append('.').Append(Values.Name(tale.Name, 1)).Append(" from 192.0.2.4\n");
        }

        return text.ToString();
    }
}
