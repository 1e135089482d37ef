using Infohub.Observables;
using static Infohub.Observables.ObservableKind;

namespace Infohub.Libs.Tests.Observables;

public sealed class ExtractorTests
{
    private static string Found(string text) => string.Join(' ', Extractor.Find(text).Select(f => $"{f.Kind}={f.Value}"));

    [Theory]
    [InlineData("see http://evil.example/a", "Url=http://evil.example/a")]
    [InlineData("HTTPS://Evil.Example/Path?Q=1#F.", "Url=https://evil.example/Path?Q=1#F")]
    [InlineData("(http://evil.example/wiki/A_(b))", "Url=http://evil.example/wiki/A_(b)")]
    [InlineData("[text](https://evil.example/x)", "Url=https://evil.example/x")]
    [InlineData("<a href='https://evil.example/x'>", "Url=https://evil.example/x")]
    [InlineData("https://evil.example/a,malware,2024", "Url=https://evil.example/a")]
    [InlineData("at https://evil.example/a,b.html today", "Url=https://evil.example/a,b.html")]
    [InlineData("ftp://u:p@203.0.113.5:2121/x", "Url=ftp://u:p@203.0.113.5:2121/x")]
    [InlineData("http://[2001:DB8::1]:8080/x", "Url=http://[2001:db8::1]:8080/x")]
    [InlineData("ldap://evil.example:1389/a}", "Url=ldap://evil.example:1389/a")]
    [InlineData("""{"u":"https:\/\/evil.example\/x"}""", "Url=https://evil.example/x")]
    public void A_live_url_is_found(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("hxxp://evil[.]example/a", "Url=http://evil.example/a")]
    [InlineData("hXXps[:]//evil[.]example/a[.]php", "Url=https://evil.example/a.php")]
    [InlineData("hxtp://evil(.)example", "Url=http://evil.example")]
    [InlineData("htxp[://]evil{.}example", "Url=http://evil.example")]
    [InlineData("meow://evil[dot]example:8080/x", "Url=http://evil.example:8080/x")]
    [InlineData("h[tt]ps://evil(dot)example/x", "Url=https://evil.example/x")]
    [InlineData("hxxp://203[.]0.113[.]5/x.sh", "Url=http://203.0.113.5/x.sh")]
    [InlineData("hxxp://[2001[:]db8::1]/", "Url=http://[2001:db8::1]/")]
    [InlineData("evil[.]example", "Domain=evil.example")]
    [InlineData("203[.]0[.]113[.]5", "IPv4=203.0.113.5")]
    [InlineData("198[.]51[.]100[.]0/24", "IPv4Network=198.51.100.0/24")]
    [InlineData("2001[:]db8::1", "IPv6=2001:db8::1")]
    [InlineData("user[@]evil[.]example, user(at)evil(dot)example", "Email=user@evil.example Email=user@evil.example")]
    [InlineData("first[.]last[at]evil[.]example", "Email=first.last@evil.example")]
    public void A_masked_value_is_found_with_its_true_value(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("惡意網站evil.example。", "Domain=evil.example")]
    [InlineData("IP：203.0.113.5、203.0.113.6", "IPv4=203.0.113.5 IPv4=203.0.113.6")]
    [InlineData("請勿點擊https://evil.example/login，否則", "Url=https://evil.example/login")]
    [InlineData("（evil[.]example）", "Domain=evil.example")]
    [InlineData("雜湊值：d41d8cd98f00b204e9800998ecf8427e。", "Md5=d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("漏洞CVE-2021-44228已被利用", "Cve=CVE-2021-44228")]
    [InlineData("執行invoice.exe後", "FileName=invoice.exe")]
    [InlineData("寄件人user@evil.example。", "Email=user@evil.example")]
    [InlineData("版本 10.1.2.3", "")]
    [InlineData("附件「薪資調整.pdf.exe」", "FileName=薪資調整.pdf.exe")]
    [InlineData("瀏覽 例子[.]test，更新完成.後續", "Domain=xn--fsqu00a.test")]
    public void Chinese_text_may_touch_a_value(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("203.0.113.5", "IPv4=203.0.113.5")]
    [InlineData("203.0.113.5:443 203.0.113.6.", "IPv4=203.0.113.5 IPv4=203.0.113.6")]
    [InlineData("203.0.113.5-203.0.113.9", "IPv4=203.0.113.5 IPv4=203.0.113.9")]
    [InlineData("192.0.2.77/24", "IPv4Network=192.0.2.0/24")]
    [InlineData("outside:203.0.113.5/443", "IPv4=203.0.113.5")]
    [InlineData("2001:DB8:0:0:0:0:0:1", "IPv6=2001:db8::1")]
    [InlineData("2001:db8::/32", "IPv6Network=2001:db8::/32")]
    [InlineData("[2001:db8::1]:443", "IPv6=2001:db8::1")]
    [InlineData("::1 and ::ffff:203.0.113.5", "IPv6=::1 IPv6=::ffff:203.0.113.5")]
    [InlineData("12:34:56 std::vector 00:11:22:33:44:55 1.2.3.4.5 256.1.1.1 01.2.3.4", "")]
    [InlineData("version 1.2.3.4, 1.2.3.5 and 1.2.3.6; v1.2.3.4; 10.0.401; Chrome/120.0.0.0", "")]
    public void An_address_is_found_and_a_version_is_not(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("Evil.example and EVIL.EXAMPLE", "Domain=evil.example Domain=evil.example")]
    [InlineData("_dmarc.evil.example _evil.example_", "Domain=_dmarc.evil.example Domain=evil.example")]
    [InlineData("go to evil.example.Then stop", "Domain=evil.example")]
    [InlineData("xn--bcher-kva.example bücher.example", "Domain=xn--bcher-kva.example Domain=xn--bcher-kva.example")]
    [InlineData("http://例子.test/x", "Url=http://xn--fsqu00a.test/x")]
    [InlineData("e.g. this, i.e. that... System.Net, Path.Combine, obj.name, list.at(0) etc.to", "Domain=etc.to")]
    [InlineData("Node.js ASP.NET System.IO e.g.the console.log(x)", "")]
    [InlineData("invoice.pdf payload.exe update.css report.docx", "FileName=invoice.pdf FileName=payload.exe FileName=update.css FileName=report.docx")]
    [InlineData("install.sh get.evil.sh /tmp/a.pl allegro.pl", "FileName=install.sh Domain=get.evil.sh FileName=a.pl Domain=allegro.pl")]
    [InlineData(@"C:\Users\Public\a.b.exe", "FileName=a.b.exe")]
    [InlineData(@"C:\Temp\~tmp.dat and C:\Docs\~$plan.docx, about ~1.dat", "FileName=~tmp.dat FileName=~$plan.docx FileName=1.dat")]
    [InlineData("evil.example/gate.php", "Domain=evil.example")]
    public void A_domain_is_told_from_a_file_and_from_code(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("cve-2021-44228", "Cve=CVE-2021-44228")]
    [InlineData("- cve.2021.40444 - cve.2021-44228, Cve.2021.44228", "Cve=CVE-2021-40444 Cve=CVE-2021-44228")]
    [InlineData("T1059.003, T1566; attack.t1053.005 T0831 T2000", "Technique=T1059.003 Technique=T1566 Technique=T1053.005 Technique=T0831")]
    [InlineData("AS64500 ASN 64501 AS 64502 AS400 AS 2023 as is", "Asn=AS64500 Asn=AS64501 Asn=AS64502")]
    [InlineData(@"HKLM\Software\Microsoft\Windows NT\CurrentVersion\Run and more", @"RegistryKey=HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion\Run")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709 xda39a3ee5e6b4b0d3255bfef95601890afd80709", "Sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "CryptoAddress=1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "CryptoAddress=bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")]
    [InlineData("0x52908400098527886E0F7030069857D2E4169EE7", "CryptoAddress=0x52908400098527886e0f7030069857d2e4169ee7")]
    public void Identifiers_and_hashes_are_found(string text, string expected) => Assert.Equal(expected, Found(text));

    [Fact]
    public void A_finding_tells_its_place_in_the_text()
    {
        var finding = Assert.Single(Extractor.Find("網站 evil[.]example。"));
        Assert.Equal(new Finding(Domain, "evil.example", 3, 14), finding);
    }

    [Fact]
    public void Options_choose_kinds_and_drop_repetitions()
    {
        var found = Extractor.Find("a.example 203.0.113.5 a[.]example", new ExtractOptions { Distinct = true, Kinds = new HashSet<ObservableKind> { Domain } });
        Assert.Equal("a.example", Assert.Single(found).Value);
    }
}
