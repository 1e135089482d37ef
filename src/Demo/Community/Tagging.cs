namespace Infohub.Demo.Community;

/// <summary>The tags that the made-up members give: by what their texts speak of, in the language that they write.</summary>
internal static class Tagging
{
    private static readonly (string[] Words, string Tag, string TagZh)[] Subjects =
    [
        (["ransom", "勒索"], "ransomware", "勒索軟件"),
        (["phish", "payslip", "sign-in page", "釣魚", "钓鱼"], "phishing", "釣魚"),
        (["caller", "vishing", "help desk", "來電"], "vishing", "語音釣魚"),
        (["GlobalProtect", "PAN-OS"], "PAN-OS", "PAN-OS"),
        (["FortiGate", "FortiOS"], "FortiGate", "FortiGate"),
        (["Exchange"], "Exchange", "Exchange"),
        (["DDoS", "flood", "阻斷服務"], "DDoS", "阻斷服務"),
        (["supplier", "供應商", "供应商"], "supply chain", "供應鏈"),
        (["one-time code", "second factor", "一次性密碼"], "MFA", "多重認證"),
        (["backup", "備份", "备份"], "backup", "備份"),
        (["PLC", "SCADA", "控制系統"], "OT", "工業控制"),
    ];

    private const int Most = 3;

    public static IReadOnlyList<string> Of(string language, string text) =>
        [.. Subjects.Where(s => s.Words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase))).Take(Most).Select(s => language == "en" ? s.Tag : s.TagZh)];
}
