using FsCheck;
using FsCheck.Fluent;

namespace Infohub.Libs.Tests.Observables;

/// <summary>Texts put together from the pieces that values, masks and sentences are made of, so that they meet in every order.</summary>
internal static class Texts
{
    private static readonly string[] Live =
    [
        "http://", "https://", "HTTP://", "ftp://", "ldap://", "://", "evil.example", "a.b.test", "EVIL.EXAMPLE", "例子.test", "münchen.example",
        "203.0.113.5", "198.51.100.0/24", "2001:db8::1", "2001:db8::/32", "::1", "user@evil.example", "u.v+w@mail.test", "invoice.pdf", "run.sh",
        "d41d8cd98f00b204e9800998ecf8427e", "CVE-2021-44228", "T1059.003", "AS64500", @"HKLM\Software\Run", "version 1.2.3.4", "Then", "example", "com",
        "/path.php", "?a=b.example&c=d", "#f", ":8080", ":", ".", ",", "@", "/", "-", "_", " ", "\n", "。", "、", "：", "（", "）", "惡意網站", "的", "「例子", ".docx", ".test",
        "<", ">", "\"", "'", "`", "|", "\\", "\u202E", "\u200B", "😀", "\uD83D", "a", "x", "1", "203", "0", "ff", "::", "{", "}", "=", "&amp;", "%20", "*",
        "．", "｡", "evil。com", "evil．test", "ｅｖｉｌ", "ＩＰ", "ｃｏｍ", "１", "http://1。2。3。4", "2130706433", "0x7f", "0177", "127.1", "hk",
    ];

    private static readonly string[] Masked =
    [
        "hxxp://", "hXXps[:]//", "h[tt]p://", "meow://", "[.]", "(.)", "{.}", "[dot]", "(dot)", "[:]", "[://]", "[@]", "(at)", "[", "]", "(", ")",
        "evil[.]example", "203[.]0[.]113[.]5", "2001[:]db8::1", "user[@]evil[.]example", "hxxps://evil[.]example/x", "[。]", "[．]", "evil[｡]com",
        "（.）", "[點]", "(点)", "＠", "&#64;", "hxxp{:}//", "user＠evil.example", "evil（.）example", "[IPv6:2001:db8::1]", "ＣＶＥ－２０２４－３０９４", "/安装包.exe", "「2025年名單.exe」", "\\=",
    ];

    /// <summary>How many texts a property reads: 2,000, the same each time, or a million new ones where INFOHUB_DEEP=1.</summary>
    private static Config Chance => Environment.GetEnvironmentVariable("INFOHUB_DEEP") == "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(1_000_000)
        : Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(2026, 1125);

    public static Arbitrary<string> WithoutBrackets => Of(Live);

    public static Arbitrary<string> Any => Of([.. Live, .. Masked]);

    public static void All(Arbitrary<string> texts, Func<string, bool> holds) =>
        Prop.ForAll(texts, holds).Check(Chance.WithEndSize(40));

    private static Arbitrary<string> Of(string[] pieces) =>
        Arb.From(
            Gen.Elements(pieces).ListOf().Select(string.Concat),
            text => Enumerable.Range(0, text.Length).Select(i => text.Remove(i, 1)));
}
